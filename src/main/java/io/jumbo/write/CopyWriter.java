package io.jumbo.write;

import io.jumbo.offset.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes all rows with one COPY. Each value passes the input function of its column's type, as an untyped parameter of the INSERT does
 * ({@link CopyCheck} asks the server where it would not). What is sent is encoded piece by piece, while the server works on the piece before.
 */
final class CopyWriter implements RowWriter, LineWriter {

    /** Enough for the driver and the server to be busy, and little beside a chunk. */
    private static final int PIECE_BYTES = 64 * 1024;

    private final String sql;
    private final Optional<String> plan;

    /**
     * Writes with a statement.
     *
     * @param sql a COPY from the client in the text format
     */
    CopyWriter(String sql) {
        this.sql = sql;
        this.plan = Optional.empty();
    }

    /**
     * Writes in place of a statement that COPY does not know all of. Each time the server plans the statement first: it says what it has against it, and
     * the table keeps its indexes until the transaction ends.
     */
    CopyWriter(String sql, InsertTemplate template) {
        this.sql = sql;
        this.plan = Optional.of("EXPLAIN " + template.withNulls());
    }

    @Override
    public void write(Connection connection, List<Row> rows) throws SQLException {
        write(connection, rows.size(), (index, text) -> {
            rows.get(index).values().forEach(text::field);
            text.endRow();
        });
    }

    @Override
    public void write(Connection connection, int count, Lines lines) throws SQLException {
        if (plan.isPresent()) {
            plan(connection, plan.get());
        }
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        CopyText text = new CopyText(2 * PIECE_BYTES);
        try {
            for (int i = 0; i < count; i++) {
                lines.append(i, text);
                if (text.length() >= PIECE_BYTES) {
                    copy.writeToCopy(text.bytes(), 0, text.length());
                    text.clear();
                }
            }
            copy.writeToCopy(text.bytes(), 0, text.length());
            copy.endCopy();
        } catch (SQLException | RuntimeException | Error e) {
            cancel(connection, copy, e);
            throw e;
        }
    }

    private static void plan(Connection connection, String explain) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(explain);
        }
    }

    /** The connection is of no use to anybody before the COPY on it is over: whoever uses it waits for that, a rollback too. */
    private static void cancel(Connection connection, CopyIn copy, Throwable failure) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException | RuntimeException | Error e) {
            failure.addSuppressed(e);
            Transaction.giveUp(connection);
        }
    }
}
