package io.jumbo.write;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Executes the statement row by row; the driver sends the rows as one batch, without waiting for each answer. */
final class BatchWriter implements RowWriter {

    private final String sql;

    BatchWriter(InsertTemplate template, ParameterTypes types) {
        this.sql = template.forDriver(index -> types.declaredText().get(index) ? "?::text" : "?");
    }

    @Override
    public void write(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Row row : rows) {
                for (int i = 0; i < row.values().size(); i++) {
                    statement.setObject(i + 1, row.values().get(i), Types.OTHER);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (BatchUpdateException e) {
            throw RefusedRowException.of(e, ServerPosition.inBatch(e));
        }
    }
}
