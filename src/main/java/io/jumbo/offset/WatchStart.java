package io.jumbo.offset;

import io.jumbo.tail.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Map;
import java.util.Optional;

/** What a watch does in the database before its first poll. Immutable; every method runs in the caller's transaction. */
public final class WatchStart {

    /** The path under which a watch that began at the end notes that it was started; no file has it. */
    public static final String STARTED = "";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String DUPLICATE_TABLE = "42P07";

    private final Offsets offsets;

    public WatchStart(Offsets offsets) {
        this.offsets = offsets;
    }

    /**
     * Creates Jumbo's own tables where they are missing.
     *
     * @throws SQLException if that is not permitted, with the exact SQL to run
     */
    public static void createTables(Connection connection) throws SQLException {
        try {
            Tables.createMissing(connection);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new SQLException(
                        "Jumbo's own tables are missing and may not be created (" + e.getMessage()
                                + "); have the owner of the schema run:\n" + Tables.DDL,
                        e.getSQLState(),
                        e);
            }
            throw e;
        }
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
        return !offsets.any(connection);
    }

    /** Stores where to begin in the files that were there at the first start, and that the first start has been. */
    public void beginAt(Connection connection, Map<String, Progress> files) throws SQLException {
        for (Map.Entry<String, Progress> file : files.entrySet()) {
            offsets.create(connection, file.getKey(), file.getValue());
        }
        offsets.create(connection, STARTED, Progress.none(Optional.empty()));
    }
}
