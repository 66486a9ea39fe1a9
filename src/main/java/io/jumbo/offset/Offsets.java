package io.jumbo.offset;

import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.Excerpt;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The offsets of one watch. Immutable and thread-safe; each method works on the caller's connection and in the caller's transaction,
 * so nothing it does outlives a rollback.
 *
 * <p>At most one row per path is current. A row whose file was replaced stays, with {@code replaced_at} set, until its file
 * turns up under another name.
 */
public final class Offsets {

    /** The copy of a file that was cut is there by then, and was met. */
    private static final String CUT_LATELY = "replaced_at > now() - interval '10 minutes'";

    private static final String SELECT =
            "SELECT file_id, path, next_byte, lines, file_key, head_sha256, tail_sha256, head,"
                    + " tail, modified_at, CASE WHEN replaced_at IS NULL THEN CASE WHEN gone_at IS NULL THEN 'CURRENT' ELSE 'GONE' END"
                    + " WHEN EXISTS (SELECT FROM jumbo_offsets AS now WHERE now.watch = was.watch AND now.path = was.path"
                    + " AND now.replaced_at IS NULL AND now.file_key = was.file_key"
                    + " AND was." + CUT_LATELY + ") THEN 'CUT' ELSE 'REPLACED' END AS state"
                    + " FROM jumbo_offsets AS was WHERE watch = ?";

    private static final String FIND = SELECT + " AND path = ? AND replaced_at IS NULL";

    private static final String FIND_BY_ID = SELECT + " AND file_id = ?";

    private static final String FIND_BY_KEY = SELECT + " AND file_key = ? AND (path <> ? OR replaced_at IS NOT NULL)"
            + " ORDER BY replaced_at DESC NULLS FIRST";

    /** The latest come first, and not many of them: what is being copied was written to a moment ago. */
    private static final String FIND_BY_HEAD =
            SELECT + " AND head_sha256 = ANY (?) AND (path <> ? OR replaced_at IS NOT NULL)"
                    + " AND next_byte > 0 AND file_key IS DISTINCT FROM ? ORDER BY updated_at DESC LIMIT 32";

    /** Of all files at once, without their excerpts: there may be a hundred thousand. */
    private static final String ALL = SELECT.replace(" head, tail,", " NULL::bytea AS head, NULL::bytea AS tail,")
            + " AND replaced_at IS NULL AND path <> ''";

    /** A rest that was given up is not looked for again. */
    private static final String ALL_SET_ASIDE =
            SELECT + " AND replaced_at IS NOT NULL AND abandoned_bytes = 0 ORDER BY replaced_at";

    private static final String ANY = "SELECT EXISTS (SELECT FROM jumbo_offsets WHERE watch = ?)";

    private static final String CREATE =
            "INSERT INTO jumbo_offsets (watch, path, next_byte, lines, file_key, head_sha256,"
                    + " tail_sha256, head, tail, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (watch, path) WHERE replaced_at IS NULL DO NOTHING";

    private static final String SET =
            "UPDATE jumbo_offsets SET next_byte = ?, lines = ?, file_key = ?, head_sha256 = ?,"
                    + " tail_sha256 = ?, head = ?, tail = ?, modified_at = ?, gone_at = NULL, updated_at = now()";

    /** Takes the row's lock without waiting for it: who holds it is writing this very chunk. */
    private static final String ADVANCE = SET + " WHERE file_id = (SELECT file_id FROM jumbo_offsets"
            + " WHERE watch = ? AND file_id = ? AND next_byte = ? AND head_sha256 = ? AND tail_sha256 = ?"
            + " FOR UPDATE NOWAIT)";

    /** What follows changes the very row that was read before, at the path and the offset it had then: another instance may have been faster. */
    private static final String AS_READ =
            " WHERE file_id = ? AND path = ? AND (replaced_at IS NULL) = ? AND next_byte = ? AND tail_sha256 = ?"
                    + " AND file_key IS NOT DISTINCT FROM ?";

    private static final String MOVE_TO = SET + AS_READ;

    private static final String RENAME =
            "UPDATE jumbo_offsets SET path = ?, file_key = ?, modified_at = ?, replaced_at = NULL, gone_at = NULL,"
                    + " updated_at = now()" + AS_READ;

    /** What was set aside when a file was cut, for its copy: it is told from other such rows by the file that was cut. */
    private static final String RENAME_CUT =
            "UPDATE jumbo_offsets SET path = ? WHERE watch = ? AND path = ?" + " AND file_key = ? AND " + CUT_LATELY;

    private static final String SET_ASIDE =
            "UPDATE jumbo_offsets SET replaced_at = now(), updated_at = now()" + AS_READ;

    private static final String CUT =
            "UPDATE jumbo_offsets SET path = ?, replaced_at = now(), updated_at = now()" + AS_READ;

    private static final String REMOVE = "DELETE FROM jumbo_offsets" + AS_READ;

