package io.jumbo.offset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a file is written, for people.
 *
 * @param watch whose file
 * @param path relative to the watched directory, forward slashes
 * @param nextByte offset of the first byte that is not written
 * @param lines complete lines before it, blank ones included
 * @param updatedAt when a row of it was committed last
 */
public record WrittenFile(String watch, String path, long nextByte, long lines, Instant updatedAt) {

    private static final String ALL = "SELECT watch, path, next_byte, lines, updated_at FROM jumbo_offsets"
            + " WHERE replaced_at IS NULL AND path <> ? ORDER BY watch, path";

    /** The files of all watches, in the caller's transaction. */
    public static List<WrittenFile> all(Connection connection) throws SQLException {
        List<WrittenFile> files = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setString(1, WatchStart.STARTED);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    files.add(new WrittenFile(
                            row.getString("watch"),
                            row.getString("path"),
                            row.getLong("next_byte"),
                            row.getLong("lines"),
                            row.getObject("updated_at", OffsetDateTime.class).toInstant()));
                }
            }
        }
        return files;
    }
}
