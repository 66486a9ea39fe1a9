package io.jumbo.offset;

import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Offsets in {@code jumbo_offsets}, on one connection: what each change needs, and what it means if no row was changed. */
final class PostgresOffsets implements Offsets {

    private final String watch;
    private final Connection connection;
    private final BoundStatements statements;

    PostgresOffsets(Connection connection, String watch) {
        this.connection = connection;
        this.statements = new BoundStatements(connection);
        this.watch = watch;
    }

    @Override
    public Optional<FileOffset> find(String path) throws SQLException {
        return select(OffsetStatements.FIND, watch, path).stream().findFirst();
    }

    @Override
    public List<FileOffset> findByKey(String fileKey, String exceptPath) throws SQLException {
        return select(OffsetStatements.FIND_BY_KEY, watch, fileKey, exceptPath);
    }

    @Override
    public List<FileOffset> findByKey(String fileKey) throws SQLException {
        return findByKey(fileKey, WatchStart.STARTED);
    }

    @Override
    public Optional<FileOffset> findById(long fileId) throws SQLException {
        return select(OffsetStatements.FIND_BY_ID, watch, fileId).stream().findFirst();
    }

    @Override
    public List<FileOffset> findByHead(List<String> heads, String exceptPath, Optional<String> exceptKey)
            throws SQLException {
        Array array = connection.createArrayOf("text", heads.toArray());
        return select(OffsetStatements.FIND_BY_HEAD, watch, array, exceptPath, exceptKey.orElse(null));
    }

    @Override
    public List<FileOffset> all() throws SQLException {
        return select(OffsetStatements.ALL, watch);
    }

    @Override
    public List<FileOffset> allSetAside() throws SQLException {
        return select(OffsetStatements.ALL_SET_ASIDE, watch);
    }

    @Override
    public boolean any() throws SQLException {
        return statements
                .rows((row, text) -> row.getBoolean(1), OffsetStatements.ANY, watch)
                .get(0);
    }

    @Override
    public FileOffset create(String path, Progress progress) throws SQLException {
        List<Long> created = statements.rows(
                (row, text) -> row.getLong(1),
                OffsetStatements.CREATE,
                OffsetRow.parameters(List.of(watch, path), progress, List.of()));
        if (!created.isEmpty()) {
            return new FileOffset(created.get(0), path, progress, State.CURRENT);
        }
        return find(path).orElseThrow(() -> new OffsetMovedException(watch, path, progress.nextByte()));
    }

    @Override
    public void advance(long fileId, String path, Progress before, Progress after) throws SQLException {
        Evidence evidence = before.evidence();
        List<Object> asRead = List.of(watch, fileId, before.nextByte(), evidence.head(), evidence.tail());
        if (statements.update(OffsetStatements.ADVANCE, OffsetRow.parameters(List.of(), after, asRead)) != 1) {
            throw new OffsetMovedException(watch, path, before.nextByte());
        }
    }

    @Override
    public void moveTo(FileOffset offset, Progress progress) throws SQLException {
        changeAsRead(OffsetStatements.MOVE_TO, offset, OffsetRow.parameters(List.of(), progress, List.of()));
    }

    @Override
    public void rename(FileOffset offset, String path, Observation now) throws SQLException {
        changeAsRead(OffsetStatements.RENAME, offset, path, now.fileKey().orElse(null), OffsetRow.utc(now.modified()));
        if (now.hasKeyOf(offset.progress())) {
            statements.update(
                    OffsetStatements.RENAME_CUT,
                    path,
                    watch,
                    offset.path(),
                    now.fileKey().orElseThrow(),
                    (double) FileOffset.CUT_KNOWN.toSeconds());
        }
    }

    @Override
    public void setAside(FileOffset offset) throws SQLException {
        changeAsRead(OffsetStatements.SET_ASIDE, offset);
    }

    @Override
    public void cut(FileOffset offset, String path) throws SQLException {
        changeAsRead(OffsetStatements.CUT, offset, path);
    }

    @Override
    public void remove(FileOffset offset) throws SQLException {
        changeAsRead(OffsetStatements.REMOVE, offset);
    }

    @Override
    public void keepLatestSetAside(String path) throws SQLException {
        statements.update(OffsetStatements.KEEP_LATEST_SET_ASIDE, watch, path);
    }

    @Override
    public boolean gone(long fileId) throws SQLException {
        return statements.update(OffsetStatements.GONE, watch, fileId) == 1;
    }

    @Override
    public void abandon(long fileId, long bytes) throws SQLException {
        statements.update(OffsetStatements.ABANDON, bytes, watch, fileId);
    }

    @Override
    public void linesChanged(long fileId) throws SQLException {
        statements.update(OffsetStatements.LINES_CHANGED, watch, fileId);
    }

    @Override
    public List<String> forget(Duration after, Set<Long> except) throws SQLException {
        return statements.rows(
                (row, text) -> text.read(row.getString(1)),
                OffsetStatements.FORGET,
                watch,
                connection.createArrayOf("bigint", except.toArray()),
                (double) after.toSeconds());
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
        if (statements.update(sql, parameters.toArray()) != 1) {
            throw new OffsetMovedException(watch, offset.path(), progress.nextByte());
        }
    }

    private List<FileOffset> select(String sql, Object... parameters) throws SQLException {
        return statements.rows(OffsetRow::read, sql, parameters);
    }
}
