package io.jumbo.write.ways.copy;

import io.jumbo.write.template.ParameterType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Where a COPY puts rows.
 *
 * @param table as written in the statement, with its schema if that is written
 * @param columns quoted where that is necessary; all that get a value, so that one that is added meanwhile gets its default
 */
public record CopyTarget(String table, List<String> columns) {

    private static final String COUNT_OF_SAME_TYPE =
            "SELECT count(*) FROM unnest(?::text[], ?::int8[]) AS given (name, type) JOIN pg_attribute AS a"
                    + " ON a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped"
                    + " AND a.attname = (parse_ident(given.name))[1] AND a.atttypid = given.type::oid"
                    + " WHERE current_setting('transaction_isolation') LIKE 'read %'";

    public CopyTarget {
        columns = List.copyOf(columns);
    }

    /** From the client, in the text format. */
    String copy() {
        return "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN";
    }

    /**
     * Whether the columns are of these very types; if the caller's transaction wrote to the table, this holds until it ends. No if that cannot be told: a
     * transaction with one snapshot for all its statements ({@code repeatable read}, {@code serializable}) sees the columns as they were, not as COPY fills
     * them.
     *
     * @param types one for each column
     */
    public boolean isOf(Connection connection, List<ParameterType> types) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT_OF_SAME_TYPE)) {
            statement.setArray(1, connection.createArrayOf("text", columns.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", types.stream().map(ParameterType::oid).toArray()));
            statement.setString(3, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) == columns.size();
            }
        }
    }
}
