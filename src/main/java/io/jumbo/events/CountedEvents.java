package io.jumbo.events;

import io.jumbo.tail.Diagnosis;
import io.jumbo.write.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One counter per event in a Micrometer registry, tagged with the watch. Names by Micrometer's convention: {@code jumbo.files.renamed} is
 * {@code jumbo_files_renamed_total} in Prometheus. All counters of a watch are there from its first event on, at zero, since no alarm
 * can see the first growth of a counter that was not there before.
 *
 * <p>They count what this process was told and begin at zero with it. What was lost of each file is kept in the column
 * {@code abandoned_bytes} of {@code jumbo_offsets}. Thread-safe; one for all watches:
 *
 * <pre>{@code
 * context.getRegistry().bind("jumboCounters", new CountedEvents(meterRegistry));
 * }</pre>
 */
public final class CountedEvents implements TailEvents {

    private final MeterRegistry registry;
    private final Map<String, Map<Total, Counter>> watches = new ConcurrentHashMap<>();

    /**
     * Counts into a registry.
     *
     * @param registry its owner closes it
     */
    public CountedEvents(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What is counted. The names are API: people's dashboards and alarms use them. */
    private enum Total {
        FILES_FOUND("jumbo.files.found", "Files never seen before"),
        FILES_RENAMED("jumbo.files.renamed", "Files read on under a new name"),
        FILES_LINKED("jumbo.files.linked", "Second names of files, not read"),
        FILES_COPIED("jumbo.files.copied", "Files that were copied and cut, read on in the copy"),
        FILES_TRUNCATED("jumbo.files.truncated", "Files cut to less than was written, read from the start"),
        FILES_CUT_BACK("jumbo.files.cut.back", "Files cut back to a part of what was written, nothing in it new"),
        FILES_EDITED("jumbo.files.edited", "Files of which lines already written were changed"),
        FILES_REWRITTEN("jumbo.files.rewritten", "Files with other content than was written, read from the start"),
        FILES_REPLACED("jumbo.files.replaced", "Paths under which another file was put"),
        FILES_UNSETTLED("jumbo.files.unsettled", "Waits for files that were being written anew or copied"),
        FILES_LEFT("jumbo.files.left", "Files that were not under their name any more, read to their end"),
        FILES_GONE("jumbo.files.gone", "Files found to be gone"),
        FILES_FORGOTTEN("jumbo.files.forgotten", "Files gone for so long that their offset was deleted"),
        BYTES_ABANDONED("jumbo.bytes.abandoned", "Bytes that were seen and can never be read"),
        GAPS_SKIPPED("jumbo.gaps.skipped", "Blocks of NUL bytes passed over"),
        CHUNKS_WRITTEN("jumbo.chunks.written", "Transactions committed"),
        ROWS_WRITTEN(
                "jumbo.rows.written", "Rows the server says were written; one for each line where it does not say"),
        LINES_REJECTED("jumbo.lines.rejected", "Lines that became dead letters"),
        BYTES_WRITTEN("jumbo.bytes.written", "Bytes by which offsets moved forward"),
        FILES_CAUGHT_UP("jumbo.files.caught.up", "Times a file was written to its last complete line"),
        FILES_WITHOUT_LINES("jumbo.files.without.lines", "Files found to hold bytes that make no line"),
        FILES_UNREADABLE("jumbo.files.unreadable", "Times a file could not be read, once until it could"),
        FILES_READABLE("jumbo.files.readable", "Times a file could be read again"),
        DIRECTORY_MISSING("jumbo.directory.missing", "Times the directory could not be listed, once until it could"),
        DIRECTORY_EMPTY("jumbo.directory.empty", "Times all files were missing at once"),
        DIRECTORY_FOUND("jumbo.directory.found", "Times the directory was there again"),
        FILES_UNMATCHED("jumbo.files.unmatched", "Times there were files and no pattern named any, once until one did"),
        POLL_SLOW("jumbo.poll.slow", "Times a poll took long, once until one did not"),
        DATABASE_LOST("jumbo.database.lost", "Times the database took no rows, once until it did"),
        LONG_WAITS("jumbo.waits.long", "Transactions that waited for more than ten seconds"),
        LONG_WAITS_OVER("jumbo.waits.over", "Transactions that waited for more than ten seconds and are over"),
        WATCH_PAUSED("jumbo.watch.paused", "Times the watch waited for a person, once for each reason"),
        WATCH_RESUMED("jumbo.watch.resumed", "Times rows flowed again"),
        TABLE_NOT_CREATED("jumbo.table.not.created", "Times create-table was not permitted"),
        TABLE_NOT_CRASH_SAFE("jumbo.table.not.crash.safe", "Tables that a crash of the server would empty"),
        ZONE_ASSUMED(
                "jumbo.zone.assumed", "Watches whose time zone is assumed, since the driver hides that of the server"),
        FILES_HELD_BACK("jumbo.files.held.back", "Times a file was held back because its lines were rejected in a row"),
        FILES_RELEASED("jumbo.files.released", "Times a file that was held back went on"),
        TRANSACTIONS_SMALLER("jumbo.transactions.smaller", "Times a file was written in smaller transactions"),
        LINES_STUCK("jumbo.lines.stuck", "Lines that were too much for the server even alone"),
        FILES_CRAWLING("jumbo.files.crawling", "Times a file only passed a few lines at a time"),
        OFFSET_MOVED("jumbo.offset.moved", "Times another instance was faster");

        private final String name;
        private final String description;

        Total(String name, String description) {
            this.name = name;
            this.description = description;
        }
    }

    @Override
    public void fileFound(String watch, String path) {
        count(watch, Total.FILES_FOUND);
    }

    @Override
    public void fileRenamed(String watch, String path, String from) {
        count(watch, Total.FILES_RENAMED);
    }

    @Override
    public void fileLinked(String watch, String path, String of) {
        count(watch, Total.FILES_LINKED);
    }

    @Override
    public void fileCopied(String watch, String path, String from) {
        count(watch, Total.FILES_COPIED);
    }

    @Override
    public void fileTruncated(String watch, String path, long written) {
        count(watch, Total.FILES_TRUNCATED);
    }

    @Override
    public void fileCutBack(String watch, String path, long written, long left) {
        count(watch, Total.FILES_CUT_BACK);
    }

    @Override
    public void fileEdited(String watch, String path, long readOnAt) {
        count(watch, Total.FILES_EDITED);
    }

    @Override
    public void fileRewritten(String watch, String path, long written) {
        count(watch, Total.FILES_REWRITTEN);
    }

    @Override
    public void fileReplaced(String watch, String path) {
        count(watch, Total.FILES_REPLACED);
    }

    @Override
    public void fileUnsettled(String watch, String path) {
        count(watch, Total.FILES_UNSETTLED);
    }

    @Override
    public void fileLeft(String watch, String path) {
        count(watch, Total.FILES_LEFT);
    }

    @Override
    public void fileGone(String watch, String path) {
        count(watch, Total.FILES_GONE);
    }

    @Override
    public void fileForgotten(String watch, String path) {
        count(watch, Total.FILES_FORGOTTEN);
    }

    @Override
    public void bytesAbandoned(String watch, String path, long bytes) {
        count(watch, Total.BYTES_ABANDONED, bytes);
    }

    @Override
    public void gapSkipped(String watch, String path, long firstByte, long bytes) {
        count(watch, Total.GAPS_SKIPPED);
    }

    @Override
    public void chunkWritten(String watch, Written written) {
        count(watch, Total.CHUNKS_WRITTEN);
        count(watch, Total.ROWS_WRITTEN, written.rows());
        count(watch, Total.LINES_REJECTED, written.rejections().size());
        count(watch, Total.BYTES_WRITTEN, written.chunk().byteLength());
    }

    @Override
    public void fileCaughtUp(String watch, String path) {
        count(watch, Total.FILES_CAUGHT_UP);
    }

    @Override
    public void fileWithoutLines(String watch, String path, Diagnosis diagnosis) {
        count(watch, Total.FILES_WITHOUT_LINES);
    }

    @Override
    public void fileUnreadable(String watch, String path, Throwable cause) {
        count(watch, Total.FILES_UNREADABLE);
    }

    @Override
    public void fileReadable(String watch, String path) {
        count(watch, Total.FILES_READABLE);
    }

    @Override
    public void directoryMissing(String watch, String directory) {
        count(watch, Total.DIRECTORY_MISSING);
    }

    @Override
    public void directoryEmpty(String watch, String directory) {
        count(watch, Total.DIRECTORY_EMPTY);
    }

    @Override
    public void directoryFound(String watch, String directory) {
        count(watch, Total.DIRECTORY_FOUND);
    }

    @Override
    public void noFileMatches(String watch, String directory, String include, String files) {
        count(watch, Total.FILES_UNMATCHED);
    }

    @Override
    public void pollSlow(String watch, String at, long files, long directories) {
        count(watch, Total.POLL_SLOW);
    }

    @Override
    public void databaseLost(String watch, Throwable cause) {
        count(watch, Total.DATABASE_LOST);
    }

    @Override
    public void longWait(String watch, String path, Duration lasts, String reason) {
        count(watch, Total.LONG_WAITS);
    }

    @Override
    public void longWaitOver(String watch, String path, Duration lasted) {
        count(watch, Total.LONG_WAITS_OVER);
    }

    @Override
    public void watchPaused(String watch, Throwable cause) {
        count(watch, Total.WATCH_PAUSED);
    }

    @Override
    public void tableNotCreated(String watch, Throwable cause) {
        count(watch, Total.TABLE_NOT_CREATED);
    }

    @Override
    public void tableNotCrashSafe(String watch, String warning) {
        count(watch, Total.TABLE_NOT_CRASH_SAFE);
    }

    @Override
    public void zoneAssumed(String watch, String zone) {
        count(watch, Total.ZONE_ASSUMED);
    }

    @Override
    public void watchResumed(String watch, Duration after) {
        count(watch, Total.WATCH_RESUMED);
    }

    @Override
    public void fileHeldBack(String watch, String path, Throwable cause) {
        count(watch, Total.FILES_HELD_BACK);
    }

    @Override
    public void fileReleased(String watch, String path) {
        count(watch, Total.FILES_RELEASED);
    }

    @Override
    public void transactionsSmaller(String watch, String path, Throwable cause) {
        count(watch, Total.TRANSACTIONS_SMALLER);
    }

    @Override
    public void lineStuck(String watch, String path, long lineNumber, Throwable cause) {
        count(watch, Total.LINES_STUCK);
    }

    @Override
    public void fileCrawls(String watch, String path, long linesPerSecond, Throwable cause) {
        count(watch, Total.FILES_CRAWLING);
    }

    @Override
    public void offsetMoved(String watch, String path) {
        count(watch, Total.OFFSET_MOVED);
    }

    private void count(String watch, Total total) {
        count(watch, total, 1);
    }

    private void count(String watch, Total total, long amount) {
        watches.computeIfAbsent(watch, this::atZero).get(total).increment((double) amount);
    }

    private Map<Total, Counter> atZero(String watch) {
        Map<Total, Counter> counters = new EnumMap<>(Total.class);
        for (Total total : Total.values()) {
            counters.put(
                    total,
                    Counter.builder(total.name)
                            .description(total.description)
                            .tag("watch", watch)
                            .register(registry));
        }
        return counters;
    }
}
