package io.jumbo.write;

import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.Row;
import io.jumbo.write.ways.Sieve;
import io.jumbo.write.ways.Way;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes rows so that one bad line costs one line. What fails is first screened for invalid input; in what is left a {@link Search} finds the rows at fault, and
 * {@link Verdicts} say whether it is theirs. Every attempt runs behind a savepoint of the caller's transaction.
 *
 * <p>Cost: a chunk without bad lines is written once. Lines with invalid input are found by one query where the server can
 * ({@link InputCheck#isAllAtOnce}), lines that conflict by one statement ({@link Sieve}). Any other bad line costs some three attempts, where the server says which one it is, or a few more
 * that halving takes. Gives up after {@code limit} bad lines in a row: then it is not the lines.
 */
final class Isolation {

    private final PreparedTemplate template;
    private final int limit;
    private final boolean mayEndEarly;
    private final Attempts attempts;
    private Optional<Sieve> sieve;
    private Verdicts verdicts;
    private Optional<SQLException> linesFailure = Optional.empty();

    /**
     * For a chunk, which can be tried again up to a line that cannot be written yet.
     *
     * @param limit consecutive rejected rows after which to stop
     */
    Isolation(Connection connection, PreparedTemplate template, int limit) {
        this(connection, template, limit, true);
    }

    private Isolation(Connection connection, PreparedTemplate template, int limit, boolean mayEndEarly) {
        this.template = template;
        this.limit = limit;
        this.mayEndEarly = mayEndEarly;
        this.sieve = template.way().sieve();
        this.attempts = new Attempts(connection);
        this.verdicts = new Verdicts(limit, mayEndEarly);
    }

    /** For lines that stand wherever they do: each is written or refused now, however many are refused. */
    static Isolation ofSingleLines(Connection connection, PreparedTemplate template) {
        return new Isolation(connection, template, Integer.MAX_VALUE, false);
    }

    /**
     * Writes the rows that the server takes and returns the others, in no particular order.
     *
     * @throws PartialChunkException if it must be tried in parts; the transaction must be rolled back
     * @throws SQLException if the failure is not a line's fault; the transaction must be rolled back
     */
    List<Rejection> write(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        attempts.begin(template.template().session());
        return written(rows);
    }

    /**
     * As {@link #write(List)}, for lines of which no rows were made yet: they are only if the lines cannot be written as they are.
     *
     * @param lines writes all of them; if not as {@link Way#rows} would, its failure says nothing about the rows
     * @param screen leaves out those with invalid input from then on, and says whether there are any; none if that was done already
     * @param rows makes the rows of those of which one can be made
     */
    List<Rejection> write(Attempts.Attempt lines, Optional<Attempts.Question<Boolean>> screen, Supplier<List<Row>> rows)
            throws SQLException {
        attempts.begin(template.template().session());
        Optional<SQLException> failure = refusedLines(lines);
        if (failure.filter(Isolation::isInvalidInput).isPresent()
                && screen.isPresent()
                && attempts.answer(screen.get()).orElse(false)) {
            failure = refusedLines(lines);
        }
        if (failure.isEmpty()) {
            return List.of();
        }
        SQLException refused = failure.get();
        boolean paused = FailureAction.of(refused) == FailureAction.PAUSE;
        boolean otherWay = !template.way().writesLinesAsRows();
        linesFailure = otherWay ? failure.filter(other -> !isInvalidInput(other)) : Optional.empty();
        List<Row> made = rows.get();
        if (made.isEmpty()) {
            return noRows(refused, otherWay);
        }
        boolean mayPassOver = template.way().sieve().isEmpty() && Sieve.isConflict(refused);
        boolean rowsAreNext = paused || (otherWay && (mayPassOver || isOtherWayBarred()));
        return rowsAreNext ? written(made) : isolated(made, refused);
    }

    private Optional<SQLException> refusedLines(Attempts.Attempt lines) throws SQLException {
        Optional<SQLException> failure = attempts.runLast(lines);
        if (failure.isPresent() && FailureAction.of(failure.get()) != FailureAction.PAUSE) {
            template.way().requireTypes(attempts.connection()); // before a line is blamed
        }
        return failure;
    }

    private static List<Rejection> noRows(SQLException refused, boolean otherWay) throws SQLException {
        if (!otherWay && FailureAction.of(refused) == FailureAction.PAUSE) {
            throw refused;
        }
        return List.of();
    }

    /** How many rows all that made. */
    long rows() {
        return attempts.rows();
    }

    /** Whether a constraint refused the lines as they are, so that rows were tried in another way. */
    boolean hasConflicted() {
        return linesFailure.filter(failure -> stateClass(failure).equals("23")).isPresent();
    }

    /** Whether lines could not be written as they are for reasons that have nothing to do with them. */
    boolean isOtherWayBarred() {
        return linesFailure
                .filter(failure -> !Set.of("20", "22", "23", "P0").contains(stateClass(failure)))
                .isPresent();
    }

    private static String stateClass(SQLException failure) {
        return FailureAction.stateClass(FailureAction.sqlState(failure));
    }

    private static boolean isInvalidInput(SQLException failure) {
        return stateClass(failure).equals("22");
    }

    private List<Rejection> written(List<Row> rows) throws SQLException {
        Optional<SQLException> failure = search(rows, false).all();
        return failure.isEmpty() ? verdicts.conclude() : isolated(rows, failure.get());
    }

    private List<Rejection> isolated(List<Row> rows, SQLException failure) throws SQLException {
        isolate(rows, failure);
        Optional<Row> doubtful = verdicts.maybePermittedByNow();
        if (doubtful.isPresent()
                && attempts.run(to -> template.way().alone().write(to, List.of(doubtful.get())))
                        .isEmpty()) {
            attempts.startOver();
            verdicts = new Verdicts(limit, mayEndEarly);
            Optional<SQLException> again = search(rows, false).all();
            if (again.isPresent()) {
                isolate(rows, again.get()); // it is other lines that the first one depends on
            }
        }
        if (verdicts.withoutPlace().isPresent()) {
            PartitionCheck.requireNothingUnderWay(
                    attempts.connection(), verdicts.withoutPlace().get());
        }
        return verdicts.conclude();
    }

    /** Where rows lost their places, once more without what they lost them by. */
    private void isolate(List<Row> rows, SQLException failure) throws SQLException {
        isolateOnce(rows, failure);
        if (!verdicts.isInOrder()) {
            attempts.startOver();
            verdicts = new Verdicts(limit, mayEndEarly);
            sieve = Optional.empty();
            isolateOnce(rows, failure);
        }
    }

    private void isolateOnce(List<Row> rows, SQLException failure) throws SQLException {
        Optional<Map<Integer, Rejection>> invalid = invalid(rows, failure);
        if (invalid.isEmpty() || invalid.get().isEmpty()) {
            search(rows, invalid.isPresent()).withoutBad(failure);
            return;
        }
        verdicts.invalid(invalid.get().values());
        if (hasRun(invalid.get(), rows.size())) {
            return; // it is not the lines, and the rest was not looked at
        }
        List<Row> valid = new ArrayList<>(rows.size() - invalid.get().size());
        for (int i = 0; i < rows.size(); i++) {
            if (!invalid.get().containsKey(i)) {
                valid.add(rows.get(i));
            }
        }
        if (!valid.isEmpty()) {
            Search search = search(valid, true);
            Optional<SQLException> again = search.all();
            if (again.isPresent()) {
                search.withoutBad(again.get());
            }
        }
    }

    private Search search(List<Row> rows, boolean valid) {
        return new Search(attempts, template, verdicts, rows, valid, sieve);
    }

    /** The rows whose values are no input of their type, by index; nothing if the server was not asked, or cannot tell. */
    private Optional<Map<Integer, Rejection>> invalid(List<Row> rows, SQLException failure) throws SQLException {
        Optional<InputCheck> check = template.inputCheck().filter(InputCheck::isAllAtOnce);
        boolean due = (isInvalidInput(failure) && rows.size() > 1) || InputCheck.mayHaveRefused(failure);
        if (check.isEmpty() || !due) {
            return Optional.empty();
        }
        return attempts.answer(connection -> check.get().invalid(connection, rows, limit));
    }

    /** Whether so many rows in a row are invalid that the search was given up. */
    private boolean hasRun(Map<Integer, Rejection> invalid, int rows) {
        int run = 0;
        for (int i = 0; i < rows && run < limit; i++) {
            run = invalid.containsKey(i) ? run + 1 : 0;
        }
        return run >= limit;
    }
}
