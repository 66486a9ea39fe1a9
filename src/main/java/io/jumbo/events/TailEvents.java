package io.jumbo.events;

import io.jumbo.tail.FileChange;
import io.jumbo.write.Written;
import java.time.Duration;

/**
 * Called once for each thing that happens to a watch. Every method does nothing by default: implement those you care about.
 *
 * <p>Called on the thread of the watch, between two steps of it: return soon and throw nothing. {@code watch} is the name of the watch,
 * {@code path} a file relative to its directory, with forward slashes. An event says what happened, never what a line contains; only
 * {@link #chunkWritten} hands the lines over.
 */
public interface TailEvents {

    /** A file was taken up for reading under circumstances other than "it grew": new, renamed, truncated, rewritten, replaced. */
    default void fileChanged(String watch, String path, FileChange change) {}

    /**
     * A chunk's rows, offset and dead letters are committed. At most once: not told if the answer to the COMMIT was lost or the process died
     * right after it. What must be counted exactly is counted in the database.
     */
    default void chunkWritten(String watch, Written written) {}

    /** A file cannot be read now; its offset stays and it is tried again. Once until it can be read. */
    default void fileUnreadable(String watch, String path, Throwable cause) {}

    /** A file that could not be read can be read again. */
    default void fileReadable(String watch, String path) {}

    /** The directory cannot be listed; nothing is concluded from it. Once until it can be listed. */
    default void directoryMissing(String watch, String directory) {}

    /** The directory is there (again). */
    default void directoryFound(String watch, String directory) {}

    /** The database cannot take rows now; the chunk is tried again for ever. Once until it can. */
    default void databaseLost(String watch, Throwable cause) {}

    /** The watch waits for a person: table, privilege, template, configuration. Once for each reason; it is tried again by itself. */
    default void watchPaused(String watch, Throwable cause) {}

    /** The {@code create-table} statement was not permitted; the watch goes on, for the table may exist. */
    default void tableNotCreated(String watch, Throwable cause) {}

    /** Rows flow again after {@link #databaseLost} or {@link #watchPaused}. */
    default void watchResumed(String watch, Duration after) {}

    /** So many lines of a file in a row were refused that it is held back until the template or the file is changed. */
    default void fileHeldBack(String watch, String path, Throwable cause) {}

    /** A file that was {@linkplain #fileHeldBack held back} goes on. */
    default void fileReleased(String watch, String path) {}

    /** Another instance moved the offset first; nothing was written here and the offset is read again. */
    default void offsetMoved(String watch, String path) {}
}