    /** Of files that are replaced all the time, as many are remembered as a rotation has names. */
    private static final String KEEP_LATEST_SET_ASIDE =
            "DELETE FROM jumbo_offsets WHERE file_id IN (SELECT file_id FROM"
                    + " jumbo_offsets WHERE watch = ? AND path = ? AND replaced_at IS NOT NULL ORDER BY file_id DESC OFFSET 10)";

    private static final String GONE = "UPDATE jumbo_offsets SET gone_at = now() WHERE watch = ? AND file_id = ?"
            + " AND replaced_at IS NULL AND gone_at IS NULL";

    private static final String ABANDON =
            "UPDATE jumbo_offsets SET abandoned_bytes = abandoned_bytes + ? WHERE watch = ? AND file_id = ?";

    private static final String FORGET =
            "DELETE FROM jumbo_offsets WHERE watch = ? AND path <> '' AND file_id <> ALL (?)"
                    + " AND greatest(coalesce(gone_at, replaced_at), updated_at) < now() - make_interval(secs => ?)"
                    + " AND coalesce(gone_at, replaced_at) IS NOT NULL RETURNING path";

    private static final String UNTRANSLATABLE = "22P05";

    private final String watch;

    public Offsets(String watch) {
        this.watch = watch;
    }

    /** The current offset of a path. */
    public Optional<FileOffset> find(Connection connection, String path) throws SQLException {
        return select(connection, FIND, watch, path).stream().findFirst();
    }

    /**
     * Offsets stored for a file key, but for the current one of a path: current ones first, then those of replaced files, the latest
     * first.
     */
    public List<FileOffset> findByKey(Connection connection, String fileKey, String exceptPath) throws SQLException {
        return select(connection, FIND_BY_KEY, watch, fileKey, exceptPath);
    }

    /** All offsets stored for a file key, in the same order. */
    public List<FileOffset> findByKey(Connection connection, String fileKey) throws SQLException {
        return findByKey(connection, fileKey, WatchStart.STARTED);
    }

    /** A file's offset, current or set aside. */
    public Optional<FileOffset> findById(Connection connection, long fileId) throws SQLException {
        return select(connection, FIND_BY_ID, watch, fileId).stream().findFirst();
    }

    /**
     * Offsets of other files whose consumed content begins in one of these ways, but for the current one of a path, the latest thirty-two.
     *
     * @param heads as in {@link Evidence#head}
     */
    public List<FileOffset> findByHead(
            Connection connection, List<String> heads, String exceptPath, Optional<String> exceptKey)
            throws SQLException {
        Array array = connection.createArrayOf("text", heads.toArray());
        return select(connection, FIND_BY_HEAD, watch, array, exceptPath, exceptKey.orElse(null));
    }

    /** The current offsets of all files of the watch. */
    public List<FileOffset> all(Connection connection) throws SQLException {
        return select(connection, ALL, watch);
    }

    /** The offsets that were set aside, but for those of which bytes were abandoned; the latest come last. */
    public List<FileOffset> allSetAside(Connection connection) throws SQLException {
        return select(connection, ALL_SET_ASIDE, watch);
    }

