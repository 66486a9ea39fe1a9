package io.jumbo.write.ways;

import io.jumbo.write.fields.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A way to execute the template once per row. Those of a {@link Way} give the same rows; they differ in speed. Immutable. */
@FunctionalInterface
public interface RowWriter {

    /**
     * Executes the template for all rows, in order, in the caller's transaction.
     *
     * @param rows at least one
     * @return how many rows that made in the table, or how many lines where the server does not say
     * @throws SQLException the server's first objection; what was done before it must be rolled back by the caller
     */
    long write(Connection connection, List<Row> rows) throws SQLException;
}
