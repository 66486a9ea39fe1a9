package io.jumbo.write.template;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns of a type such as {@code interval minute}: a field goes into them as a constant would, {@code 90} as 90 minutes. */
public final class IntervalColumns {

    private static final String QUERY = """
            SELECT name, place, modifier FROM (
              SELECT attname::text AS name, row_number() OVER (ORDER BY attnum) AS place, atttypid AS type, atttypmod AS modifier
              FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped
            ) AS columns WHERE type = 'interval'::regtype AND modifier >= 0""";

    private static final long INTERVAL = 1186;

    private IntervalColumns() {}

    /**
     * The template with the placeholders that fill such columns written so that they are read so; the same if there are none.
     *
     * @param types of its placeholders
     */
    public static InsertTemplate read(Connection connection, InsertTemplate template, ParameterTypes types)
            throws SQLException {
        if (template.insertTarget().isEmpty() || types.types().stream().noneMatch(type -> type.oid() == INTERVAL)) {
            return template;
        }
        InsertTarget target = template.insertTarget().get();
        Map<Object, IntervalReading> readings = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, target.table());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    IntervalReading reading = new IntervalReading(row.getInt("modifier"));
                    readings.put(row.getString("name"), reading);
                    readings.put(row.getInt("place"), reading);
                }
            }
        }
        List<String> columns = target.columns();
        return readings.isEmpty()
                ? template
                : template.reading(place -> readings.get(
                        columns.isEmpty()
                                ? place
                                : place <= columns.size() ? Mentioned.catalogName(columns.get(place - 1)) : ""));
    }
}
