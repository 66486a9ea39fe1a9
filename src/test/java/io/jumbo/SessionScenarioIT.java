package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times and dates mean what they mean in psql, through a whole watch. */
class SessionScenarioIT extends Scenario {

    private static final String INSERT_TIME = "INSERT INTO made (at, day, path) VALUES (%s, %s, %(path)s)";
    private static final String LINE = "2024-07-01 12:00,03/04/2026\n";
    private static final String TOKYO_DMY = "2024-07-01 03:00:00 2026-04-03";

    private static final String CREATE = "CREATE TABLE made (at timestamptz, day date, path text,"
            + " begun timestamptz DEFAULT '2024-07-01 12:00')";

    @BeforeEach
    void settings_of_the_database() {
        database.execute("ALTER DATABASE " + database.name() + " SET timezone = 'Asia/Tokyo'");
        database.execute("ALTER DATABASE " + database.name() + " SET datestyle = 'German'");
    }

    @Test
    void what_the_database_says_counts_for_rows_and_for_defaults_of_the_table_that_is_made() throws Exception {
        append("a.txt", LINE);
        start(watch().createTable(CREATE).insert(INSERT_TIME));
        eventually(() -> assertThat(made("at")).containsExactly(TOKYO_DMY));
        assertThat(made("begun")).containsExactly(TOKYO_DMY);
    }

    @Test
    void what_the_watch_says_outranks_the_database() throws Exception {
        append("a.txt", "2024-07-01 12:00,04/03/2026\n");
        start(watch().createTable(CREATE)
                .insert(INSERT_TIME)
                .option("time-zone", "+09")
                .option("date-style", "SQL, MDY"));
        eventually(() -> assertThat(made("at")).containsExactly(TOKYO_DMY));
        assertThat(made("begun")).containsExactly(TOKYO_DMY);
    }

    @Test
    void a_zone_that_is_none_pauses_the_watch_at_the_start_with_key_value_and_remedy() throws Exception {
        start(watch().option("time-zone", "Asia/Tokio"));
        hears("watch paused: jumbo.time-zone = Asia/Tokio is no time zone that the server knows; write one of");
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_zone_that_has_to_be_assumed_is_told_once() throws Exception {
        database.execute("ALTER DATABASE " + database.name() + " RESET timezone");
        String role = database.name() + "_ordinary";
        database.execute("CREATE ROLE " + role + " LOGIN; GRANT CREATE ON SCHEMA public TO " + role
                + "; GRANT INSERT ON t TO " + role);
        append("a.txt", numbers(1, 3));
        start(watch().into(database.dataSource(role)));
        rowsBecome("1", "2", "3");
        heardOnce("zone assumed: " + database.column("SHOW log_timezone").get(0));
    }

    private List<String> made(String column) {
        return database.column("SELECT " + column
                + " AT TIME ZONE 'UTC' || ' ' || to_char(day, 'YYYY-MM-DD') FROM made WHERE path = 'a.txt'");
    }
}
