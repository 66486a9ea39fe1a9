package io.jumbo.write;

import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.RefusedRowException;
import io.jumbo.write.fields.Row;
import io.jumbo.write.ways.RowWriter;
import io.jumbo.write.ways.Sieve;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes rows, except those at fault, each of which is refused alone and as the user wrote the statement. Where all at once are refused, the server's own
 * word says which row to try alone, or halving finds it; what stands before it is written and kept. Then come the rows behind it, about as
 * many at a time as there were up to it. So a row is sent two or three times, however many are bad, and no sequence gives it more numbers than that.
 * Rows that conflict with others are pointed out by one statement that passes over them ({@link Sieve}). Not thread-safe.
 */
final class Search {

    private static final int LEAST_WINDOW = 16;

    /** Enough to make up for the attempt before, and few enough to be tried again where one of them is refused for something else. */
    private static final int MOST_SIFTED = 1 << 14;

    /** So many rows that pass alone, though refused beside others, show that it is the way they are written in. */
    private static final int MOST_INNOCENT = 3;

    private static final String CARDINALITY_VIOLATION = "21000";

    private final Attempts attempts;
    private final PreparedTemplate template;
    private final Verdicts verdicts;
    private final List<Row> rows;

    /** Whether the server was asked about the values of all rows. */
    private final boolean valid;

    private final RowWriter own;
    private RowWriter writer;
    private Optional<Sieve> sieve;

    /** What the user's own statement was refused for last. */
    private Optional<SQLException> ownFailure = Optional.empty();

    private int innocent;

    Search(
            Attempts attempts,
            PreparedTemplate template,
            Verdicts verdicts,
            List<Row> rows,
            boolean valid,
            Optional<Sieve> sieve) {
        this.attempts = attempts;
        this.template = template;
        this.verdicts = verdicts;
        this.rows = rows;
        this.valid = valid;
        this.own = template.way().alone();
        this.writer = template.way().rows();
        this.sieve = sieve;
    }

    /**
     * Writes all rows at once; returns why they were refused.
     *
     * @throws SQLException if it is no row's fault
     */
    Optional<SQLException> all() throws SQLException {
        return attempt(0, rows.size());
    }

    /**
     * Writes them without those at fault.
     *
     * @param first why all of them were refused
     * @throws PartialChunkException if too many stand alone for one transaction
     * @throws SQLException if it is no row's fault
     */
    void withoutBad(SQLException first) throws SQLException {
        Optional<SQLException> refused = Optional.of(first);
        int from = 0;
        int to = rows.size();
        while (from < rows.size() && !verdicts.isOver()) {
            int stretch = to - from;
            if (refused.isPresent()) {
                int sifted = Sieve.isConflict(refused.get()) ? pastConflicts(from, to) : from;
                int behind = sifted > from ? sifted : pastBad(from, to, refused.get());
                stretch = Math.max(LEAST_WINDOW, behind - from);
                from = behind;
            } else {
                from = to;
            }
            if (from < rows.size() && verdicts.isFull()) {
                throw new PartialChunkException(rows.get(from).line().firstByte());
            }
            to = (int) Math.min(rows.size(), from + 2L * stretch);
            refused = from < to && !verdicts.isOver() ? attempt(from, to) : Optional.empty();
        }
    }

    /** Writes the rows up to a bad one, which is tried alone; returns the index behind it. */
    private int pastBad(int begin, int end, SQLException failure) throws SQLException {
        int from = begin;
        int to = end;
        Optional<SQLException> known = Optional.of(failure);
        while (to - from > 1) {
            Optional<Integer> hint = hint(known, to - from);
            int middle = hint.isPresent() ? from + hint.get() : from + (to - from) / 2;
            Optional<SQLException> again = middle > from ? attempt(from, middle) : Optional.empty();
            if (again.isPresent()) {
                to = middle;
                known = again;
            } else {
                from = middle;
                to = hint.isPresent() ? from + 1 : to;
                known = Optional.empty();
            }
        }
        if (!isRefused(from, known.filter(last -> last == ownFailure.orElse(null)), false)) {
            innocent++;
            writer = innocent >= MOST_INNOCENT ? own : writer;
        }
        return from + 1;
    }

