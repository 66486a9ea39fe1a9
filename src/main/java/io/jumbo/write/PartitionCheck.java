package io.jumbo.write;

import io.jumbo.write.failure.ServerMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Asks whether a table that has no partition for a row is being given one at the moment: then the row is to be tried again, whatever became of others. */
final class PartitionCheck {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** {@code ATTACH PARTITION} holds the first of these locks on the partitioned table until its transaction ends. */
    private static final String IS_BEING_CHANGED = "SELECT EXISTS (SELECT FROM pg_locks AS held"
            + " JOIN pg_class AS partitioned ON partitioned.oid = held.relation"
            + " JOIN pg_namespace AS namespace ON namespace.oid = partitioned.relnamespace"
            + " WHERE held.locktype = 'relation' AND held.granted AND held.pid <> pg_backend_pid()"
            + " AND held.mode IN ('ShareUpdateExclusiveLock', 'ShareRowExclusiveLock', 'AccessExclusiveLock')"
            + " AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND namespace.nspname = ? AND partitioned.relname = ?)";

    private PartitionCheck() {}

    /**
     * Checks a failure that says that there is no partition.
     *
     * @throws SQLException to be tried again, if somebody is changing the table
     */
    static void requireNothingUnderWay(Connection connection, SQLException failure) throws SQLException {
        Optional<ServerMessage> message = ServerMessage.of(failure);
        if (message.isEmpty() || message.get().table() == null) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(IS_BEING_CHANGED)) {
            statement.setString(1, message.get().schema());
            statement.setString(2, message.get().table());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && row.getBoolean(1)) {
                    throw new SQLException(
                            "somebody is changing the partitions of "
                                    + message.get().table() + "; lines that have none yet wait for that",
                            LOCK_NOT_AVAILABLE,
                            failure);
                }
            }
        }
    }
}
