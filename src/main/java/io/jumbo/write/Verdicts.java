package io.jumbo.write;

import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Reason;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whose fault it is that rows were refused, from what became of the others. Knows no database. Not thread-safe. */
final class Verdicts {

    /** Lines looked for one by one in one transaction, at most: each costs some ten round trips and as many subtransactions. */
    static final int MOST_SINGLES = 1000;

    /** Of lines that were pointed out, and are only tried, so many cost as much. */
    private static final int POINTED_OUT_PER_SINGLE = 10;

    /** A row that was refused alone. */
    record Refused(Row row, SQLException failure) {

        Rejection rejection() {
            return new Rejection(row.line(), FailureAction.sqlState(failure), Reason.of(failure));
        }
    }

    private final int limit;
    private final boolean mayEndEarly;
    private final List<Rejection> rejections = new ArrayList<>();

    /** Those that are only the line's fault if a later line passes. */
    private final List<Refused> withoutPlace = new ArrayList<>();

    /** The first that is only the line's fault if another line passes. */
    private Optional<Refused> doubtful = Optional.empty();

    private boolean anyWritten;
    private long lastWritten = -1;
    private int effort;
    private boolean inOrder = true;
    private int inARow;

    /**
     * @param limit rows refused one after the other after which to look no further: then it is not the rows
     * @param mayEndEarly whether a chunk can be written up to a row that has no place yet; if not, such rows are rejected
     */
    Verdicts(int limit, boolean mayEndEarly) {
        this.limit = limit;
        this.mayEndEarly = mayEndEarly;
    }

    void written(List<Row> rows) {
        anyWritten = true;
        inARow = 0;
        lastWritten = Math.max(lastWritten, rows.get(rows.size() - 1).line().firstByte());
    }

    /**
     * A row was refused alone.
     *
     * @param pointedOut whether it was not looked for
     */
    void refused(Row row, SQLException failure, boolean pointedOut) {
        Refused refused = new Refused(row, failure);
        FailureAction action = FailureAction.of(failure);
        if (doubtful.isEmpty() && action == FailureAction.REJECT_IF_OTHERS_PASS) {
            doubtful = Optional.of(refused);
        }
        if (mayEndEarly && action == FailureAction.REJECT_IF_LATER_PASS) {
            withoutPlace.add(refused);
        } else {
            rejections.add(refused.rejection());
        }
        effort += pointedOut ? 1 : POINTED_OUT_PER_SINGLE;
        inARow++;
    }

    /** Rows whose values are no input of their types. */
    void invalid(Collection<Rejection> rows) {
        rejections.addAll(rows);
    }

    /** A row was written behind some that come after it. */
    void writtenLate() {
        inOrder = false;
    }

    /** Whether the rows were written in their order. */
    boolean isInOrder() {
        return inOrder;
    }

    /** Whether to look no further: so many were refused in a row that it is not the rows, or what was written may not stay. */
    boolean isOver() {
        return inARow >= limit || !inOrder;
    }

    /** Whether so many were refused that no more should be in one transaction. */
    boolean isFull() {
        return mayEndEarly && effort >= MOST_SINGLES * POINTED_OUT_PER_SINGLE;
    }

    /**
     * The row whose refusal for want of a privilege others refute by passing. Either it is row-level security, or somebody granted the privilege
     * meanwhile, and then nothing is the matter with it.
     */
    Optional<Row> maybePermittedByNow() {
        return doubtful.filter(refused -> anyWritten)
                .filter(refused ->
                        FailureAction.INSUFFICIENT_PRIVILEGE.equals(FailureAction.sqlState(refused.failure())))
                .map(Refused::row);
    }

    /** Why the first row was refused for which there is no place yet. */
    Optional<SQLException> withoutPlace() {
        return withoutPlace.stream().map(Refused::failure).findFirst();
    }

    /**
     * The rows at fault.
     *
     * @throws PartialChunkException if the chunk can be written up to rows that have no place yet
     * @throws SQLException if it is no row's fault
     */
    List<Rejection> conclude() throws SQLException {
        if (doubtful.isPresent() && !anyWritten) {
            throw doubtful.get().failure();
        }
        List<Rejection> all = new ArrayList<>(rejections);
        for (Refused refused : withoutPlace) {
            long firstByte = refused.row().line().firstByte();
            if (firstByte > lastWritten) {
                boolean anyBefore = anyWritten
                        || all.stream().anyMatch(rejection -> rejection.line().firstByte() < firstByte);
                throw anyBefore ? new PartialChunkException(firstByte, refused.failure()) : refused.failure();
            }
            all.add(refused.rejection());
        }
        return all;
    }
}
