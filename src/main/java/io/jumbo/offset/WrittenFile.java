package io.jumbo.offset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a file is written, for people.
 *
 * @param watch whose file
 * @param path relative to the watched directory, forward slashes
 * @param nextByte offset of the first byte that is not written
 * @param lines complete lines before it, blank ones included
 * @param updatedAt when a row of it was committed last
 * @param goneAt when it was found not to be there any more, if it was
 * @param abandonedBytes of this file and of those that were under its path before: bytes that were seen and can never be read
 * @param changedAt when lines of it were last found to be changed after they were written, if they were
 */
public record WrittenFile(
        String watch,
        String path,
        long nextByte,
        long lines,
        Instant updatedAt,
        Optional<Instant> goneAt,
        long abandonedBytes,
        Optional<Instant> changedAt) {

    /** Of a path that no file bears any more, the file that bore it last, but only if bytes were abandoned under it. */
    private static final String ALL = "SELECT DISTINCT ON (watch, path) watch, path, next_byte, lines, updated_at,"
            + " coalesce(gone_at, replaced_at) AS gone_at, abandoned, changed_at FROM (SELECT file_id, watch, path, next_byte, lines,"
            + " updated_at, gone_at, replaced_at, changed_at, sum(abandoned_bytes) OVER (PARTITION BY watch, path) AS abandoned"
            + " FROM jumbo_offsets WHERE path <> ?) AS files WHERE replaced_at IS NULL OR abandoned > 0"
            + " ORDER BY watch, path, replaced_at DESC NULLS FIRST, file_id DESC";

    /** The files of all watches, one for each path, in the caller's transaction. */
    public static List<WrittenFile> all(Connection connection) throws SQLException {
        List<WrittenFile> files = new ArrayList<>();
        StoredText text = StoredText.of(connection);
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setString(1, WatchStart.STARTED);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    files.add(new WrittenFile(
                            text.read(row.getString("watch")),
                            text.read(row.getString("path")),
                            row.getLong("next_byte"),
                            row.getLong("lines"),
                            row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(row.getObject("gone_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant),
                            row.getLong("abandoned"),
                            Optional.ofNullable(row.getObject("changed_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant)));
                }
            }
        }
        return files;
    }
}
