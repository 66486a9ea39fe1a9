package io.jumbo.events;

import io.jumbo.tail.Diagnosis;

/** What happens to the files of a watch before their lines are written. A part of {@link TailEvents}, which says how it is called. */
public interface FileEvents {

    /**
     * Anything happened.
     *
     * @param values what the event is about, in the order of its method
     */
    void happened(Event event, String watch, Object... values);

    /** A file never seen before is read from its start. */
    default void fileFound(String watch, String path) {
        happened(Event.FILE_FOUND, watch, path);
    }

    /** A file that was known as {@code from} is read on under its new name. */
    default void fileRenamed(String watch, String path, String from) {
        happened(Event.FILE_RENAMED, watch, path, from);
    }

    /** A second name of a file that is read as {@code of}; nothing is read here. Once. */
    default void fileLinked(String watch, String path, String of) {
        happened(Event.FILE_LINKED, watch, path, of);
    }

    /** A copy of a file that was cut afterwards (copytruncate): what was not read of {@code from} is read here. */
    default void fileCopied(String watch, String path, String from) {
        happened(Event.FILE_COPIED, watch, path, from);
    }

    /** A file was cut to less than the {@code written} bytes, and is read from its start. */
    default void fileTruncated(String watch, String path, long written) {
        happened(Event.FILE_TRUNCATED, watch, path, written);
    }

    /** A file was cut from {@code written} bytes to {@code left} of the same; nothing in it is new, what follows will be. */
    default void fileCutBack(String watch, String path, long written, long left) {
        happened(Event.FILE_CUT_BACK, watch, path, written, left);
    }

    /** Lines already written were changed; the file is read on at byte {@code readOnAt}, behind them. */
    default void fileEdited(String watch, String path, long readOnAt) {
        happened(Event.FILE_EDITED, watch, path, readOnAt);
    }

    /** New lines stand before or between lines already written, at byte {@code firstByte}; they are read, and what follows. */
    default void linesInserted(String watch, String path, long firstByte, long bytes) {
        happened(Event.LINES_INSERTED, watch, path, firstByte, bytes);
    }

    /** The last lines of the {@code written} bytes are other ones now; the file is read on where they begin, at {@code readOnAt}. */
    default void fileEndRewritten(String watch, String path, long written, long readOnAt) {
        happened(Event.FILE_END_REWRITTEN, watch, path, written, readOnAt);
    }

    /** Lines already written are overwritten where they stand, or the file changes without getting longer. Once for each file. */
    default void linesOverwritten(String watch, String path) {
        happened(Event.LINES_OVERWRITTEN, watch, path);
    }

    /** A file holds other content than the {@code written} bytes, and is read from its start. */
    default void fileRewritten(String watch, String path, long written) {
        happened(Event.FILE_REWRITTEN, watch, path, written);
    }

    /** Another file is under this path, and is read from its start. */
    default void fileReplaced(String watch, String path) {
        happened(Event.FILE_REPLACED, watch, path);
    }

    /** A file does not hold what was read of it, or is a copy in the making: it is not read until it has settled. Once until then. */
    default void fileUnsettled(String watch, String path) {
        happened(Event.FILE_UNSETTLED, watch, path);
    }

    /** A file is not under its name any more; what is left in it is read all the same. Once. */
    default void fileLeft(String watch, String path) {
        happened(Event.FILE_LEFT, watch, path);
    }

    /** A file is gone; its offset is kept for the time of {@code forget-after}. */
    default void fileGone(String watch, String path) {
        happened(Event.FILE_GONE, watch, path);
    }

    /** The offset of a file that was gone for long was deleted. */
    default void fileForgotten(String watch, String path) {
        happened(Event.FILE_FORGOTTEN, watch, path);
    }

    /** Bytes that were seen in a file can never be read: it was cut, replaced or deleted before, or its last line was never finished. */
    default void bytesAbandoned(String watch, String path, long bytes) {
        happened(Event.BYTES_ABANDONED, watch, path, bytes);
    }

    /** A block of NUL bytes was passed over, which nobody has filled with text. */
    default void gapSkipped(String watch, String path, long firstByte, long bytes) {
        happened(Event.GAP_SKIPPED, watch, path, firstByte, bytes);
    }

    /** Everything in a file that can be read now is written: a pass came to its last complete line. Once, until it has new ones. */
    default void fileCaughtUp(String watch, String path) {
        happened(Event.FILE_CAUGHT_UP, watch, path);
    }

    /** Bytes of a file make no line, and hardly will: it is not text, or its lines end in another way. Once for each file. */
    default void fileWithoutLines(String watch, String path, Diagnosis diagnosis) {
        happened(Event.FILE_WITHOUT_LINES, watch, path, diagnosis.sentence(path));
    }

    /**
     * A file cannot be read now; its offset stays and it is tried again. Once until it can be read. A directory below the watched one that
     * cannot be entered has a slash behind its path; nothing is concluded about the files in it.
     */
    default void fileUnreadable(String watch, String path, Throwable cause) {
        happened(Event.FILE_UNREADABLE, watch, path, cause);
    }

    /** A file, or a directory, that could not be read can be read again. */
    default void fileReadable(String watch, String path) {
        happened(Event.FILE_READABLE, watch, path);
    }
}
