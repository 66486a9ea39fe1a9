package io.jumbo.write.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.Tables;
import io.jumbo.support.TestDatabase;
import io.jumbo.write.template.InsertTemplate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrashSafetyIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final String UNLOGGED =
            " is UNLOGGED: after a crash of the server its rows are gone, and are not written"
                    + " again; ALTER TABLE %s SET LOGGED keeps them";

    @BeforeAll
    static void tables() {
        DATABASE.execute("""
                CREATE TABLE kept (n int, line text);
                CREATE UNLOGGED TABLE "Not kept" (n int, line text);
                CREATE TABLE parted (n int, line text) PARTITION BY LIST (n);
                CREATE TABLE part1 PARTITION OF parted FOR VALUES IN (1);
                CREATE UNLOGGED TABLE part2 PARTITION OF parted FOR VALUES IN (2);
                CREATE VIEW seen AS SELECT * FROM "Not kept";
                CREATE FUNCTION hidden(text) RETURNS void LANGUAGE sql AS 'INSERT INTO "Not kept" (line) VALUES ($1)';
                """);
        DATABASE.execute(Tables.DDL);
    }

    @Test
    void ordinary_table_is_no_news() throws SQLException {
        assertThat(warnings("INSERT INTO kept (n, line) VALUES (%s, %s)")).isEmpty();
        assertThat(warnings("UPDATE kept SET line = %s WHERE n = %s")).isEmpty();
    }

    @Test
    void unlogged_table_is_found_in_every_statement_that_writes_to_it() throws SQLException {
        for (String statement : List.of(
                "INSERT INTO \"Not kept\" (n, line) VALUES (%s, %s)",
                "INSERT INTO \"Not kept\" (n, line) SELECT n, %s FROM kept WHERE n = %s",
                "UPDATE \"Not kept\" SET line = %s WHERE n = %s",
                "INSERT INTO seen (n, line) VALUES (%s, %s)",
                "WITH moved AS (DELETE FROM \"Not kept\" WHERE n = %s RETURNING n, line)"
                        + " INSERT INTO kept (n, line) SELECT n, %s FROM moved")) {
            assertThat(warnings(statement))
                    .as(statement)
                    .containsExactly("table \"Not kept\"" + UNLOGGED.replace("%s", "\"Not kept\""));
        }
    }

    @Test
    void partition_that_is_unlogged_is_found() throws SQLException {
        assertThat(warnings("INSERT INTO parted (n, line) VALUES (%s, %s)"))
                .containsExactly("table part2" + UNLOGGED.replace("%s", "part2"));
    }

    @Test
    void temporary_table_is_found() throws SQLException {
        try (Connection connection = begin()) {
            connection.createStatement().execute("CREATE TEMPORARY TABLE short (line text)");
            assertThat(warnings(connection, "INSERT INTO short (line) VALUES (%s)"))
                    .singleElement()
                    .asString()
                    .startsWith("table short is temporary");
        }
    }

    @Test
    void jumbos_own_tables_are_asked_about_too() throws SQLException {
        try (Connection connection = begin()) {
            connection.createStatement().execute("ALTER TABLE jumbo_offsets SET UNLOGGED");
            assertThat(warnings(connection, "INSERT INTO kept (line) VALUES (%s)"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "table jumbo_offsets is UNLOGGED: after a crash of the server all files are written once more");
        }
    }

    @Test
    void what_cannot_be_planned_is_no_news_and_does_not_end_the_transaction() throws SQLException {
        try (Connection connection = begin()) {
            assertThat(warnings(connection, "INSERT INTO nowhere (line) VALUES (%s)"))
                    .isEmpty();
            assertThat(warnings(connection, "SELECT hidden(%s)")).isEmpty();
            assertThat(connection.createStatement().execute("SELECT 1")).isTrue();
        }
    }

    private static List<String> warnings(String statement) throws SQLException {
        try (Connection connection = begin()) {
            return warnings(connection, statement);
        }
    }

    private static List<String> warnings(Connection connection, String statement) throws SQLException {
        return CrashSafety.warnings(connection, InsertTemplate.parse(statement));
    }

    private static Connection begin() throws SQLException {
        Connection connection = DATABASE.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
