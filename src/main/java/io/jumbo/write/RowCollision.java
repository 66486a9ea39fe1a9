package io.jumbo.write;

import java.sql.SQLException;

/**
 * Two rows of one statement that meet in {@code ON CONFLICT DO UPDATE}: line by line the later one wins, in one statement PostgreSQL
 * refuses the second (cardinality_violation).
 */
final class RowCollision {

    private static final String CARDINALITY_VIOLATION = "21000";

    private RowCollision() {}

    static boolean is(SQLException failure) {
        return CARDINALITY_VIOLATION.equals(failure.getSQLState());
    }
}
