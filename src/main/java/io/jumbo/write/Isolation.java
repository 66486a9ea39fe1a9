package io.jumbo.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes rows so that one bad line costs one line. What fails is first screened for invalid input, then cut in halves until the lines at
 * fault stand alone. Every attempt runs behind a savepoint of the caller's transaction.
 *
 * <p>Cost: a chunk without bad lines is written once. Lines with invalid input are found by one query where the server can
 * ({@link InputCheck#isAllAtOnce}). Any other bad line makes at most log2(rows) attempts fail, each of which the server abandons at the first
 * bad line it meets; the good halves are written once more. Gives up after {@code limit} bad lines in a row: then it is not the
 * lines.
 */
final class Isolation {

    /** Lines refused one by one in one transaction, at most: each costs some twenty round trips and as many subtransactions. */
    static final int MOST_SINGLES = 1000;

    private static final String CARDINALITY_VIOLATION = "21000";
    private static final String SAVEPOINT = "SAVEPOINT jumbo_rows";

    /**
     * A deferred constraint would speak up only at COMMIT, when it is too late to find the line at fault. Of notices the driver keeps a chain, to whose
     * end it goes for each one that a COPY brings: a trigger that raises one for each row would take minutes.
     */
    private static final String BEGIN =
            "SET LOCAL client_min_messages = error; SET CONSTRAINTS ALL IMMEDIATE; SAVEPOINT jumbo_chunk; " + SAVEPOINT;

    private static final String KEEP = "RELEASE SAVEPOINT jumbo_rows; " + SAVEPOINT;
    private static final String UNDO = "ROLLBACK TO SAVEPOINT jumbo_rows";
    private static final String UNDO_ALL = "ROLLBACK TO SAVEPOINT jumbo_chunk; " + SAVEPOINT;

    private final Connection connection;
    private final PreparedTemplate template;
    private final int limit;
    private final List<Rejection> rejections = new ArrayList<>();
    private int written;
    private int all;

    /** Whether the server was asked about the values of all rows. */
    private boolean asked;

    private Optional<SQLException> linesFailure = Optional.empty();
    private int singles;
    private int rejectedInARow;

    /** The first failure that is only the line's fault if another line passes. */
    private Optional<Doubt> doubtful = Optional.empty();

    private record Doubt(Row row, SQLException failure) {}

    /**
     * @param limit consecutive rejected rows after which to stop
     */
    Isolation(Connection connection, PreparedTemplate template, int limit) {
        this.connection = connection;
        this.template = template;
        this.limit = limit;
    }

    /**
     * Writes the rows that the server takes and returns the others, in no particular order.
     *
     * @throws PartialChunkException if too many stand alone for one transaction; it must be rolled back and tried in parts
     * @throws SQLException if the failure is not a line's fault; the transaction must be rolled back
     */
    List<Rejection> write(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        execute(BEGIN);
        Optional<SQLException> failure = attempt(rows);
        if (failure.isPresent()) {
            isolate(rows, failure.get());
        }
        return rejections;
    }

    /**
     * As {@link #write(List)}, for lines of which no rows were made yet: they are only if the lines cannot be written as they are.
     *
     * @param lines writes all of them; if not as {@link PreparedTemplate#writer} would, its failure says nothing about the rows
     * @param rows makes the rows of those of which one can be made
     */
    List<Rejection> write(Attempt lines, Supplier<List<Row>> rows) throws SQLException {
        execute(BEGIN);
        Optional<SQLException> failure = attemptLines(lines);
        if (failure.isPresent()) {
            List<Row> made = rows.get();
            if (!isOtherWay() || isInvalidInput(failure.get())) {
                if (!isWorthAnother(failure.get(), made.size())) {
                    throw failure.get();
                }
                isolate(made, failure.get());
            } else {
                linesFailure = failure;
                Optional<SQLException> again = made.isEmpty() ? Optional.empty() : attempt(made);
                if (again.isPresent()) {
                    isolate(made, again.get());
                }
            }
        }
        return rejections;
    }

    /** Whether a constraint refused the lines as they are, so that rows were tried in another way. */
    boolean hasConflicted() {
        return linesFailure.filter(failure -> stateClass(failure).equals("23")).isPresent();
    }

    /** Whether lines could not be written as they are for reasons that have nothing to do with them. */
    boolean isOtherWayBarred() {
        return linesFailure
                .filter(failure -> !Set.of("22", "23", "P0").contains(stateClass(failure)))
                .isPresent();
    }

    private static String stateClass(SQLException failure) {
        String state = FailureAction.sqlState(failure);
        return state.substring(0, Math.min(2, state.length()));
    }

    private Optional<SQLException> attemptLines(Attempt lines) throws SQLException {
        try {
            lines.run(connection);
            return Optional.empty();
        } catch (SQLException e) {
            boolean another =
                    isOtherWay() ? FailureAction.of(e) != FailureAction.RETRY : isWorthAnother(e, Integer.MAX_VALUE);
            if (!another) {
                throw e;
            }
            execute(UNDO);
            if (FailureAction.of(e) != FailureAction.PAUSE) {
                template.requireTypes(connection); // before a line is blamed
            }
            return Optional.of(e);
        }
    }

    /** Whether lines are written in another way than rows. */
    private boolean isOtherWay() {
        return !(template.writer() instanceof CopyWriter);
    }

    /** One way to write something. */
    @FunctionalInterface
    interface Attempt {
        void run(Connection connection) throws SQLException;
    }

    private void isolate(List<Row> rows, SQLException failure) throws SQLException {
        all = rows.size();
        isolateOnce(rows, failure);
        if (isPermittedByNow()) {
            execute(UNDO_ALL);
            forget();
            Optional<SQLException> again = attempt(rows);
            if (again.isPresent()) {
                isolateOnce(rows, again.get()); // it is other lines that the first one depends on
            }
        }
        if (doubtful.isPresent() && written == 0) {
            throw doubtful.get().failure();
        }
    }

    private void isolateOnce(List<Row> rows, SQLException failure) throws SQLException {
        List<Row> valid = screened(rows, failure);
        if (valid.size() < rows.size()) {
            writeOrSplit(valid);
        } else {
            split(rows, failure);
        }
    }

    /**
     * Whether the others may have passed only because a privilege was granted meanwhile: then nothing is the matter with the lines that were refused
     * before. The only other explanation is that they need what the others bring.
     */
    private boolean isPermittedByNow() throws SQLException {
        return doubtful.isPresent()
                && written > 0
                && FailureAction.INSUFFICIENT_PRIVILEGE.equals(
                        FailureAction.sqlState(doubtful.get().failure()))
                && attempt(List.of(doubtful.get().row())).isEmpty();
    }

    private void forget() {
        rejections.clear();
        written = 0;
        asked = false;
        singles = 0;
        rejectedInARow = 0;
        doubtful = Optional.empty();
    }

    /** The rows without those whose values are no input of their type; these are rejected. */
    private List<Row> screened(List<Row> rows, SQLException failure) throws SQLException {
        boolean invalidInput = isInvalidInput(failure) && rows.size() > 1;
        if (!isAskedAllAtOnce() || (!invalidInput && !maybeInputLikeSql(failure))) {
            return rows;
        }
        Map<Integer, Rejection> invalid;
        try {
            invalid = template.inputCheck().get().invalid(connection, rows, limit);
        } catch (SQLException e) {
            if (!isWorthSplitting(e, rows.size())) {
                throw e;
            }
            execute(UNDO);
            return rows;
        }
        asked = asked || rows.size() == all;
        rejections.addAll(invalid.values());
        if (hasRun(invalid, rows.size())) {
            return List.of(); // it is not the lines, and the rest was not looked at
        }
        List<Row> valid = new ArrayList<>(rows.size() - invalid.size());
        for (int i = 0; i < rows.size(); i++) {
            if (!invalid.containsKey(i)) {
                valid.add(rows.get(i));
            }
        }
        return valid;
    }

    private static boolean isInvalidInput(SQLException failure) {
        return FailureAction.sqlState(failure).startsWith("22");
    }

    /** Whether so many rows in a row are invalid that the search was given up. */
    private boolean hasRun(Map<Integer, Rejection> invalid, int rows) {
        int run = 0;
        for (int i = 0; i < rows && run < limit; i++) {
            run = invalid.containsKey(i) ? run + 1 : 0;
        }
        return run >= limit;
    }

    private void writeOrSplit(List<Row> rows) throws SQLException {
        if (!rows.isEmpty()) {
            Optional<SQLException> failure = attempt(rows);
            if (failure.isPresent()) {
                split(rows, failure.get());
            }
        }
    }

    private void split(List<Row> rows, SQLException failure) throws SQLException {
        if (maybeInputLikeSql(failure) && isAskedAllAtOnce()) {
            List<Row> valid = asked ? rows : screened(rows, failure);
            if (valid.size() == rows.size()) {
                throw failure; // the values are well-formed: it is the statement
            }
            writeOrSplit(valid);
            return;
        }
        if (rows.size() == 1) {
            if (maybeInputLikeSql(failure) && isInput(rows.get(0), failure)) {
                throw failure; // the values are well-formed: it is the statement
            }
            reject(rows.get(0), failure);
            return;
        }
        List<Row> later = rows.subList(rows.size() / 2, rows.size());
        writeOrSplit(rows.subList(0, rows.size() / 2));
        if (rejectedInARow >= limit) {
            return;
        }
        if (singles >= MOST_SINGLES) {
            throw new PartialChunkException(later.get(0).line().firstByte());
        }
        writeOrSplit(later);
    }

    /** Two rows that meet in ON CONFLICT DO UPDATE are an error in one statement; line by line the later one wins. */
    private Optional<SQLException> attempt(List<Row> rows) throws SQLException {
        Optional<SQLException> failure = attempt(to -> template.writer().write(to, rows), rows.size());
        boolean collision = failure.isPresent()
                && CARDINALITY_VIOLATION.equals(failure.get().getSQLState());
        return collision ? attempt(to -> template.rowByRow().write(to, rows), rows.size()) : failure;
    }

    private Optional<SQLException> attempt(Attempt attempt, int rows) throws SQLException {
        try {
            attempt.run(connection);
        } catch (SQLException e) {
            if (!isWorthAnother(e, rows)) {
                throw e;
            }
            execute(UNDO);
            return Optional.of(e);
        }
        execute(KEEP);
        written += rows;
        rejectedInARow = 0;
        return Optional.empty();
    }

    private boolean isWorthAnother(SQLException failure, int rows) {
        return isWorthSplitting(failure, rows) || maybeInputLikeSql(failure);
    }

    /** Whether it may be the fault of a line, or of their number. */
    private static boolean isWorthSplitting(SQLException failure, int rows) {
        return switch (FailureAction.of(failure)) {
            case REJECT_LINE, REJECT_IF_OTHERS_PASS -> true;
            case RETRY_SMALLER -> rows > 1;
            case RETRY, PAUSE -> false;
        };
    }

    /** Whether it is not for the values of a row that it was refused: none of them alone is refused in the same way. */
    private boolean isInput(Row row, SQLException failure) throws SQLException {
        try {
            template.inputCheck().orElseThrow().read(connection, row);
            return true;
        } catch (SQLException e) {
            if (!isWorthAnother(e, 1)) {
                throw e;
            }
            execute(UNDO);
            return !FailureAction.sqlState(e).equals(FailureAction.sqlState(failure));
        }
    }

    private boolean isAskedAllAtOnce() {
        return template.inputCheck().filter(InputCheck::isAllAtOnce).isPresent();
    }

    /** A malformed tsquery, jsonpath, ltree or regclass is refused with the code of a malformed statement; the values can be asked about. */
    private boolean maybeInputLikeSql(SQLException failure) {
        return template.inputCheck().isPresent()
                && FailureAction.of(failure) == FailureAction.PAUSE
                && Set.of("42", "3F").contains(stateClass(failure));
    }

    private void reject(Row row, SQLException failure) {
        if (doubtful.isEmpty() && FailureAction.of(failure) == FailureAction.REJECT_IF_OTHERS_PASS) {
            doubtful = Optional.of(new Doubt(row, failure));
        }
        singles++;
        rejectedInARow++;
        rejections.add(new Rejection(row.line(), FailureAction.sqlState(failure), Reason.of(failure)));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
