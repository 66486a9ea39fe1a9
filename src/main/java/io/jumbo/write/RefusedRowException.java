package io.jumbo.write;

import java.sql.SQLException;
import java.util.Optional;

/** The server's objection to one of many rows, together with the row's index as the server gave it: a hint, for the row may be refused beside others only. */
final class RefusedRowException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final int row;

    private RefusedRowException(int row, SQLException cause) {
        super(cause.getMessage(), FailureAction.sqlState(cause), cause);
        this.row = row;
    }

    /**
     * The failure with the row, where the server told it.
     *
     * @param row index of the row, if it is known
     */
    static SQLException of(SQLException failure, Optional<Integer> row) {
        return row.<SQLException>map(index -> new RefusedRowException(index, failure))
                .orElse(failure);
    }

    /** The row's index among those of the attempt, if the failure has one. */
    static Optional<Integer> row(SQLException failure) {
        return failure instanceof RefusedRowException refused ? Optional.of(refused.row) : Optional.empty();
    }
}
