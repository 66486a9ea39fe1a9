package io.jumbo.app.backlog;

import io.jumbo.events.Event;
import io.jumbo.events.Printable;
import io.jumbo.events.TailEvents;
import io.jumbo.tail.Chunk;
import io.jumbo.write.Written;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<Event> TAKES_NO_ROWS = EnumSet.of(Event.DATABASE_LOST, Event.WATCH_PAUSED);

    private static final Set<Event> DIRECTORY_IS_AWAY = EnumSet.of(Event.DIRECTORY_MISSING, Event.DIRECTORY_EMPTY);

    /** The file, of which the path comes first in each, is not read on as it was. */
    private static final Set<Event> IS_READ_OTHERWISE = EnumSet.of(
            Event.FILE_TRUNCATED,
            Event.FILE_CUT_BACK,
            Event.FILE_END_REWRITTEN,
            Event.FILE_EDITED,
            Event.FILE_REWRITTEN,
            Event.FILE_REPLACED,
            Event.FILE_UNSETTLED,
            Event.FILE_GONE,
            Event.FILE_UNREADABLE,
            Event.FILE_HELD_BACK);

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

    @Override
    public void happened(Event event, String watch, Object... values) {
        if (TAKES_NO_ROWS.contains(event)) {
            stopped(watch);
        } else if (IS_READ_OTHERWISE.contains(event)) {
            forget(watch, (String) values[0]);
        } else if (DIRECTORY_IS_AWAY.contains(event)) {
            forget(file -> file.watch().equals(watch));
        }
    }

    private synchronized void stopped(String watch) {
        files.values().stream().filter(file -> file.watch().equals(watch)).forEach(Backlog::stopped);
    }

    /** What was not read of the one file is read in the other. */
    @Override
    public void fileCopied(String watch, String path, String from) {
        forget(watch, from);
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
