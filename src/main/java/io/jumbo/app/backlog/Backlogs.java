package io.jumbo.app.backlog;

import io.jumbo.events.Printable;
import io.jumbo.events.TailEvents;
import io.jumbo.tail.Chunk;
import io.jumbo.write.Written;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The files of all watches that are behind. Remembers only files that were not written to their end, and of each only numbers: a chunk costs the
 * same few steps however many lines it has. What happens to a file otherwise makes it forgotten; if it is read on, it comes back. Thread-safe.
 */
final class Backlogs implements TailEvents {

    /** So long after its last chunk a file is forgotten, whatever became of it: its watch may be gone. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final LongSupplier clock;
    private final Consumer<String> log;
    private final Map<FileOfWatch, Backlog> files = new LinkedHashMap<>();

    /** With a monotonic clock, in nanoseconds, and the log, which is only told when a file has caught up. */
    Backlogs(LongSupplier clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    /** How far the files that are behind have come, those first that are so for longest. */
    synchronized List<BacklogLine> lines() {
        long now = clock.getAsLong();
        files.values().removeIf(file -> file.isSilentFor(FORGOTTEN_AFTER, now));
        return files.values().stream()
                .map(file -> file.line(now))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public synchronized void chunkWritten(String watch, Written written) {
        Chunk chunk = written.chunk();
        FileOfWatch file = new FileOfWatch(watch, chunk.fileId());
        Backlog known = files.get(file);
        if (known != null && known.isContinuedBy(chunk)) {
            known.written(written, clock.getAsLong());
        } else if (known != null || chunk.fileSize() > chunk.after().nextByte()) {
            files.put(file, new Backlog(file, chunk, clock.getAsLong()));
        }
    }

    /** Said at once, so that it stands in the log where it happened; and not while others wait, for a terminal may take its time. */
    @Override
    public void fileCaughtUp(String watch, String path) {
        if (isBehind(watch, path)) {
            log.accept(watch + ": " + Printable.withoutControls(path) + " has caught up");
        }
        forget(watch, path);
    }

    private synchronized boolean isBehind(String watch, String path) {
        return files.values().stream().anyMatch(file -> is(file, watch, path) && file.isBehind());
    }

    @Override
    public synchronized void fileRenamed(String watch, String path, String from) {
        files.values().stream().filter(file -> is(file, watch, from)).forEach(file -> file.renamed(path));
    }

    // ---- the database takes no rows

    @Override
    public void databaseLost(String watch, Throwable cause) {
        stopped(watch);
    }

    @Override
    public void watchPaused(String watch, Throwable cause) {
        stopped(watch);
    }

    private synchronized void stopped(String watch) {
        files.values().stream().filter(file -> file.watch().equals(watch)).forEach(Backlog::stopped);
    }

    // ---- the file is not read on as it was

    @Override
    public void fileCopied(String watch, String path, String from) {
        forget(watch, from);
    }

    @Override
    public void fileTruncated(String watch, String path, long written) {
        forget(watch, path);
    }

    @Override
    public void fileCutBack(String watch, String path, long written, long left) {
        forget(watch, path);
    }

    @Override
    public void fileEndRewritten(String watch, String path, long written, long readOnAt) {
        forget(watch, path);
    }

    @Override
    public void fileEdited(String watch, String path, long readOnAt) {
        forget(watch, path);
    }

    @Override
    public void fileRewritten(String watch, String path, long written) {
        forget(watch, path);
    }

    @Override
    public void fileReplaced(String watch, String path) {
        forget(watch, path);
    }

    @Override
    public void fileUnsettled(String watch, String path) {
        forget(watch, path);
    }

    @Override
    public void fileGone(String watch, String path) {
        forget(watch, path);
    }

    @Override
    public void fileUnreadable(String watch, String path, Throwable cause) {
        forget(watch, path);
    }

    @Override
    public void fileHeldBack(String watch, String path, Throwable cause) {
        forget(watch, path);
    }

    @Override
    public void directoryMissing(String watch, String directory) {
        forget(file -> file.watch().equals(watch));
    }

    @Override
    public void directoryEmpty(String watch, String directory) {
        forget(file -> file.watch().equals(watch));
    }

    private void forget(String watch, String path) {
        forget(file -> is(file, watch, path));
    }

    private synchronized void forget(Predicate<Backlog> which) {
        files.values().removeIf(which);
    }

    private static boolean is(Backlog file, String watch, String path) {
        return file.watch().equals(watch) && file.path().equals(path);
    }
}
