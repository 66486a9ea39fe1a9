package io.jumbo.write;

import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Reason;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.ParameterType;
import io.jumbo.write.ways.ArrayLiteral;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Has a server before PostgreSQL 16 read the values of many rows, each as its placeholder's type, in one anonymous block of PL/pgSQL: it goes on behind
 * what raises an exception. Needs no privilege and leaves nothing behind: values and answer travel as settings of the transaction, so that
 * no value is part of a statement. Immutable.
 */
final class InputBlock {

    private static final String QUOTE = "$jumbo$";
    private static final String ANSWER = "SELECT current_setting('jumbo.invalid')::text[]";

    /** Number of the row, SQLSTATE, message, detail. */
    private static final int PARTS = 4;

    private static final String IS_POSSIBLE = "SELECT EXISTS (SELECT FROM pg_language"
            + " WHERE lanname = 'plpgsql' AND has_language_privilege(oid, 'USAGE'))";

    private final List<ParameterType> types;

    InputBlock(List<ParameterType> types) {
        this.types = types;
    }

    /** Whether this user may execute such blocks, and they can name these types. */
    boolean isPossible(Connection connection) throws SQLException {
        if (types.stream().anyMatch(type -> type.name().contains("$"))) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(IS_POSSIBLE)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * The rejections of rows with invalid input, by index of the row.
     *
     * @param limit stops looking after so many invalid rows in a row
     * @throws SQLException also if a value is refused in a way that is no line's fault
     */
    Map<Integer, Rejection> invalid(Connection connection, List<Row> rows, int limit) throws SQLException {
        hand(connection, rows);
        String[] answer;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(block(limit));
            try (ResultSet row = statement.executeQuery(ANSWER)) {
                row.next();
                answer = (String[]) row.getArray(1).getArray();
            }
        }
        Map<Integer, Rejection> invalid = new HashMap<>();
        for (int i = 0; i < answer.length; i += PARTS) {
            int index = Integer.parseInt(answer[i]) - 1;
            SQLException refusal = new SQLException(answer[i + 2], answer[i + 1]);
            if (FailureAction.of(refusal) != FailureAction.REJECT_LINE && !InputCheck.mayHaveRefused(refusal)) {
                throw refusal;
            }
            String detail = answer[i + 3].isEmpty() ? null : answer[i + 3];
            invalid.put(index, new Rejection(rows.get(index).line(), answer[i + 1], Reason.of(answer[i + 2], detail)));
        }
        return invalid;
    }

    private void hand(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + each(i -> "set_config('jumbo.c" + i + "', ?, true)", ", "))) {
            for (int i = 0; i < types.size(); i++) {
                statement.setString(i + 1, column(rows, i));
            }
            statement.executeQuery().close();
        }
    }

    /** Each value is the only element of an array, where its type has one: then it passes the type's own input function. */
    private String column(List<Row> rows, int index) {
        boolean array = !types.get(index).array().isEmpty();
        List<String> values = rows.stream()
                .map(row -> row.values().get(index))
                .map(value -> value == null || !array ? value : ArrayLiteral.of(List.of(value), ','))
                .toList();
        return ArrayLiteral.of(values, ',');
    }

    private String block(int limit) {
        return "DO " + QUOTE + " DECLARE "
                + each(i -> "c" + i + " text[] := current_setting('jumbo.c" + i + "')::text[];", " ")
                + " rows int := coalesce(array_length(c0, 1), 0); i int := 1; run int := 0; last int := 0; read boolean;"
                + " invalid text[] := '{}'; code text; message text; detail text;"
                + " BEGIN WHILE i <= rows AND run < " + limit + " LOOP"
                + " BEGIN WHILE i <= rows LOOP "
                + each(i -> "read := CAST(c" + i + "[i] AS " + target(types.get(i)) + ") IS NULL;", " ")
                + " i := i + 1; END LOOP;"
                + " EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS"
                + " code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;"
                + " invalid := invalid || ARRAY[i::text, code, message, detail];"
                + " run := CASE WHEN last = i - 1 AND run > 0 THEN run + 1 ELSE 1 END; last := i; i := i + 1; END; END LOOP;"
                + " PERFORM set_config('jumbo.invalid', invalid::text, true), "
                + each(i -> "set_config('jumbo.c" + i + "', '', true)", ", ") + "; END " + QUOTE;
    }

    private static String target(ParameterType type) {
        return type.array().isEmpty() ? type.name() : type.array();
    }

    private String each(IntFunction<String> part, String separator) {
        return IntStream.range(0, types.size()).mapToObj(part).collect(Collectors.joining(separator));
    }
}