    /** Whether this watch ever stored anything. */
    public boolean any(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANY)) {
            bind(connection, statement, watch);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** Stores the first offset of a path. Does nothing if another instance stored one already. */
    public void create(Connection connection, String path, Progress progress) throws SQLException {
        update(connection, CREATE, parameters(List.of(watch, path), progress, List.of()));
    }

    /**
     * Moves a file's offset by compare-and-set, and holds its row until the transaction ends.
     *
     * @param fileId key of its row, current or set aside
     * @param path for the message
     * @throws OffsetMovedException if the row does not stand at {@code before}, with the same evidence
     * @throws SQLException with SQLSTATE 55P03 if another transaction is moving it right now
     */
    public void advance(Connection connection, long fileId, String path, Progress before, Progress after)
            throws SQLException {
        Evidence evidence = before.evidence();
        List<Object> asRead = List.of(watch, fileId, before.nextByte(), evidence.head(), evidence.tail());
        if (update(connection, ADVANCE, parameters(List.of(), after, asRead)) != 1) {
            throw new OffsetMovedException(watch, path, before.nextByte());
        }
    }

    /**
     * Notes how a file is observed now, or where in it is read on, without anything having been written.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    public void moveTo(Connection connection, FileOffset offset, Progress progress) throws SQLException {
        changeAsRead(connection, MOVE_TO, offset, parameters(List.of(), progress, List.of()));
    }

    /**
     * Gives an offset the path its file, or its copy, bears now. What was set aside when the file was cut goes along with it.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    public void rename(Connection connection, FileOffset offset, String path, Observation now) throws SQLException {
        changeAsRead(connection, RENAME, offset, path, now.fileKey().orElse(null), utc(now.modified()));
        if (now.hasKeyOf(offset.progress())) {
            update(
                    connection,
                    RENAME_CUT,
                    path,
                    watch,
                    offset.path(),
                    now.fileKey().orElseThrow());
        }
    }

    /**
     * Frees a path for another file: its offset is kept for the case that its own file, or a copy of it, turns up elsewhere.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    public void setAside(Connection connection, FileOffset offset) throws SQLException {
        changeAsRead(connection, SET_ASIDE, offset);
    }

    /**
     * Sets aside what was consumed of a file before it was cut and got this path, whose current offset counts for what it holds now.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    public void cut(Connection connection, FileOffset offset, String path) throws SQLException {
        changeAsRead(connection, CUT, offset, path);
    }

    /**
     * Deletes an offset whose file is read on from another one, so that nobody reads on from there.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    public void remove(Connection connection, FileOffset offset) throws SQLException {
        changeAsRead(connection, REMOVE, offset);
    }

    /** Keeps ten of the offsets that were set aside from a path, the latest. */
    public void keepLatestSetAside(Connection connection, String path) throws SQLException {
        update(connection, KEEP_LATEST_SET_ASIDE, watch, path);
    }

    /** Notes that a file is gone; returns whether that is news. Does nothing to an offset that was set aside. */
    public boolean gone(Connection connection, long fileId) throws SQLException {
        return update(connection, GONE, watch, fileId) == 1;
    }

    /** Counts bytes of a file that were seen and can never be read. */
    public void abandon(Connection connection, long fileId, long bytes) throws SQLException {
        update(connection, ABANDON, bytes, watch, fileId);
    }

    /**
     * Deletes the offsets of files that were gone, or replaced, for longer than {@code after}.
     *
     * @param except keys of rows to keep
     * @return the paths, with repetitions
     */
    public List<String> forget(Connection connection, Duration after, Set<Long> except) throws SQLException {
        List<String> paths = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            bind(connection, statement, watch, connection.createArrayOf("bigint", except.toArray()), (double)
                    after.toSeconds());
            StoredText text = StoredText.of(connection);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    paths.add(text.read(row.getString(1)));
                }
            }
        }
        return paths;
    }

    private void changeAsRead(Connection connection, String sql, FileOffset offset, Object... values)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(Arrays.asList(values));
        Progress progress = offset.progress();
        parameters.addAll(Arrays.asList(
                offset.id(),
                offset.path(),
                !offset.isSetAside(),
                progress.nextByte(),
                progress.evidence().tail(),
                progress.fileKey().orElse(null)));
        if (update(connection, sql, parameters.toArray()) != 1) {
            throw new OffsetMovedException(watch, offset.path(), progress.nextByte());
        }
    }

    /** The columns of a progress, in the order of all statements that set them. */
    private static Object[] parameters(List<Object> before, Progress progress, List<Object> after) {
        List<Object> parameters = new ArrayList<>(before);
        parameters.add(progress.nextByte());
        parameters.add(progress.lines());
        parameters.add(progress.fileKey().orElse(null));
        parameters.add(progress.evidence().head());
        parameters.add(progress.evidence().tail());
        parameters.add(progress.excerpt().map(Excerpt::head).orElse(null));
        parameters.add(progress.excerpt().map(Excerpt::tail).orElse(null));
        parameters.add(progress.modified().map(Offsets::utc).orElse(null));
        parameters.addAll(after);
        return parameters.toArray();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static List<FileOffset> select(Connection connection, String sql, Object... parameters)
            throws SQLException {
        List<FileOffset> found = new ArrayList<>();
        StoredText text = StoredText.of(connection);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(offset(row, text));
                }
            }
        } catch (SQLException e) {
            throw named(e, parameters);
        }
        return found;
    }

    private static FileOffset offset(ResultSet row, StoredText text) throws SQLException {
        byte[] head = row.getBytes("head");
        byte[] tail = row.getBytes("tail");
        Progress progress = new Progress(
                row.getLong("next_byte"),
                row.getLong("lines"),
                Optional.ofNullable(row.getString("file_key")),
                new Evidence(row.getString("head_sha256"), row.getString("tail_sha256")),
                head == null || tail == null ? Optional.empty() : Optional.of(new Excerpt(head, tail)),
                Optional.ofNullable(row.getObject("modified_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
        return new FileOffset(
                row.getLong("file_id"),
                text.read(row.getString("path")),
                progress,
                State.valueOf(row.getString("state")));
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw named(e, parameters);
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, Object... parameters)
            throws SQLException {
        StoredText stored = StoredText.of(connection);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i] instanceof String text ? stored.stored(text) : parameters[i]);
        }
    }

    /** The server names the bytes that it cannot store, but not whose they are. */
    private static SQLException named(SQLException failure, Object... parameters) {
        if (!UNTRANSLATABLE.equals(failure.getSQLState())) {
            return failure;
        }
        List<String> texts = Arrays.stream(parameters)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> text.chars().anyMatch(character -> character > 0x7F))
                .toList();
        return new SQLException(
                "the database cannot store the name " + String.join(", ", texts) + ": " + failure.getMessage(),
                failure.getSQLState(),
                failure);
    }
}
