package io.jumbo.write.failure;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;

/** The server's objection to one of many rows, together with the row's index as the server gave it: a hint, for the row may be refused beside others only. */
public final class RefusedRowException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final int row;

    private RefusedRowException(int row, SQLException cause) {
        super(cause.getMessage(), FailureAction.sqlState(cause), cause);
        this.row = row;
    }

    /** A row's failure. */
    public static SQLException of(SQLException failure, int row) {
        return of(failure, Optional.of(row));
    }

    /** A batch's failure, with the row where it was told. */
    public static SQLException inBatch(BatchUpdateException failure) {
        return of(failure, ServerPosition.inBatch(failure));
    }

    /**
     * A COPY's failure, with the row where it was told.
     *
     * @param first index of the row that the COPY began with
     */
    public static SQLException inCopy(SQLException failure, int first) {
        return of(failure, ServerPosition.inCopy(failure).map(row -> first + row));
    }

    private static SQLException of(SQLException failure, Optional<Integer> row) {
        return row.<SQLException>map(index -> new RefusedRowException(index, failure))
                .orElse(failure);
    }

    /** The row's index among those of the attempt, if the failure has one. */
    public static Optional<Integer> row(SQLException failure) {
        return failure instanceof RefusedRowException refused ? Optional.of(refused.row) : Optional.empty();
    }
}
