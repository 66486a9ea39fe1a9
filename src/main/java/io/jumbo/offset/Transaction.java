package io.jumbo.offset;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction on a connection of its own: committed after a normal return, rolled back after anything thrown. The one owner of
 * every connection that does not belong to Camel's {@code jdbc:} producer.
 */
public final class Transaction {

    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private Transaction() {}

    /** Work inside a transaction; never commits, rolls back or closes the connection itself. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException, IOException;
    }

    /** Where the connection comes from. */
    @FunctionalInterface
    public interface Source {
        Connection connection() throws SQLException;
    }

    /**
     * Runs work and commits it.
     *
     * @throws SQLException from the work, or because there is no connection, or the commit failed; in the last case its outcome is
     *     unknown and must be read from the database
     */
    public static <T> T run(DataSource dataSource, Work<T> work) throws SQLException, IOException {
        return run(dataSource::getConnection, work);
    }

    /** The same on a connection that the source gives, which is closed in the end. */
    public static <T> T run(Source source, Work<T> work) throws SQLException, IOException {
        return run(source, work, true);
    }

    /** Runs work of which nothing is to stay, and rolls it back. */
    public static <T> T undo(DataSource dataSource, Work<T> work) throws SQLException, IOException {
        return run(dataSource::getConnection, work, false);
    }

    private static <T> T run(Source source, Work<T> work, boolean keep) throws SQLException, IOException {
        try (Connection connection = source.connection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.run(connection);
                if (keep) {
                    connection.commit();
                    committed = true;
                }
                return result;
            } finally {
                if (committed || rollback(connection)) {
                    restore(connection, autoCommit);
                }
            }
        }
    }

    /**
     * Rolls back. A connection that cannot even do that is given up: whoever turns its autocommit on later would commit half a transaction. Throws
     * nothing, since the first error is the one to tell.
     *
     * @return whether it is rolled back, and not given up
     */
    public static boolean rollback(Connection connection) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            LOG.debug("the rollback failed as well", e);
            giveUp(connection);
            return false;
        }
    }

    /** Cuts a connection off, of which nothing is known any more: the server rolls back. Throws nothing. */
    public static void giveUp(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException | Error e) {
            LOG.debug("a connection that is given up cannot be closed either", e);
        }
    }

    private static void restore(Connection connection, boolean autoCommit) throws SQLException {
        if (autoCommit && !connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
