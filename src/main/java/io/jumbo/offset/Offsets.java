package io.jumbo.offset;

import io.jumbo.tail.Evidence;
import io.jumbo.tail.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The offsets of one watch. Immutable and thread-safe; each method works on the caller's connection and in the caller's transaction,
 * so nothing it does outlives a rollback.
 *
 * <p>At most one row per path is current. A row whose file was replaced stays, with {@code replaced_at} set, until its file
 * turns up under another name.
 */
public final class Offsets {

    private static final String COLUMNS = "file_id, path, next_byte, lines, file_key, head_sha256, tail_sha256";

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM jumbo_offsets WHERE watch = ? AND path = ? AND replaced_at IS NULL";

    /** A row set aside from this very path stays out: inodes are reused, and its file cannot come back to where it was replaced. */
    private static final String FIND_BY_KEY =
            "SELECT " + COLUMNS + " FROM jumbo_offsets WHERE watch = ? AND file_key = ?"
                    + " AND path <> ? ORDER BY replaced_at DESC NULLS FIRST";

    private static final String ALL =
            "SELECT " + COLUMNS + " FROM jumbo_offsets WHERE watch = ? AND replaced_at IS NULL";

    private static final String ANY = "SELECT EXISTS (SELECT FROM jumbo_offsets WHERE watch = ?)";

    private static final String CREATE =
            "INSERT INTO jumbo_offsets (watch, path, next_byte, lines, file_key, head_sha256, tail_sha256)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (watch, path) WHERE replaced_at IS NULL DO NOTHING";

    /** Takes the row's lock without waiting for it: who holds it is writing this very chunk. */
    private static final String ADVANCE =
            "UPDATE jumbo_offsets SET next_byte = ?, lines = ?, file_key = ?, head_sha256 = ?,"
                    + " tail_sha256 = ?, updated_at = now() WHERE file_id = (SELECT file_id FROM jumbo_offsets"
                    + " WHERE watch = ? AND path = ? AND replaced_at IS NULL AND next_byte = ? AND head_sha256 = ?"
                    + " AND tail_sha256 = ? FOR UPDATE NOWAIT)";

    /** What follows changes the very row that was read before, at the offset it had then: another instance may have been faster. */
    private static final String AS_READ = " WHERE file_id = ? AND next_byte = ? AND tail_sha256 = ?";

    private static final String RENAME =
            "UPDATE jumbo_offsets SET path = ?, file_key = ?, replaced_at = NULL, updated_at = now()" + AS_READ;

    private static final String SET_ASIDE =
            "UPDATE jumbo_offsets SET replaced_at = now(), updated_at = now()" + AS_READ + " AND replaced_at IS NULL";

    private static final String FORGET = "DELETE FROM jumbo_offsets" + AS_READ;

    private static final String FORGET_SET_ASIDE =
            "DELETE FROM jumbo_offsets WHERE watch = ? AND path = ? AND replaced_at IS NOT NULL";

    private final String watch;

    public Offsets(String watch) {
        this.watch = watch;
    }

    /** The current offset of a path. */
    public Optional<FileOffset> find(Connection connection, String path) throws SQLException {
        return select(connection, FIND, watch, path).stream().findFirst();
    }

    /** Offsets stored for a file key under other paths: current ones first, then those of replaced files, the latest first. */
    public List<FileOffset> findByKey(Connection connection, String fileKey, String exceptPath) throws SQLException {
        return select(connection, FIND_BY_KEY, watch, fileKey, exceptPath);
    }

    /** The current offsets of all files of the watch. */
    public List<FileOffset> all(Connection connection) throws SQLException {
        return select(connection, ALL, watch);
    }

    /** Whether this watch ever stored anything. */
    public boolean any(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANY)) {
            bind(statement, watch);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** Stores the first offset of a path. Does nothing if another instance stored one already. */
    public void create(Connection connection, String path, Progress progress) throws SQLException {
        Evidence evidence = progress.evidence();
        update(
                connection,
                CREATE,
                watch,
                path,
                progress.nextByte(),
                progress.lines(),
                progress.fileKey().orElse(null),
                evidence.head(),
                evidence.tail());
    }

    /**
     * Moves a path's offset by compare-and-set, and holds its row until the transaction ends.
     *
     * @throws OffsetMovedException if the row does not stand at {@code before}, with the same evidence
     * @throws SQLException with SQLSTATE 55P03 if another transaction is moving it right now
     */
    public void advance(Connection connection, String path, Progress before, Progress after) throws SQLException {
        int rows = update(
                connection,
                ADVANCE,
                after.nextByte(),
                after.lines(),
                after.fileKey().orElse(null),
                after.evidence().head(),
                after.evidence().tail(),
                watch,
                path,
                before.nextByte(),
                before.evidence().head(),
                before.evidence().tail());
        if (rows != 1) {
            throw new OffsetMovedException(watch, path, before.nextByte());
        }
    }

    /**
     * Gives an offset the path its file bears now.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    public void rename(Connection connection, FileOffset offset, String path, Optional<String> fileKey)
            throws SQLException {
        changeAsRead(connection, RENAME, offset, path, fileKey.orElse(null));
    }

    /**
     * Frees a path for another file: its offset is kept for the case that its own file turns up elsewhere. One such offset is kept for
     * each path, the latest.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    public void setAside(Connection connection, FileOffset offset) throws SQLException {
        update(connection, FORGET_SET_ASIDE, watch, offset.path());
        changeAsRead(connection, SET_ASIDE, offset);
    }

    /**
     * Deletes an offset: the content it spoke of is gone for good.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    public void forget(Connection connection, FileOffset offset) throws SQLException {
        changeAsRead(connection, FORGET, offset);
    }

    private void changeAsRead(Connection connection, String sql, FileOffset offset, Object... values)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(Arrays.asList(values));
        Progress progress = offset.progress();
        parameters.addAll(
                List.of(offset.id(), progress.nextByte(), progress.evidence().tail()));
        if (update(connection, sql, parameters.toArray()) != 1) {
            throw new OffsetMovedException(watch, offset.path(), progress.nextByte());
        }
    }

    private static List<FileOffset> select(Connection connection, String sql, Object... parameters)
            throws SQLException {
        List<FileOffset> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Progress progress = new Progress(
                            row.getLong("next_byte"),
                            row.getLong("lines"),
                            Optional.ofNullable(row.getString("file_key")),
                            new Evidence(row.getString("head_sha256"), row.getString("tail_sha256")));
                    found.add(new FileOffset(row.getLong("file_id"), row.getString("path"), progress));
                }
            }
        }
        return found;
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
