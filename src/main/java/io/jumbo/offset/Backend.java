package io.jumbo.offset;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * The server's end of a connection, whose own end waits for an answer: what it waits for is asked, and it is cancelled, by way of other connections.
 * Two are equal if they are of the same connection of the driver. Immutable and thread-safe.
 */
public final class Backend {

    private final Connection connection;
    private final PGConnection driver;
    private final int process;

    private Backend(Connection connection, PGConnection driver) {
        this.connection = connection;
        this.driver = driver;
        this.process = driver.getBackendPID();
    }

    /** That of a connection; nothing if it is none of PostgreSQL's driver. */
    public static Optional<Backend> of(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? Optional.of(new Backend(connection, connection.unwrap(PGConnection.class)))
                : Optional.empty();
    }

    /** Number of the server's process. */
    public int process() {
        return process;
    }

    /**
     * Asks the server to give up the statement that it executes; it rolls back. A server that does not listen is given up after ten seconds. When this
     * returns, no later statement can be hit any more.
     */
    public void cancel() throws SQLException {
        driver.cancelQuery();
    }

    /** Waits for no answer any more. What the server has not been told to commit, it rolls back; what it has, is decided there. */
    public void cutOff() {
        Transaction.giveUp(connection);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Backend backend && backend.driver == driver;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(driver);
    }
}
