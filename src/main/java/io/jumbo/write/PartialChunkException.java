package io.jumbo.write;

import java.sql.SQLException;

/**
 * A chunk must be written in parts: so many of its lines were refused that one transaction would grow without bound, or lines at its end cannot be
 * written yet. Nothing was written; the remedy is a chunk that ends at {@link #endAt()}.
 */
public final class PartialChunkException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final long endAt;

    PartialChunkException(long endAt) {
        super("too many lines were refused for one transaction; it is written up to byte " + endAt + " first");
        this.endAt = endAt;
    }

    /** The lines from there on have no place yet, and what stands before them has. */
    PartialChunkException(long endAt, SQLException cause) {
        super("lines cannot be written yet; the chunk is written up to byte " + endAt + " first", cause);
        this.endAt = endAt;
    }

    /** Offset in bytes of the first line to leave for later; behind the first byte of the chunk. */
    public long endAt() {
        return endAt;
    }
}
