package io.jumbo.offset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

/**
 * A pooler between driver and server, such as PgBouncer, that may give each transaction to another process of the server. There the name of a statement
 * that was parsed before means nothing, or another statement, which would then write wrong rows. It is known by the number of the process: it tells its
 * clients numbers of its own. Thread-safe.
 */
public final class TransactionPooler {

    private static final String PROCESS = "SELECT pg_backend_pid()";

    /** Connections of which is known who answers. */
    private static final Set<PGConnection> KNOWN =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private TransactionPooler() {}

    /**
     * Has the driver use no names on a connection that a pooler answers. Asks the server once for each connection of PostgreSQL's driver; others are left
     * alone.
     *
     * @param connection with which nothing has been done yet
     */
    public static void guard(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return;
        }
        PGConnection driver = connection.unwrap(PGConnection.class);
        if (driver.getPrepareThreshold() != 0 && !KNOWN.contains(driver)) {
            if (process(connection) != driver.getBackendPID()) {
                driver.setPrepareThreshold(0);
            }
            KNOWN.add(driver);
        }
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PROCESS)) {
            row.next();
            return row.getInt(1);
        }
    }
}
