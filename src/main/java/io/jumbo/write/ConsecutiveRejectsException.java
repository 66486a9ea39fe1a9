package io.jumbo.write;

import io.jumbo.write.failure.Rejection;
import java.sql.SQLException;

/**
 * So many lines in a row were refused that it is not the lines: the template does not fit the file. They are lines of this chunk, or all of
 * this chunk's and the last ones of the chunks before it. Nothing was written; the chunk must be tried again up to
 * {@link #firstByte()} and then stop there.
 */
public final class ConsecutiveRejectsException extends SQLException {

    /** Consecutive rejected lines after which the file is held back. A header of an instrument file is shorter, a wrong template is not. */
    public static final int LIMIT = 100;

    private static final long serialVersionUID = 1L;

    private final long firstByte;

    ConsecutiveRejectsException(String path, Rejection first) {
        super(
                "the last " + LIMIT + " lines of the watch were rejected, in " + path + " from " + first.line()
                        + " on: " + first.reason(),
                first.sqlState());
        this.firstByte = first.line().firstByte();
    }

    /** Offset in bytes of the first of the rejected lines that are not yet dead letters. */
    public long firstByte() {
        return firstByte;
    }
}
