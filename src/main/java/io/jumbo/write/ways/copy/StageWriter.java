package io.jumbo.write.ways.copy;

import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterTypes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Writes all rows with COPY into a temporary table with a column of each placeholder's own type, and one {@code INSERT … SELECT … FROM} it. Worth it for
 * thousands of lines: the server reads COPY faster than arrays, but makes and drops a table each time.
 */
public final class StageWriter implements LineWriter {

    /** Makes up for making the table, which takes as long as some hundred rows. */
    public static final int LEAST_LINES = 2000;

    /** Comes before all tables of the same name, and so bears one that nobody gives a table. */
    static final String TABLE = "pg_temp.\"jumbo's stage\"";

    private final String create;
    private final CopyWriter copy;
    private final String insert;

    public StageWriter(InsertTemplate template, ParameterTypes types) {
        List<String> columns =
                types.types().stream().map(type -> " " + type.name()).toList();
        StringBuilder definition = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            definition.append(i == 0 ? "" : ", ").append("c").append(i).append(columns.get(i));
        }
        this.create = "CREATE TEMPORARY TABLE " + TABLE + " (" + definition + ") ON COMMIT DROP";
        this.copy = new CopyWriter("COPY " + TABLE + " FROM STDIN");
        this.insert = template.selecting(index -> "jumbo_rows.c" + index, TABLE + " AS jumbo_rows");
    }

    @Override
    public long write(Connection connection, int count, Lines lines) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(create);
            long staged = copy.write(connection, count, lines);
            boolean returns = statement.execute(insert);
            return returns ? staged : statement.getUpdateCount();
        }
    }
}
