package io.jumbo.app.backlog;

import io.jumbo.tail.Chunk;
import io.jumbo.write.Written;
import java.time.Duration;
import java.util.Optional;

/** What is known of a file that was not written to its end when its last chunk was read. Not thread-safe. */
final class Backlog {

    /** Less work than this is done before anybody has read a line about it; a file that is merely followed has never so much. */
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(5);

    private final FileOfWatch file;
    private final Speed speed;
    private String path;
    private long nextByte;
    private long fileSize;
    private boolean behind;

    /** Begins with a chunk that is committed. */
    Backlog(FileOfWatch file, Chunk chunk, long now) {
        this.file = file;
        this.speed = new Speed(now, chunk.after().nextByte());
        place(chunk);
    }

    private void place(Chunk chunk) {
        path = chunk.path();
        nextByte = chunk.after().nextByte();
        fileSize = chunk.fileSize();
    }

    /** Whether a chunk comes after those that were written so far; otherwise the file begins anew. */
    boolean isContinuedBy(Chunk chunk) {
        return chunk.before().nextByte() >= nextByte;
    }

    /** A chunk is committed. Its dead letters are done as its rows are. */
    void written(Written written, long now) {
        place(written.chunk());
        speed.committed(now, nextByte, written.rows() + written.rejections().size());
    }

    /** Nothing is written until the next chunk. */
    void stopped() {
        speed.stopped();
    }

    void renamed(String to) {
        path = to;
    }

    String watch() {
        return file.watch();
    }

    /** Relative to the watched directory, with forward slashes. */
    String path() {
        return path;
    }

    boolean isSilentFor(Duration time, long now) {
        return speed.isSilentFor(time.toNanos(), now);
    }

    /** Whether it has turned out to be behind by more than a few seconds' work. */
    boolean isBehind() {
        return behind;
    }

    /** How far it has come; nothing as long as it has not turned out to be behind. Once it has, it is until it has caught up. */
    Optional<BacklogLine> line(long now) {
        Optional<Speed.PerSecond> perSecond = speed.at(now);
        Optional<Duration> left = perSecond
                .filter(rate -> rate.bytes() > 0)
                .map(rate -> Duration.ofSeconds(Math.round((fileSize - nextByte) / rate.bytes())));
        behind =
                behind || left.filter(time -> time.compareTo(WORTH_A_LINE) >= 0).isPresent();
        return behind
                ? Optional.of(
                        new BacklogLine(file, path, nextByte, fileSize, perSecond.map(Speed.PerSecond::rows), left))
                : Optional.empty();
    }
}
