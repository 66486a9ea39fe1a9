package io.jumbo.write;

import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Reason;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.ParameterType;
import io.jumbo.write.template.ParameterTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks the server which rows hold a value that is no input of its placeholder's type, without writing anything. This is what
 * most bad lines are, and one query about all of them finds them where halving would take thousands. Immutable.
 *
 * <p>That query uses {@code pg_input_error_info}, which PostgreSQL has since version 16; an older server executes a block ({@link InputBlock}), or, if this user
 * may not use PL/pgSQL, can be asked about one row at a time. What it cannot tell (constraints, triggers, expressions) is left to {@link Isolation}.
 */
final class InputCheck {

    private static final int ONE_QUERY_SINCE_VERSION = 16;
    private static final int FETCH_ROWS = 1000;

    private final List<ParameterType> types;
    private final boolean oneQuery;
    private final Optional<InputBlock> block;

    /** Asks with one query, or only one by one. */
    InputCheck(ParameterTypes types, boolean oneQuery) {
        this(types, oneQuery, Optional.empty());
    }

    private InputCheck(ParameterTypes types, boolean oneQuery, Optional<InputBlock> block) {
        this.types = types.types();
        this.oneQuery = oneQuery;
        this.block = block;
    }

    /** For a template with placeholders. */
    static Optional<InputCheck> of(Connection connection, ParameterTypes types) throws SQLException {
        if (types.types().isEmpty()) {
            return Optional.empty();
        }
        if (connection.getMetaData().getDatabaseMajorVersion() >= ONE_QUERY_SINCE_VERSION) {
            return Optional.of(new InputCheck(types, true));
        }
        InputBlock block = new InputBlock(types.types());
        return Optional.of(
                new InputCheck(types, false, block.isPossible(connection) ? Optional.of(block) : Optional.empty()));
    }

    /** A malformed tsquery, jsonpath, ltree or regclass is refused with the code of a malformed statement. */
    static boolean mayHaveRefused(SQLException failure) {
        String state = FailureAction.sqlState(failure);
        return FailureAction.of(failure) == FailureAction.PAUSE
                && Set.of("42", "3F").contains(FailureAction.stateClass(state));
    }

    /** Whether the server can be asked about many rows at once. */
    boolean isAllAtOnce() {
        return oneQuery || block.isPresent();
    }

    /**
     * Has any server read the values of one row, each as its placeholder's type.
     *
     * @throws SQLException what the server has against one of them; the transaction goes on only behind a savepoint then
     */
    void read(Connection connection, Row row) throws SQLException {
        String sql = "SELECT " + each(i -> "CAST(? AS " + types.get(i).name() + ") IS NULL", ", ");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < types.size(); i++) {
                statement.setObject(i + 1, row.values().get(i), Types.OTHER);
            }
            statement.executeQuery().close();
        }
    }

    /**
     * The rejections of rows with invalid input, by index of the row; only if the server can be asked about all at once.
     *
     * @param limit stops looking after so many invalid rows in a row
     */
    Map<Integer, Rejection> invalid(Connection connection, List<Row> rows, int limit) throws SQLException {
        if (block.isPresent()) {
            return block.get().invalid(connection, rows, limit);
        }
        Map<Integer, Rejection> invalid = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql())) {
            for (int i = 0; i < types.size(); i++) {
                statement.setArray(i + 1, connection.createArrayOf("text", column(rows, i)));
                statement.setString(types.size() + i + 1, types.get(i).name());
            }
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                int inARow = 0;
                while (inARow < limit && row.next()) {
                    int index = row.getInt("number") - 1;
                    if (!invalid.containsKey(index)) {
                        inARow = invalid.containsKey(index - 1) ? inARow + 1 : 1;
                        String reason = Reason.of(row.getString("message"), row.getString("detail"));
                        invalid.put(
                                index, new Rejection(rows.get(index).line(), row.getString("sql_error_code"), reason));
                    }
                }
            }
        }
        return invalid;
    }

    private static Object[] column(List<Row> rows, int index) {
        return rows.stream().map(row -> row.values().get(index)).toArray();
    }

    /** The values are the first parameters, an array for each placeholder; the names of their types are the others. */
    private String sql() {
        return "SELECT value.number, error.message, error.detail, error.sql_error_code FROM unnest("
                + each(i -> "?::text[]", ", ") + ") WITH ORDINALITY AS value (" + each(i -> "c" + i, ", ")
                + ", number), LATERAL ("
                + each(i -> "SELECT * FROM pg_input_error_info(value.c" + i + ", ?)", " UNION ALL ")
                + ") AS error WHERE error.message IS NOT NULL ORDER BY value.number";
    }

    private String each(IntFunction<String> part, String separator) {
        return IntStream.range(0, types.size()).mapToObj(part).collect(Collectors.joining(separator));
    }
}
