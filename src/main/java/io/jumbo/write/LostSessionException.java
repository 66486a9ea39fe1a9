package io.jumbo.write;

import io.jumbo.write.failure.FailureAction;
import java.sql.SQLException;

/**
 * The session ended while it wrote a chunk's rows; nothing of them was written. Once that is an outage; if it happens to the same chunk again and again it is what
 * the chunk does: it takes longer than {@code transaction_timeout}, or the server's process dies of it.
 */
public final class LostSessionException extends SQLException {

    private static final long serialVersionUID = 1L;

    LostSessionException(SQLException cause) {
        super(cause.getMessage(), FailureAction.sqlState(cause), cause);
    }
}
