package io.jumbo.write;

import java.sql.SQLException;

/**
 * So many lines of a chunk were refused that it must be written in parts, lest one transaction grow without bound. Nothing was written; the
 * remedy is a chunk that ends at {@link #endAt()}.
 */
public final class PartialChunkException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final long endAt;

    PartialChunkException(long endAt) {
        super("too many lines were refused for one transaction; it is written up to byte " + endAt + " first");
        this.endAt = endAt;
    }

    /** Offset in bytes of the first line to leave for later; behind the first byte of the chunk. */
    public long endAt() {
        return endAt;
    }
}
