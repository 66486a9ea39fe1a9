package io.jumbo.offset;

import java.sql.SQLException;

/**
 * The offset in the database is not the one this chunk starts at: another instance was faster, a commit thought lost went through, or
 * the database was restored. Nothing was written; the remedy is to read the offset again.
 */
public final class OffsetMovedException extends SQLException {

    private static final long serialVersionUID = 1L;

    OffsetMovedException(String watch, String path, long nextByte) {
        super("the offset of " + path + " in watch " + watch + " is no longer " + nextByte, "40001");
    }
}
