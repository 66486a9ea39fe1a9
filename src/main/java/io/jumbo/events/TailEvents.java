package io.jumbo.events;

import io.jumbo.write.Written;
import java.time.Duration;

/**
 * Called once for each thing that happens to a watch. Every method tells {@link #happened} by default, which does nothing: implement those
 * you care about, or that one for all.
 *
 * <p>Called by one thread at a time, between two steps of the watch, which waits: return soon and throw nothing. {@code watch} is the name
 * of the watch, {@code path} a file relative to its directory, with forward slashes. An event says what happened, never what a line
 * contains; only {@link #chunkWritten} hands the lines over.
 */
public interface TailEvents extends FileEvents {

    /**
     * Anything happened: every other method tells it here, unless it is implemented itself.
     *
     * @param values what the event is about, in the order of its method
     */
    @Override
    default void happened(Event event, String watch, Object... values) {}

    /** The directory cannot be listed; nothing is concluded from it. Once until it can be listed. */
    default void directoryMissing(String watch, String directory) {
        happened(Event.DIRECTORY_MISSING, watch, directory);
    }

    /** No file is there any more: a share that is not mounted looks like this, so nothing is concluded. Once until there is one. */
    default void directoryEmpty(String watch, String directory) {
        happened(Event.DIRECTORY_EMPTY, watch, directory);
    }

    /** The directory is there (again). */
    default void directoryFound(String watch, String directory) {
        happened(Event.DIRECTORY_FOUND, watch, directory);
    }

    /**
     * There are files in the directory, and no pattern names any of them. Once until one does.
     *
     * @param include the patterns
     * @param files what there is, and what is in the way of one that is nearly meant
     */
    default void noFileMatches(String watch, String directory, String include, String files) {
        happened(Event.NO_FILE_MATCHES, watch, directory, include, files);
    }

    /**
     * A poll takes long: it has met so many files and directories so far, and goes on. Once until one does not.
     *
     * @param at where it is now
     */
    default void pollSlow(String watch, String at, long files, long directories) {
        happened(Event.POLL_SLOW, watch, at, files, directories);
    }

    /**
     * A chunk's rows, offset and dead letters are committed. At most once: not told if the answer to the COMMIT was lost or the process
     * died right after it. What must be counted exactly is counted in the database.
     */
    default void chunkWritten(String watch, Written written) {
        happened(Event.CHUNK_WRITTEN, watch, written.chunk());
    }

    /** The database cannot take rows now; the chunk is tried again for ever. Once until it can. */
    default void databaseLost(String watch, Throwable cause) {
        happened(Event.DATABASE_LOST, watch, cause);
    }

    /**
     * A transaction has been waiting for more than ten seconds, and waits on. Once for each.
     *
     * @param path whose lines it writes; or the watch itself
     * @param reason for what, as far as the server says: a lock with its table and who holds it, the COMMIT
     */
    default void longWait(String watch, String path, Duration lasts, String reason) {
        happened(Event.LONG_WAIT, watch, path, lasts, reason);
    }

    /** The transaction of a {@link #longWait} is over, in whichever way. */
    default void longWaitOver(String watch, String path, Duration lasted) {
        happened(Event.LONG_WAIT_OVER, watch, path, lasted);
    }

    /** The watch waits for a person: table, privilege, template, configuration. Once for each reason; it is tried again by itself. */
    default void watchPaused(String watch, Throwable cause) {
        happened(Event.WATCH_PAUSED, watch, cause);
    }

    /** The {@code create-table} statement was not permitted; the watch goes on, for the table may exist. */
    default void tableNotCreated(String watch, Throwable cause) {
        happened(Event.TABLE_NOT_CREATED, watch, cause);
    }

    /** A crash of the server would leave offsets without their rows, or the other way round. Told at the start, once for each table. */
    default void tableNotCrashSafe(String watch, String warning) {
        happened(Event.TABLE_NOT_CRASH_SAFE, watch, warning);
    }

    /**
     * The zone of the server's configuration cannot be seen through this DataSource: its driver gave the connection that of this machine.
     * Times without a zone are read in {@code zone}, the server's {@code log_timezone}. Once, at the start.
     */
    default void zoneAssumed(String watch, String zone) {
        happened(Event.ZONE_ASSUMED, watch, zone);
    }

    /** Rows flow again after {@link #databaseLost} or {@link #watchPaused}. */
    default void watchResumed(String watch, Duration after) {
        happened(Event.WATCH_RESUMED, watch, after);
    }

    /** So many lines of a file in a row were refused that it is held back until the template or the file is changed. */
    default void fileHeldBack(String watch, String path, Throwable cause) {
        happened(Event.FILE_HELD_BACK, watch, path, cause);
    }

    /** A file that was {@linkplain #fileHeldBack held back}, or {@linkplain #lineStuck stuck}, goes on. */
    default void fileReleased(String watch, String path) {
        happened(Event.FILE_RELEASED, watch, path);
    }

    /**
     * A transaction was too much for the server. It took longer than a time-out, needed too much memory or too many locks, or lost its
     * session several times. The file is written in smaller ones, which grow again. Once until they are as large as before.
     */
    default void transactionsSmaller(String watch, String path, Throwable cause) {
        happened(Event.TRANSACTIONS_SMALLER, watch, path, cause);
    }

    /** A line is too much for the server even alone; it is tried again, and nothing behind it is written. Once for each. */
    default void lineStuck(String watch, String path, long lineNumber, Throwable cause) {
        happened(Event.LINE_STUCK, watch, path, lineNumber, cause);
    }

    /** The lines of a file only pass in transactions of a few lines each, which is slow. Once until it is over. */
    default void fileCrawls(String watch, String path, long linesPerSecond, Throwable cause) {
        happened(Event.FILE_CRAWLS, watch, path, linesPerSecond, cause);
    }

    /** Another instance moved the offset first; nothing was written here and the offset is read again. */
    default void offsetMoved(String watch, String path) {
        happened(Event.OFFSET_MOVED, watch, path);
    }
}
