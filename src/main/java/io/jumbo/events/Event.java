package io.jumbo.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/**
 * Everything that can happen to a watch, declared once: how loud it is, its sentence in the log, its counter. docs/events.md says the same
 * for people, with what to do, and is compared with this by a test. Levels: DEBUG the normal course, INFO a change of state, WARN a
 * surprise that lost nothing. ERROR: something was lost, or a person is needed.
 */
public enum Event {
    FILE_FOUND(
            Level.INFO, "{0}: {1} is new; reading it from the start", "jumbo.files.found", "Files never seen before"),
    FILE_RENAMED(
            Level.INFO,
            "{0}: {2} was renamed to {1}; reading on",
            "jumbo.files.renamed",
            "Files read on under a new name"),
    FILE_LINKED(
            Level.INFO,
            "{0}: {1} is another name of {2}, under which it is read",
            "jumbo.files.linked",
            "Second names of files, not read"),
    FILE_COPIED(
            Level.INFO,
            "{0}: {2} was copied to {1} and then cut; reading on in the copy",
            "jumbo.files.copied",
            "Files that were copied and cut, read on in the copy"),
    FILE_TRUNCATED(
            Level.WARN,
            "{0}: {1} was cut to less than the {2} bytes already written; reading it from the start",
            "jumbo.files.truncated",
            "Files cut to less than was written, read from the start"),
    FILE_CUT_BACK(
            Level.WARN,
            "{0}: {1} was cut from {2} bytes already written to the first {3} of them; nothing in it is new. Set"
                    + " jumbo.on-rewrite = reload to have such a file read again",
            "jumbo.files.cut.back",
            "Files cut back to a part of what was written, nothing in it new"),
    FILE_EDITED(
            Level.WARN,
            "{0}: lines of {1} that were already written have been changed; they stay as they are, reading on at byte"
                    + " {2}. Set jumbo.on-rewrite = reload to have such a file read again",
            "jumbo.files.edited",
            "Files of which lines already written were changed"),
    LINES_INSERTED(
            Level.INFO,
            "{0}: {3} bytes of new lines stand in {1} from byte {2}, in front of lines already written; reading these only",
            "jumbo.files.inserted",
            "Times that new lines stood in front of lines already written"),
    FILE_END_REWRITTEN(
            Level.INFO,
            "{0}: the last lines of {1}, of which {2} bytes were already written, are other ones now; reading on where they"
                    + " begin, at byte {3}. Set jumbo.on-rewrite = reload to have such a file read again",
            "jumbo.files.end.rewritten",
            "Files whose last lines already written became other ones"),
    LINES_OVERWRITTEN(
            Level.WARN,
            "{0}: {1} changes without getting longer: lines that are overwritten where they stand are in no table with"
                    + " what they say now. Have each measurement appended, or written to a file of its own",
            "jumbo.files.overwritten",
            "Files whose lines are overwritten where they stand"),
    FILE_REWRITTEN(
            Level.WARN,
            "{0}: {1} holds other content than the {2} bytes already written; reading it from the start",
            "jumbo.files.rewritten",
            "Files with other content than was written, read from the start"),
    FILE_REPLACED(
            Level.INFO,
            "{0}: {1} was replaced by another file; reading it from the start",
            "jumbo.files.replaced",
            "Paths under which another file was put"),
    FILE_UNSETTLED(
            Level.INFO,
            "{0}: {1} is being written anew or copied; waiting until that is over",
            "jumbo.files.unsettled",
            "Waits for files that were being written anew or copied"),
    FILE_LEFT(
            Level.INFO,
            "{0}: {1} was moved away or deleted; reading what is left of it",
            "jumbo.files.left",
            "Files that were not under their name any more, read to their end"),
    FILE_GONE(
            Level.INFO,
            "{0}: {1} is gone; its offset is kept for now (jumbo.forget-after)",
            "jumbo.files.gone",
            "Files found to be gone"),
    FILE_FORGOTTEN(
            Level.INFO,
            "{0}: {1} is gone for so long that its offset was deleted (jumbo.forget-after)",
            "jumbo.files.forgotten",
            "Files gone for so long that their offset was deleted"),
    BYTES_ABANDONED(
            Level.ERROR,
            "{0}: {2} bytes of {1} can never be read: it was cut, replaced or deleted before they were, or its last"
                    + " line was never finished",
            "jumbo.bytes.abandoned",
            "Bytes that were seen and can never be read"),
    GAP_SKIPPED(
            Level.WARN,
            "{0}: passed over {3} NUL bytes in {1} from byte {2}: nobody filled them",
            "jumbo.gaps.skipped",
            "Blocks of NUL bytes passed over"),
    CHUNK_WRITTEN(Level.DEBUG, "{0}: wrote {1}", "jumbo.chunks.written", "Transactions committed"),
    FILE_CAUGHT_UP(
            Level.DEBUG,
            "{0}: {1} is written to its last complete line",
            "jumbo.files.caught.up",
            "Times a file was written to its last complete line"),
    FILE_WITHOUT_LINES(
            Level.WARN, "{0}: {2}", "jumbo.files.without.lines", "Files found to hold bytes that make no line"),
    FILE_UNREADABLE(
            Level.WARN,
            "{0}: {1} cannot be read now, will be tried again: {2}",
            "jumbo.files.unreadable",
            "Times a file could not be read, once until it could"),
    FILE_READABLE(Level.INFO, "{0}: {1} can be read again", "jumbo.files.readable", "Times a file could be read again"),
    DIRECTORY_MISSING(
            Level.WARN,
            "{0}: directory {1} is not there or cannot be listed; waiting for it",
            "jumbo.directory.missing",
            "Times the directory could not be listed, once until it could"),
    DIRECTORY_EMPTY(
            Level.WARN,
            "{0}: no file is left in {1}; nothing is concluded from that (is a share not mounted?)",
            "jumbo.directory.empty",
            "Times all files were missing at once"),
    DIRECTORY_FOUND(
            Level.INFO, "{0}: directory {1} is there", "jumbo.directory.found", "Times the directory was there again"),
    NO_FILE_MATCHES(
            Level.WARN,
            "{0}: no file in {1} matches {2}; {3}. Correct jumbo.include",
            "jumbo.files.unmatched",
            "Times there were files and no pattern named any, once until one did"),
    POLL_SLOW(
            Level.WARN,
            "{0}: a poll takes long: {2} files in {3} directories so far, now at {1}; leave out with jumbo.exclude"
                    + " what is not to be read, such as linked/**",
            "jumbo.poll.slow",
            "Times a poll took long, once until one did not"),
    DATABASE_LOST(
            Level.WARN,
            "{0}: the database takes no rows, will be tried again: {1}",
            "jumbo.database.lost",
            "Times the database took no rows, once until it did"),
    LONG_WAIT(
            Level.WARN,
            "{0}: {1} has been waiting for {2} s, {3}",
            "jumbo.waits.long",
            "Transactions that waited for more than ten seconds"),
    LONG_WAIT_OVER(
            Level.INFO,
            "{0}: {1} waits no longer, after {2} s",
            "jumbo.waits.over",
            "Transactions that waited for more than ten seconds and are over"),
    WATCH_PAUSED(
            Level.ERROR,
            "{0}: paused until this is mended, then goes on by itself: {1}",
            "jumbo.watch.paused",
            "Times the watch waited for a person, once for each reason"),
    TABLE_NOT_CREATED(
            Level.WARN,
            "{0}: jumbo.create-table may not be run; going on in case the table exists. Grant the privilege or leave"
                    + " jumbo.create-table empty: {1}",
            "jumbo.table.not.created",
            "Times create-table was not permitted"),
    TABLE_NOT_CRASH_SAFE(
            Level.WARN,
            "{0}: rows are written, but {1}",
            "jumbo.table.not.crash.safe",
            "Tables that a crash of the server would empty"),
    ZONE_ASSUMED(
            Level.WARN,
            "{0}: the driver hides the time zone of the server's configuration; times without a zone are taken for"
                    + " {1}, the server's log_timezone. If that is wrong set jumbo.time-zone, or ALTER ROLE or ALTER DATABASE …"
                    + " SET timezone",
            "jumbo.zone.assumed",
            "Watches whose time zone is assumed, since the driver hides that of the server"),
    WATCH_RESUMED(Level.INFO, "{0}: goes on after {1} s", "jumbo.watch.resumed", "Times rows flowed again"),
    FILE_HELD_BACK(
            Level.ERROR,
            "{0}: {1} is held back: {2}. Correct jumbo.insert or the file; nothing of it is lost",
            "jumbo.files.held.back",
            "Times a file was held back because its lines were rejected in a row"),
    FILE_RELEASED(Level.INFO, "{0}: {1} goes on", "jumbo.files.released", "Times a file that was held back went on"),
    TRANSACTIONS_SMALLER(
            Level.WARN,
            "{0}: {1} is written in smaller transactions for now: {2}",
            "jumbo.transactions.smaller",
            "Times a file was written in smaller transactions"),
    LINE_STUCK(
            Level.ERROR,
            "{0}: {1} waits at line {2}, which is too much for the server even alone, and is tried again: {3}."
                    + " Correct jumbo.insert, a trigger or a time-out; other files go on",
            "jumbo.lines.stuck",
            "Lines that were too much for the server even alone"),
    FILE_CRAWLS(
            Level.WARN,
            "{0}: {1} goes slowly, about {2} lines a second, since its lines only pass a few at a time: {3}. All"
                    + " lines of a transaction share now(); a key needs clock_timestamp()",
            "jumbo.files.crawling",
            "Times a file only passed a few lines at a time"),
    OFFSET_MOVED(
            Level.DEBUG,
            "{0}: another instance is writing {1}",
            "jumbo.offset.moved",
            "Times another instance was faster");

    private static final Pattern VALUE = Pattern.compile("\\{(\\d)}");

    private final Level level;
    private final String sentence;
    private final String counter;
    private final String counted;

    Event(Level level, String sentence, String counter, String counted) {
        this.level = level;
        this.sentence = sentence;
        this.counter = counter;
        this.counted = counted;
    }

    /** How loud it is in the log. */
    public Level level() {
        return level;
    }

    /**
     * Its sentence.
     *
     * @param values the name of the watch, and what the event is about
     */
    public String sentence(Object... values) {
        return VALUE.matcher(sentence)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf(values[Integer.parseInt(found.group(1))])));
    }

    /** Name of its counter, by Micrometer's convention. The names are API: people's dashboards and alarms use them. */
    public String counter() {
        return counter;
    }

    /** What its counter counts. */
    public String counted() {
        return counted;
    }
}
