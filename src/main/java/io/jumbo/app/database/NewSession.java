package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.offset.ExplainedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * What a connection is told once, when it is new: the schema of {@code DATABASE_SCHEMA}, by the name that it has in the catalog, capitals and blanks
 * included; and to keep no statement that the server has parsed if a pooler is in between, for the next transaction may be another server process's.
 */
final class NewSession {

    private static final String UNDEFINED_SCHEMA = "3F000";

    /** The pooler tells its clients numbers of its own. */
    private static final String BEGIN =
            "SELECT pg_backend_pid(), (SELECT set_config('search_path', quote_ident(nspname), false)"
                    + " FROM pg_catalog.pg_namespace WHERE nspname = ?)";

    private static final String SIMILAR = "SELECT nspname FROM pg_catalog.pg_namespace"
            + " WHERE lower(nspname) = lower(btrim(?, '\"'' ')) ORDER BY nspname LIMIT 1";

    private NewSession() {}

    /**
     * Begins a session.
     *
     * @return the same connection
     * @throws SQLException if there is no such schema, with the remedy; the connection is closed then
     */
    static Connection on(Connection connection, DatabaseSettings settings) throws SQLException {
        try {
            begin(connection, settings);
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private static void begin(Connection connection, DatabaseSettings settings) throws SQLException {
        PGConnection server = connection.unwrap(PGConnection.class);
        int threshold = server.getPrepareThreshold();
        server.setPrepareThreshold(0); // until it is known who answers
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, settings.schema().orElse(null));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getInt(1) == server.getBackendPID()) {
                    server.setPrepareThreshold(threshold);
                }
                if (settings.schema().isPresent()) {
                    requireSchema(connection, settings, row.getString(2) != null);
                }
            }
        }
    }

    /** One that is there and may not be used is told of later, with all else that the role lacks. */
    private static void requireSchema(Connection connection, DatabaseSettings settings, boolean exists)
            throws SQLException {
        String schema = settings.schema().orElseThrow();
        String key = "DATABASE_SCHEMA = " + schema + ": ";
        if (!exists) {
            throw new ExplainedException(
                    key + "there is no schema of this name in " + settings.name()
                            + similar(connection, schema)
                                    .map(other -> "; there is " + other
                                            + ", and capitals count: write DATABASE_SCHEMA = " + other)
                                    .orElse(
                                            schema.contains(",")
                                                    ? "; write the name of one schema, without quotes"
                                                    : "; create it, or correct the name, without quotes"),
                    UNDEFINED_SCHEMA);
        }
    }

    private static Optional<String> similar(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SIMILAR)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
