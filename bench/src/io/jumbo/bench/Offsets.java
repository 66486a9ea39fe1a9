package io.jumbo.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far Jumbo says that files are written. */
final class Offsets {

    private static final String WRITTEN = "SELECT coalesce(sum(next_byte), 0) FROM jumbo_offsets WHERE path LIKE ?";
    private static final int MILLISECONDS_BETWEEN_LOOKS = 5;

    private final Server server;

    Offsets(Server server) {
        this.server = server;
    }

    /** Waits until so many bytes of the files with these paths, a LIKE pattern, are written. */
    void await(Jumbo process, String paths, long bytes) throws Exception {
        try (Connection connection = server.connect()) {
            long deadline = System.nanoTime() + 3_600_000_000_000L;
            while (written(connection, paths) < bytes) {
                process.requireAlive();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(paths + " is not written after an hour");
                }
                Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            }
        }
    }

    private static long written(Connection connection, String paths) {
        try (PreparedStatement statement = connection.prepareStatement(WRITTEN)) {
            statement.setString(1, paths);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            return 0; // the table is not there yet
        }
    }
}
