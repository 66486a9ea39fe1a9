package io.jumbo.follow;

import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Observation;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A file that is held open, and what is known of it. Opaque; for {@link Follower}. */
public final class Held {

    private final HeldFile file;
    private final WatchedFile watched;
    private final String path;
    private final boolean copy;
    private long readAt;
    private Optional<Long> leftUnchangedSince = Optional.empty();
    private Optional<Observation> lastLook = Optional.empty();

    Held(HeldFile file, String path, boolean copy) {
        this.file = file;
        this.path = path;
        this.copy = copy;
        this.watched = new WatchedFile(path);
    }

    HeldFile file() {
        return file;
    }

    /** The path of its offset: where it was seen last, relative to the watched directory, forward slashes. Another file may be there by now. */
    public String path() {
        return path;
    }

    /** Whether it is a copy of the file that its offset is about. */
    boolean isCopy() {
        return copy;
    }

    /** Apart from what else may be under its path by now. */
    WatchedFile watched() {
        return watched;
    }

    /** When it was last to be read under its path, as {@link Watch#now()}. */
    long readAt() {
        return readAt;
    }

    void readAt(long time) {
        readAt = time;
    }

    /** Since when it has not changed, away from its path; absent while it is there. */
    Optional<Long> leftUnchangedSince() {
        return leftUnchangedSince;
    }

    /** What it looks like now, away from its path. */
    void looksLike(Observation now, long time) {
        if (!lastLook.equals(Optional.of(now)) || leftUnchangedSince.isEmpty()) {
            lastLook = Optional.of(now);
            leftUnchangedSince = Optional.of(time);
        }
    }

    void leftUnchangedSince(long time) {
        leftUnchangedSince = Optional.of(time);
    }

    void isUnderItsPath() {
        leftUnchangedSince = Optional.empty();
    }

    /** What it looks like; the time of its last change is not known without its name. */
    Observation observed() throws IOException {
        return new Observation(file.size(), file.fileKey(), Instant.EPOCH);
    }
}
