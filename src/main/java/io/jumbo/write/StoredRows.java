package io.jumbo.write;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows that a statement makes of lines, as the table has them: types, defaults and triggers applied. */
final class StoredRows {

    /** On a line of its own: the statement may end with a comment. */
    private static final String RETURNING = "\nRETURNING *";

    private final InsertTemplate template;

    StoredRows(InsertTemplate template) {
        this.template = template;
    }

    /**
     * Executes the statement line by line.
     *
     * @param rows none of which is refused
     * @return the rows of each line; nothing if the statement cannot be asked for them
     */
    Optional<Map<LineRecord, List<List<String>>>> of(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return Optional.of(Map.of());
        }
        ParameterTypes types = ParameterTypes.describe(connection, template);
        String sql = template.forDriver(index -> types.declaredText().get(index) ? "?::text" : "?") + RETURNING;
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Map<LineRecord, List<List<String>>> stored = new HashMap<>();
            for (Row row : rows) {
                stored.put(row.line(), stored(statement, row));
            }
            return Optional.of(stored);
        } catch (SQLException e) {
            connection.rollback(before); // no statement that gives rows back, or one that does already
            return Optional.empty();
        }
    }

    private static List<List<String>> stored(PreparedStatement statement, Row row) throws SQLException {
        for (int i = 0; i < row.values().size(); i++) {
            statement.setObject(i + 1, row.values().get(i), Types.OTHER);
        }
        List<List<String>> stored = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    values.add(result.getString(column));
                }
                stored.add(values);
            }
        }
        return stored;
    }
}