    /**
     * Writes the first of the rows but those that conflict, each of which is then tried alone; returns the index behind them, or the first one's if that
     * cannot be done. What conflicts with a row before it does so also after those behind it are written; one that passes nevertheless has lost its place.
     */
    private int pastConflicts(int from, int end) throws SQLException {
        int to = Math.min(end, from + MOST_SIFTED);
        if (sieve.isEmpty() || to - from < 2) {
            return from;
        }
        List<Row> stretch = rows.subList(from, to);
        List<Integer> conflicts = new ArrayList<>();
        Optional<SQLException> failure = attempts.run(connection -> {
            conflicts.addAll(sieve.get().write(connection, stretch));
            return (long) stretch.size() - conflicts.size();
        });
        if (failure.isPresent()) {
            sieve = sieve.filter(fits -> FailureAction.of(failure.get()) == FailureAction.REJECT_LINE);
            return from;
        }
        int next = from;
        for (int i = 0; i < conflicts.size() && !verdicts.isOver(); i++) {
            int conflict = from + conflicts.get(i);
            written(next, conflict);
            next = conflict + 1;
            if (!isConflict(conflict)) {
                verdicts.writtenLate();
            }
        }
        attempts.undo();
        if (!verdicts.isOver()) {
            written(next, to);
        }
        return to;
    }

    /** Whether a row that was passed over is refused by itself too. */
    private boolean isConflict(int index) throws SQLException {
        Row row = rows.get(index);
        Optional<SQLException> failure =
                attempts.runUndoing(connection -> sieve.orElseThrow().alone(connection, Attempts.UNDO, row));
        if (failure.isPresent() && !Sieve.isConflict(failure.get())) {
            attempts.undo();
            return isRefused(index, Optional.empty(), true);
        }
        failure.ifPresent(why -> verdicts.refused(row, why, true));
        return failure.isPresent();
    }

    private void written(int from, int to) {
        if (from < to) {
            verdicts.written(rows.subList(from, to));
        }
    }

    private static Optional<Integer> hint(Optional<SQLException> failure, int rows) {
        return failure.flatMap(RefusedRowException::row).filter(row -> row < rows);
    }

    /**
     * Whether a row is refused by itself.
     *
     * @param known why the user's own statement was refused for it, if it was tried
     * @param pointedOut whether it was not looked for
     */
    private boolean isRefused(int index, Optional<SQLException> known, boolean pointedOut) throws SQLException {
        List<Row> row = rows.subList(index, index + 1);
        Optional<SQLException> failure = known.isPresent() ? known : attempt(own, row);
        if (failure.isPresent() && isLikeSql(failure.get()) && isInput(row.get(0), failure.get())) {
            throw failure.get(); // the values are well-formed: it is the statement
        }
        failure.ifPresent(why -> verdicts.refused(row.get(0), why, pointedOut));
        return failure.isPresent();
    }

    /** Two rows that meet in ON CONFLICT DO UPDATE are an error in one statement; line by line the later one wins. */
    private Optional<SQLException> attempt(int from, int to) throws SQLException {
        List<Row> stretch = rows.subList(from, to);
        Optional<SQLException> failure = attempt(writer, stretch);
        if (failure.isEmpty() || writer == own) {
            return failure;
        }
        boolean barred = FailureAction.mayBeOfRewriting(failure.get());
        writer = barred ? own : writer;
        boolean collision = CARDINALITY_VIOLATION.equals(FailureAction.sqlState(failure.get()));
        return barred || collision ? attempt(own, stretch) : failure;
    }

    private Optional<SQLException> attempt(RowWriter way, List<Row> stretch) throws SQLException {
        Optional<SQLException> failure = attempts.run(to -> way.write(to, stretch));
        if (failure.isEmpty()) {
            verdicts.written(stretch);
            return failure;
        }
        ownFailure = way == own ? failure : ownFailure;
        if (FailureAction.of(failure.get()) == FailureAction.PAUSE
                && !isLikeSql(failure.get())
                && (way == own || !FailureAction.mayBeOfRewriting(failure.get()))) {
            throw failure.get();
        }
        return failure;
    }

    private boolean isLikeSql(SQLException failure) {
        return !valid && template.inputCheck().isPresent() && InputCheck.mayHaveRefused(failure);
    }

    /** Whether it is not for the values of a row that it was refused: none of them alone is refused in the same way. */
    private boolean isInput(Row row, SQLException failure) throws SQLException {
        Optional<SQLException> alone = attempts.runLast(connection -> {
            template.inputCheck().orElseThrow().read(connection, row);
            return 0;
        });
        return alone.isEmpty() || !FailureAction.sqlState(alone.get()).equals(FailureAction.sqlState(failure));
    }
}
