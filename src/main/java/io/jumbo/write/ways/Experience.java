package io.jumbo.write.ways;

import io.jumbo.write.ways.copy.OtherTypesException;

/** What writing chunks taught about the ways of a statement, for the next chunks and for the next time that a way is chosen. Not thread-safe. */
public final class Experience {

    /** After a COPY met a row that an {@code ON CONFLICT} passes over, so many chunks are written without trying one. */
    private static final int CHUNKS_WITHOUT_COPY = 8;

    private int chunksSinceConflict = CHUNKS_WITHOUT_COPY;

    /** Not any more once columns seemed to have other types: where it is something else that hides them, the next attempt would fail in the same way. */
    private boolean mayBinary = true;

    /** A chunk's lines were sent as they are, and a constraint refused one of them or none. */
    public void sent(boolean conflicted) {
        chunksSinceConflict = conflicted ? 0 : chunksSinceConflict + 1;
    }

    /** A chunk failed. */
    public void failed(Throwable failure) {
        mayBinary = mayBinary && !(failure instanceof OtherTypesException);
    }

    /** Whether rows conflicted lately, so that a COPY would probably fail. */
    boolean conflictsLately() {
        return chunksSinceConflict < CHUNKS_WITHOUT_COPY;
    }

    /** Whether values may go into the user's table in another form than text. */
    boolean mayBinary() {
        return mayBinary;
    }
}
