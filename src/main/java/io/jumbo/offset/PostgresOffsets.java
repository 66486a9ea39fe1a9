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

/** Offsets in {@code jumbo_offsets}, on one connection. */
final class PostgresOffsets implements Offsets {

    private static final String SELECT =
            "SELECT file_id, path, next_byte, lines, file_key, head_sha256, tail_sha256, head, tail, modified_at,"
                    + " gone_at IS NOT NULL AS gone, extract(epoch FROM now() - replaced_at) AS replaced_seconds_ago,"
                    + " replaced_at IS NOT NULL AND EXISTS (SELECT FROM jumbo_offsets AS now WHERE now.watch = was.watch"
                    + " AND now.path = was.path AND now.replaced_at IS NULL AND now.file_key = was.file_key) AS same_file_goes_on"
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
                    + " ON CONFLICT (watch, path) WHERE replaced_at IS NULL DO NOTHING RETURNING file_id";

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
    private static final String RENAME_CUT = "UPDATE jumbo_offsets SET path = ? WHERE watch = ? AND path = ?"
            + " AND file_key = ? AND replaced_at > now() - make_interval(secs => ?)";

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

    private static final String LINES_CHANGED =
            "UPDATE jumbo_offsets SET changed_at = now() WHERE watch = ? AND file_id = ?";

    private static final String FORGET =
            "DELETE FROM jumbo_offsets WHERE watch = ? AND path <> '' AND file_id <> ALL (?)"
                    + " AND greatest(coalesce(gone_at, replaced_at), updated_at) < now() - make_interval(secs => ?)"
                    + " AND coalesce(gone_at, replaced_at) IS NOT NULL RETURNING path";

    private static final String UNTRANSLATABLE = "22P05";

    private final String watch;
    private final Connection connection;

    PostgresOffsets(Connection connection, String watch) {
        this.connection = connection;
        this.watch = watch;
    }

    @Override
    public Optional<FileOffset> find(String path) throws SQLException {
        return select(FIND, watch, path).stream().findFirst();
    }

    @Override
    public List<FileOffset> findByKey(String fileKey, String exceptPath) throws SQLException {
        return select(FIND_BY_KEY, watch, fileKey, exceptPath);
    }

    @Override
    public List<FileOffset> findByKey(String fileKey) throws SQLException {
        return findByKey(fileKey, WatchStart.STARTED);
    }

    @Override
    public Optional<FileOffset> findById(long fileId) throws SQLException {
        return select(FIND_BY_ID, watch, fileId).stream().findFirst();
    }

    @Override
    public List<FileOffset> findByHead(List<String> heads, String exceptPath, Optional<String> exceptKey)
            throws SQLException {
        Array array = connection.createArrayOf("text", heads.toArray());
        return select(FIND_BY_HEAD, watch, array, exceptPath, exceptKey.orElse(null));
    }

    @Override
    public List<FileOffset> all() throws SQLException {
        return select(ALL, watch);
    }

    @Override
    public List<FileOffset> allSetAside() throws SQLException {
        return select(ALL_SET_ASIDE, watch);
    }

    @Override
    public boolean any() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANY)) {
            bind(statement, watch);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    @Override
    public FileOffset create(String path, Progress progress) throws SQLException {
        Object[] parameters = parameters(List.of(watch, path), progress, List.of());
        try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return new FileOffset(row.getLong(1), path, progress, State.CURRENT);
                }
            }
        } catch (SQLException e) {
            throw named(e, parameters);
        }
        return find(path).orElseThrow(() -> new OffsetMovedException(watch, path, progress.nextByte()));
    }

    @Override
    public void advance(long fileId, String path, Progress before, Progress after) throws SQLException {
        Evidence evidence = before.evidence();
        List<Object> asRead = List.of(watch, fileId, before.nextByte(), evidence.head(), evidence.tail());
        if (update(ADVANCE, parameters(List.of(), after, asRead)) != 1) {
            throw new OffsetMovedException(watch, path, before.nextByte());
        }
    }

    @Override
    public void moveTo(FileOffset offset, Progress progress) throws SQLException {
        changeAsRead(MOVE_TO, offset, parameters(List.of(), progress, List.of()));
    }

    @Override
    public void rename(FileOffset offset, String path, Observation now) throws SQLException {
        changeAsRead(RENAME, offset, path, now.fileKey().orElse(null), utc(now.modified()));
        if (now.hasKeyOf(offset.progress())) {
            update(RENAME_CUT, path, watch, offset.path(), now.fileKey().orElseThrow(), (double)
                    FileOffset.CUT_KNOWN.toSeconds());
        }
    }

    @Override
    public void setAside(FileOffset offset) throws SQLException {
        changeAsRead(SET_ASIDE, offset);
    }

    @Override
    public void cut(FileOffset offset, String path) throws SQLException {
        changeAsRead(CUT, offset, path);
    }

    @Override
    public void remove(FileOffset offset) throws SQLException {
        changeAsRead(REMOVE, offset);
    }

    @Override
    public void keepLatestSetAside(String path) throws SQLException {
        update(KEEP_LATEST_SET_ASIDE, watch, path);
    }

    @Override
    public boolean gone(long fileId) throws SQLException {
        return update(GONE, watch, fileId) == 1;
    }

    @Override
    public void abandon(long fileId, long bytes) throws SQLException {
        update(ABANDON, bytes, watch, fileId);
    }

    @Override
    public void linesChanged(long fileId) throws SQLException {
        update(LINES_CHANGED, watch, fileId);
    }

    @Override
    public List<String> forget(Duration after, Set<Long> except) throws SQLException {
        List<String> paths = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            bind(statement, watch, connection.createArrayOf("bigint", except.toArray()), (double) after.toSeconds());
            StoredText text = StoredText.of(connection);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    paths.add(text.read(row.getString(1)));
                }
            }
        }
        return paths;
    }

    private void changeAsRead(String sql, FileOffset offset, Object... values) throws SQLException {
        List<Object> parameters = new ArrayList<>(Arrays.asList(values));
        Progress progress = offset.progress();
        parameters.addAll(Arrays.asList(
                offset.id(),
                offset.path(),
                !offset.isSetAside(),
                progress.nextByte(),
                progress.evidence().tail(),
                progress.fileKey().orElse(null)));
        if (update(sql, parameters.toArray()) != 1) {
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
        parameters.add(progress.modified().map(PostgresOffsets::utc).orElse(null));
        parameters.addAll(after);
        return parameters.toArray();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private List<FileOffset> select(String sql, Object... parameters) throws SQLException {
        List<FileOffset> found = new ArrayList<>();
        StoredText text = StoredText.of(connection);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
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
        return new FileOffset(row.getLong("file_id"), text.read(row.getString("path")), progress, state(row));
    }

    private static State state(ResultSet row) throws SQLException {
        double replaced = row.getDouble("replaced_seconds_ago");
        Optional<Duration> replacedAgo =
                row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round(replaced * 1000)));
        return State.of(row.getBoolean("gone"), replacedAgo, row.getBoolean("same_file_goes_on"));
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw named(e, parameters);
        }
    }

    private void bind(PreparedStatement statement, Object... parameters) throws SQLException {
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
