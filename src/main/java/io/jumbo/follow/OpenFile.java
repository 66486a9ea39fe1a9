package io.jumbo.follow;

import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Observation;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A file that is kept open, and what is known of it. Opaque; for {@link Follower}. */
public final class OpenFile {

    private final HeldFile file;
    private final WatchedFile watched;
    private final String path;
    private final boolean copy;
    private long readAt;
    private Optional<Waiting<Observation>> away = Optional.empty();
    private Optional<News> lastNews = Optional.empty();

    /** Bytes behind an offset, of which no complete line need be. */
    private record News(Observation observed, long nextByte) {}

    /**
     * @param copy whether it is a copy of the file that its offset is about
     * @param readAt when it is to be read
     */
    OpenFile(HeldFile file, String path, boolean copy, long readAt) {
        this.file = file;
        this.path = path;
        this.copy = copy;
        this.readAt = readAt;
        this.watched = new WatchedFile(path);
    }

    HeldFile file() {
        return file;
    }

    /** Key of its offset row. */
    long fileId() {
        return file.fileId();
    }

    /** The path of its offset: where it was seen last, relative to the watched directory, forward slashes. Another file may be there by now. */
    public String path() {
        return path;
    }

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
    Optional<Long> awayUnchangedSince() {
        return away.map(Waiting::since);
    }

    /** What it looks like now, away from its path. */
    void isAway(Observation now, long time) {
        away = away.map(before -> before.seen(now, time, 0)).or(() -> Optional.of(Waiting.begun(now, time)));
    }

    /** There is something to read in it, away from its path: it counts as changed, unless the same was there to read before. */
    void isAwayWithNews(Observation now, long nextByte, long time) {
        Optional<News> news = Optional.of(new News(now, nextByte));
        if (!news.equals(lastNews)) {
            lastNews = news;
            away = Optional.of(Waiting.begun(now, time));
        }
    }

    void isUnderItsPath() {
        away = Optional.empty();
    }

    /** What it looks like; the time of its last change is not known without its name. */
    Observation observed() throws IOException {
        return new Observation(file.size(), file.fileKey(), Instant.EPOCH);
    }
}
