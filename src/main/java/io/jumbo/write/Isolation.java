package io.jumbo.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes rows so that one bad line costs one line: what fails is cut in halves until the lines at fault stand alone. Every attempt runs
 * in a savepoint of the caller's transaction.
 *
 * <p>Cost: a chunk without bad lines is written once. A bad line makes at most log2(rows) attempts fail, each of which the server
 * abandons at the first bad line it meets; the good halves are written once more. Gives up after {@code limit} bad lines in a
 * row: then it is not the lines.
 */
final class Isolation {

    private final Connection connection;
    private final RowWriter writer;
    private final RowWriter fallback;
    private final int limit;
    private final List<Rejection> rejections = new ArrayList<>();
    private int written;
    private int rejectedInARow;

    /** The first failure that is only the line's fault if another line passes. */
    private Optional<SQLException> doubtful = Optional.empty();

    /**
     * @param writer the fast way
     * @param fallback the way taken for rows that collide with each other inside one statement
     * @param limit consecutive rejected rows after which to stop
     */
    Isolation(Connection connection, RowWriter writer, RowWriter fallback, int limit) {
        this.connection = connection;
        this.writer = writer;
        this.fallback = fallback;
        this.limit = limit;
    }

    /**
     * Writes the rows that the server takes and returns the others, in order.
     *
     * @throws SQLException if the failure is not a line's fault; the transaction must be rolled back
     */
    List<Rejection> write(List<Row> rows) throws SQLException {
        if (!rows.isEmpty()) {
            writeOrSplit(rows);
        }
        if (written == 0 && doubtful.isPresent()) {
            throw doubtful.get();
        }
        return rejections;
    }

    private void writeOrSplit(List<Row> rows) throws SQLException {
        Optional<SQLException> failure = attempt(writer, rows);
        if (failure.isPresent() && RowCollision.is(failure.get())) {
            failure = attempt(fallback, rows);
        }
        if (failure.isEmpty()) {
            written += rows.size();
            rejectedInARow = 0;
        } else if (rows.size() == 1) {
            reject(rows.get(0), failure.get());
        } else {
            int middle = rows.size() / 2;
            writeOrSplit(rows.subList(0, middle));
            if (rejectedInARow < limit) {
                writeOrSplit(rows.subList(middle, rows.size()));
            }
        }
    }

    private Optional<SQLException> attempt(RowWriter way, List<Row> rows) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            way.write(connection, rows);
            connection.releaseSavepoint(savepoint);
            return Optional.empty();
        } catch (SQLException e) {
            FailureAction action = FailureAction.of(e);
            if (action == FailureAction.RETRY || action == FailureAction.PAUSE) {
                throw e;
            }
            connection.rollback(savepoint);
            return Optional.of(e);
        }
    }

    private void reject(Row row, SQLException failure) {
        if (doubtful.isEmpty() && FailureAction.of(failure) == FailureAction.REJECT_IF_OTHERS_PASS) {
            doubtful = Optional.of(failure);
        }
        rejectedInARow++;
        rejections.add(new Rejection(row.line(), FailureAction.sqlState(failure), Reason.of(failure)));
    }
}
