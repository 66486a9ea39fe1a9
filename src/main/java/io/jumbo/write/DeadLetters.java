package io.jumbo.write;

import io.jumbo.offset.StoredText;
import io.jumbo.option.LineEnd;
import io.jumbo.tail.FileText;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.LearntText;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.Source;
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
 * The refused lines of one watch, in {@code jumbo_dead_letters}. Immutable and thread-safe; each method runs in the caller's
 * transaction.
 */
public final class DeadLetters {

    private static final String ADD =
            "INSERT INTO jumbo_dead_letters (watch, path, line_number, first_byte, line, line_bytes,"
                    + " sqlstate, reason, template, learnt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String COLUMNS =
            "id, watch, path, line_number, first_byte, line, line_bytes, sqlstate, reason, rejected_at, learnt";

    private static final String WATCHES = "SELECT DISTINCT watch FROM jumbo_dead_letters ORDER BY watch";

    private static final String LIST =
            "SELECT " + COLUMNS + " FROM jumbo_dead_letters WHERE watch = ? AND id > ? ORDER BY id LIMIT ?";

    private static final String LOCK = "SELECT " + COLUMNS
            + " FROM jumbo_dead_letters WHERE watch = ? AND id > ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED";

    private static final String REFUSE_AGAIN =
            "UPDATE jumbo_dead_letters SET sqlstate = ?, reason = ?, template = ?, rejected_at = now() WHERE id = ?";

    private static final String REMOVE = "DELETE FROM jumbo_dead_letters WHERE watch = ? AND id = ANY (?)";

    private final String watch;
    private final FileText text;

    /**
     * @param watch whose dead letters
     * @param text how text stands in the files of the watch
     */
    public DeadLetters(String watch, FileText text) {
        this.watch = watch;
        this.text = text;
    }

    /** Of a watch whose files are UTF-8. */
    public DeadLetters(String watch) {
        this(watch, FileText.utf8(LineEnd.LF));
    }

    /** The watches that have dead letters, whether or not they are still configured. */
    public static List<String> watches(Connection connection) throws SQLException {
        List<String> watches = new ArrayList<>();
        StoredText stored = StoredText.of(connection);
        try (PreparedStatement statement = connection.prepareStatement(WATCHES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                watches.add(stored.read(row.getString(1)));
            }
        }
        return watches;
    }

    /** Stores refused lines of a file, with all that a line is made a row of. */
    void add(Connection connection, Source source, String template, List<Rejection> rejections) throws SQLException {
        if (rejections.isEmpty()) {
            return;
        }
        StoredText stored = StoredText.of(connection);
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (Rejection rejection : rejections) {
                LineRecord line = rejection.line();
                statement.setString(1, stored.stored(watch));
                statement.setString(2, stored.stored(source.path()));
                statement.setLong(3, line.number());
                statement.setLong(4, line.firstByte());
                byte[] content = line.content();
                statement.setBytes(5, content);
                // Lines of a record may be ended by more than the LF that joins them here.
                statement.setLong(
                        6, line.isTooLong() ? line.byteLength() : Math.min(line.byteLength(), content.length));
                statement.setString(7, rejection.sqlState());
                statement.setString(8, stored.stored(rejection.reason()));
                statement.setString(9, stored.stored(template));
                statement.setString(10, LearntText.write(Circumstances.with(source, line.learnt())));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Reads dead letters, oldest first.
     *
     * @param afterId only those with a greater id
     * @param limit at most so many
     */
    public List<DeadLetter> list(Connection connection, long afterId, int limit) throws SQLException {
        return read(connection, LIST, afterId, limit);
    }

    /** As {@link #list}, and holds them until the transaction ends; those that another transaction holds are left out. */
    List<DeadLetter> lock(Connection connection, long afterId, int limit) throws SQLException {
        return read(connection, LOCK, afterId, limit);
    }

    /** Notes that a dead letter was refused once more. */
    void refuseAgain(Connection connection, long id, Rejection rejection, String template) throws SQLException {
        StoredText stored = StoredText.of(connection);
        try (PreparedStatement statement = connection.prepareStatement(REFUSE_AGAIN)) {
            statement.setString(1, rejection.sqlState());
            statement.setString(2, stored.stored(rejection.reason()));
            statement.setString(3, stored.stored(template));
            statement.setLong(4, id);
            statement.executeUpdate();
        }
    }

    /** Deletes dead letters for good and returns how many there were. */
    public int remove(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            statement.setString(1, StoredText.of(connection).stored(watch));
            statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            return statement.executeUpdate();
        }
    }

    private List<DeadLetter> read(Connection connection, String sql, long afterId, int limit) throws SQLException {
        List<DeadLetter> found = new ArrayList<>();
        StoredText stored = StoredText.of(connection);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, stored.stored(watch));
            statement.setLong(2, afterId);
            statement.setInt(3, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(deadLetter(row, stored));
                }
            }
        }
        return found;
    }

    private DeadLetter deadLetter(ResultSet row, StoredText stored) throws SQLException {
        Instant rejectedAt = row.getObject("rejected_at", OffsetDateTime.class).toInstant();
        Learnt learnt = Optional.ofNullable(row.getString("learnt"))
                .map(LearntText::read)
                .orElse(Learnt.NOTHING);
        LineRecord line = LineRecord.stored(
                        text,
                        row.getLong("line_number"),
                        row.getLong("first_byte"),
                        row.getLong("line_bytes"),
                        row.getBytes("line"))
                .below(learnt);
        return new DeadLetter(
                row.getLong("id"),
                Circumstances.source(
                        stored.read(row.getString("watch")), stored.read(row.getString("path")), learnt, rejectedAt),
                line,
                row.getString("sqlstate"),
                stored.read(row.getString("reason")),
                rejectedAt);
    }
}
