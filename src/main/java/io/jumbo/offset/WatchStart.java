package io.jumbo.offset;

import io.jumbo.tail.Progress;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Map;
import java.util.Optional;

/** What a watch does in the database before its first poll. Immutable; every method runs in the caller's transaction. */
public final class WatchStart {

    /** The path under which a watch that began at the end notes that it was started; no file has it. */
    public static final String STARTED = "";

    /** Before, a literal of type {@code real} was rounded twice, and the rows depended on the way they are written; also the oldest one tested. */
    private static final int OLDEST_SERVER = 12;

    private static final String NOT_SUPPORTED = "0A000";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String DUPLICATE_TABLE = "42P07";

    private final String watch;

    public WatchStart(String watch) {
        this.watch = watch;
    }

    /** What Jumbo has against the server's version, if anything. */
    public static Optional<String> objection(Connection connection) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        return server.getDatabaseMajorVersion() >= OLDEST_SERVER
                ? Optional.empty()
                : Optional.of("the server is PostgreSQL " + server.getDatabaseProductVersion() + ", Jumbo needs "
                        + OLDEST_SERVER + " or later");
    }

    /** Which database this is, and in which of its schemas tables are made: another one has other offsets. */
    public static String place(Connection connection) throws SQLException {
        return connection.getMetaData().getURL() + " " + connection.getSchema();
    }

    /**
     * Creates Jumbo's own tables where they are missing.
     *
     * @throws SQLException if that is not permitted, in the server's words; or if the server is too old
     */
    public static void createTables(Connection connection) throws SQLException {
        Optional<String> objection = objection(connection);
        if (objection.isPresent()) {
            throw new SQLException(objection.get(), NOT_SUPPORTED);
        }
        Tables.createMissing(connection);
    }

    /**
     * Runs the user's {@code create-table}. A table that exists already is as good as created.
     *
     * @return the failure if the user may not create tables, for then it may exist
     */
    public static Optional<SQLException> createTable(Connection connection, String createTable) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            Tables.create(connection, createTable);
            return Optional.empty();
        } catch (SQLException e) {
            boolean exists = DUPLICATE_TABLE.equals(e.getSQLState());
            if (!exists && !INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(savepoint);
            return exists ? Optional.empty() : Optional.of(e);
        }
    }

    /** Whether this watch was never started before. */
    public boolean isFirst(Connection connection) throws SQLException {
        return !Offsets.of(connection, watch).any();
    }

    /** Stores where to begin in the files that were there at the first start, and that the first start has been. */
    public void beginAt(Connection connection, Map<String, Progress> files) throws SQLException {
        Offsets offsets = Offsets.of(connection, watch);
        for (Map.Entry<String, Progress> file : files.entrySet()) {
            offsets.create(file.getKey(), file.getValue());
        }
        offsets.create(STARTED, Progress.none(Optional.empty()));
    }
}
