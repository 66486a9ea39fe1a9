package io.jumbo.write.ways.copy;

import io.jumbo.offset.Transaction;
import io.jumbo.write.failure.RefusedRowException;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes all rows with COPY. Each value passes the input function of its column's type, as an untyped parameter of the INSERT does
 * ({@link CopyCheck} asks the server where it would not), or is what that function would make of it ({@link PlainType}): lines of plain values go in the
 * binary format, which costs the server much less, the others in the text format. What is sent is encoded piece by piece, while the server works on the
 * piece before.
 */
public final class CopyWriter implements LineWriter {

    /** Enough for the driver and the server to be busy, and little beside a chunk. */
    private static final int PIECE_BYTES = 64 * 1024;

    /** A line that is not plain is often not alone, and to change the format takes as long as some hundred rows. */
    private static final int LEAST_TEXT_LINES = 4096;

    /** Fewer are not worth the question whether the columns are still of their types. */
    private static final int LEAST_BINARY_LINES = 500;

    private final String sql;
    private final Optional<String> plan;
    private final Optional<Columns> binary;

    /** Says whether the columns that rows went to are of the types that their binary form was made for. */
    @FunctionalInterface
    private interface Columns {
        boolean areOfTheirTypes(Connection connection) throws SQLException;
    }

    /**
     * Writes into a table that the caller's transaction made, of the very types of the values.
     *
     * @param sql a COPY from the client in the text format
     */
    CopyWriter(String sql) {
        this.sql = sql;
        this.plan = Optional.empty();
        this.binary = Optional.of(connection -> true);
    }

    /**
     * Writes into a table of the user's.
     *
     * @param inPlaceOf a statement that COPY does not know all of: each time the server plans it first, says what it has against it, and
     *     keeps the table's indexes until the transaction ends
     * @param types of the columns; none if they are not those of the values, which are sent as text then
     */
    public CopyWriter(CopyTarget target, Optional<InsertTemplate> inPlaceOf, List<ParameterType> types) {
        this.sql = target.copy();
        this.plan = inPlaceOf.map(template -> "EXPLAIN " + template.withNulls());
        this.binary = types.isEmpty() ? Optional.empty() : Optional.of(connection -> target.isOf(connection, types));
    }

    /**
     * Writes rows that were made already, as text.
     *
     * @return how many they are
     * @throws SQLException the server's first objection; what was done before it must be rolled back by the caller
     */
    public long write(Connection connection, List<Row> rows) throws SQLException {
        return write(connection, rows.size(), Lines.of(rows));
    }

    @Override
    public long write(Connection connection, int count, Lines lines) throws SQLException {
        if (plan.isPresent()) {
            plan(connection, plan.get());
        }
        boolean mayBinary = binary.isPresent() && count >= LEAST_BINARY_LINES;
        CopyBinary plain = new CopyBinary(mayBinary ? 2 * PIECE_BYTES : 0);
        CopyText text = new CopyText(2 * PIECE_BYTES);
        try (Copy inBinary = new Copy(connection, sql + " (FORMAT binary)", plain);
                Copy inText = new Copy(connection, sql, text)) {
            int textUntil = mayBinary ? 0 : count;
            int sent = 0;
            for (int i = 0; i < count; i++) {
                int before = plain.length();
                if (i >= textUntil && lines.append(i, plain)) {
                    if (plain.length() > before) {
                        inText.end();
                        inBinary.isRow(sent++);
                        inBinary.send(PIECE_BYTES);
                    }
                } else {
                    if (i >= textUntil) {
                        inBinary.end();
                        textUntil = i + LEAST_TEXT_LINES;
                    }
                    before = text.length();
                    lines.append(i, text);
                    if (text.length() > before) {
                        inText.isRow(sent++);
                        inText.send(PIECE_BYTES);
                    }
                }
            }
            inBinary.end();
            inText.end();
            if (inBinary.wasBegun()) {
                requireTypes(connection);
            }
            return sent;
        }
    }

    /**
     * Checks that the columns are still of the types that the binary form of values is made for, if there is one.
     *
     * @throws OtherTypesException if that is not certain
     */
    public void requireTypes(Connection connection) throws SQLException {
        if (binary.isPresent() && !binary.get().areOfTheirTypes(connection)) {
            throw new OtherTypesException();
        }
    }

    private static void plan(Connection connection, String explain) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(explain);
        }
    }

    /** A COPY in one of the formats, begun when there is something to send. */
    private static final class Copy implements AutoCloseable {

        private final Connection connection;
        private final String sql;
        private final CopyBytes rows;
        private Optional<CopyIn> begun = Optional.empty();
        private boolean wasBegun;
        private Optional<Integer> firstRow = Optional.empty();

        Copy(Connection connection, String sql, CopyBytes rows) {
            this.connection = connection;
            this.sql = sql;
            this.rows = rows;
        }

        /** Notes the index that the row appended last has among all that are sent. */
        void isRow(int index) {
            if (firstRow.isEmpty()) {
                firstRow = Optional.of(index);
            }
        }

        /** Sends the rows if they are so many bytes, and begins with an empty piece. */
        void send(int leastBytes) throws SQLException {
            if (rows.length() >= leastBytes) {
                try {
                    CopyIn copy = begun();
                    copy.writeToCopy(rows.bytes(), 0, rows.length());
                } catch (SQLException e) {
                    throw atRow(e);
                }
                rows.clear();
            }
        }

        private SQLException atRow(SQLException failure) {
            return RefusedRowException.inCopy(failure, firstRow.orElse(0));
        }

        private CopyIn begun() throws SQLException {
            if (begun.isEmpty()) {
                CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
                begun = Optional.of(copy);
                wasBegun = true;
                byte[] header = rows.header();
                copy.writeToCopy(header, 0, header.length);
            }
            return begun.get();
        }

        boolean wasBegun() {
            return wasBegun;
        }

        /** Sends what is left, and has the server finish, if there was anything. */
        void end() throws SQLException {
            if (begun.isPresent() || rows.length() > 0) {
                rows.endRows();
                send(0);
                try {
                    begun.get().endCopy();
                } catch (SQLException e) {
                    throw atRow(e);
                }
                begun = Optional.empty();
                firstRow = Optional.empty();
            }
        }

        /** The connection is of no use to anybody before the COPY on it is over: whoever uses it waits for that, a rollback too. */
        @Override
        public void close() throws SQLException {
            if (begun.isPresent() && begun.get().isActive()) {
                try {
                    begun.get().cancelCopy();
                } catch (SQLException | RuntimeException | Error e) {
                    Transaction.giveUp(connection);
                    throw e;
                }
            }
        }
    }
}
