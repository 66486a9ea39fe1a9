package io.jumbo.follow;

import io.jumbo.write.failure.FailureAction;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;

/**
 * All connections of a pool are in use. No pool has a SQLSTATE for that, and without one it would look like a mistake in the configuration; it is a
 * wait like others.
 */
final class ConnectionShortage {

    /** too_many_connections: what the server says if it is its own limit. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private ConnectionShortage() {}

    /** A failure in words and with a SQLSTATE, if it is a shortage; any other one as it is. */
    static Throwable explained(Throwable failure) {
        if (!isShortage(failure)) {
            return failure;
        }
        return new SQLException(
                "all connections of the pool are in use; a watch takes one for each file that is written at once, and one for"
                        + " its polls (" + failure.getMessage() + ")",
                TOO_MANY_CONNECTIONS,
                failure);
    }

    /** DBCP, C3P0 and others give the reason of their waiting as a cause, HikariCP has the type for it. */
    private static boolean isShortage(Throwable failure) {
        return failure instanceof SQLException
                && FailureAction.sqlState(failure).isEmpty()
                && (failure instanceof SQLTransientConnectionException
                        || Causes.isOf(NoSuchElementException.class, failure)
                        || Causes.isOf(TimeoutException.class, failure));
    }
}
