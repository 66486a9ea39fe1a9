package io.jumbo.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A way to execute the template once per row. All ways give the same rows in the table for the same lines; they differ in speed. (A
 * statement-level trigger counts statements, and a function that reads the target table may see fewer of the rows written with it:
 * with one statement for all rows those who write such things are outside of this promise.) Immutable.
 */
sealed interface RowWriter permits CopyWriter, UnnestWriter, BatchWriter {

    /**
     * Executes the template for all rows, in order, in the caller's transaction.
     *
     * @param rows at least one
     * @throws SQLException the server's first objection; what was done before it must be rolled back by the caller
     */
    void write(Connection connection, List<Row> rows) throws SQLException;
}
