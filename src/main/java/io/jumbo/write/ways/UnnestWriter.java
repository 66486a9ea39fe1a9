package io.jumbo.write.ways;

import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterType;
import io.jumbo.write.template.ParameterTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGStatement;

/**
 * Writes all rows with one statement: each placeholder becomes a column of {@code unnest}. Its array goes to the server as the text of
 * an array <em>of the placeholder's own type</em>, so that each value passes the type's input function exactly as an untyped
 * parameter would; a cast from text would treat domains and lengths differently.
 */
final class UnnestWriter implements RowWriter {

    private final String sql;
    private final ParameterTypes types;
    private final Optional<RowWriter> alone;
    private final boolean present;

    UnnestWriter(InsertTemplate template, ParameterTypes types) {
        this(template, types, Optional.empty());
    }

    /**
     * Writes rows of a template that may be fed from a set.
     *
     * @param alone writes a row that stands alone: what the server has against this form of the statement is then no line's fault
     */
    UnnestWriter(InsertTemplate template, ParameterTypes types, Optional<RowWriter> alone) {
        this.types = types;
        this.alone = alone;
        this.present = template.meansThePresent();
        this.sql = sql(template, types, "");
    }

    /**
     * What the server has against this form of the statement, whatever the lines, such as too many placeholders for a FROM item. Executes nothing.
     *
     * @throws SQLException if the transaction cannot go on
     */
    Optional<SQLException> objection(Connection connection) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.getParameterMetaData();
            connection.releaseSavepoint(savepoint);
            return Optional.empty();
        } catch (SQLException e) {
            if (FailureAction.of(e) == FailureAction.RETRY) {
                throw e;
            }
            connection.rollback(savepoint);
            return Optional.of(e);
        }
    }

    @Override
    public long write(Connection connection, List<Row> rows) throws SQLException {
        if (rows.size() == 1 && alone.isPresent()) {
            return alone.get().write(connection, rows);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (present) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            bind(statement, types, rows);
            boolean returns = statement.execute();
            return returns ? rows.size() : statement.getUpdateCount();
        }
    }

    /**
     * The statement that is fed from arrays.
     *
     * @param condition on rows, whose number from 1 on is {@code jumbo_rows.n}; empty for none
     */
    static String sql(InsertTemplate template, ParameterTypes types, String condition) {
        StringBuilder arrays = new StringBuilder();
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < types.types().size(); i++) {
            String array = types.types().get(i).array();
            String separator = i == 0 ? "" : ", ";
            arrays.append(separator).append("?::").append(array.isEmpty() ? "text[]" : array);
            columns.append(separator).append("c").append(i);
        }
        String source = condition.isEmpty()
                ? "unnest(" + arrays + ") AS jumbo_rows (" + columns + ")"
                : "unnest(" + arrays + ") WITH ORDINALITY AS jumbo_rows (" + columns + ", n) WHERE " + condition;
        return template.selecting(index -> column(types.types().get(index), index), source);
    }

    private static String column(ParameterType type, int index) {
        String column = "jumbo_rows.c" + index;
        return type.array().isEmpty() ? "(" + column + "::" + type.name() + ")" : column;
    }

    /** Binds the arrays. */
    static void bind(PreparedStatement statement, ParameterTypes types, List<Row> rows) throws SQLException {
        for (int i = 0; i < types.types().size(); i++) {
            int index = i;
            List<String> column =
                    rows.stream().map(row -> row.values().get(index)).toList();
            statement.setObject(
                    i + 1, ArrayLiteral.of(column, types.types().get(i).delimiter()), Types.OTHER);
        }
    }
}
