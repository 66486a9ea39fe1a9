package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.offset.DateReading;
import io.jumbo.offset.Origin;
import io.jumbo.offset.Transaction;
import io.jumbo.option.DateOptions;
import io.jumbo.option.DateOrder;
import io.jumbo.support.TestDatabase;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.ways.copy.StageWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Times without a zone and dates such as 03/04/2026 mean what they mean in psql, whatever way a row is written. */
class DatesIT {

    private static final String TABLE = "CREATE TABLE t (at timestamptz, day date, note text)";
    private static final String LINE = "2024-07-01 12:00:00,03/04/2026,x";

    /** 12:00 in Tokyo, 3 April. */
    private static final String TOKYO_DMY = "2024-07-01 03:00:00 2026-04-03";

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.create();
    private final String role = "reader_of_" + database.name();

    @BeforeEach
    void prepare() {
        database.execute(TABLE + "; CREATE ROLE " + role + " LOGIN; GRANT ALL ON SCHEMA public TO " + role
                + "; GRANT ALL ON t TO " + role + "; GRANT TEMPORARY ON DATABASE " + database.name() + " TO " + role);
    }

    @AfterEach
    void drop() {
        database.execute("ALTER ROLE ALL IN DATABASE " + database.name() + " RESET ALL; DROP OWNED BY " + role
                + "; DROP ROLE " + role);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("COPY", "INSERT INTO t VALUES (%s, %s, %s)", 1),
                Arguments.of("COPY of many", "INSERT INTO t VALUES (%s, %s, %s)", StageWriter.LEAST_LINES),
                Arguments.of("unnest", "INSERT INTO t VALUES (%s, %s, lower(%s))", 1),
                Arguments.of("stage", "INSERT INTO t VALUES (%s, %s, lower(%s))", StageWriter.LEAST_LINES),
                Arguments.of("batch", "INSERT INTO t SELECT %s, %s, %s", 7));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void what_alter_database_says_counts_in_every_way_to_write(String way, String template, int lines)
            throws Exception {
        alterDatabase("timezone = 'Asia/Tokyo'", "datestyle = 'ISO, DMY'");
        write(DateOptions.NONE, template, Collections.nCopies(lines, LINE).toArray(String[]::new));
        assertThat(rows()).containsOnly(TOKYO_DMY).hasSize(lines);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void what_the_watch_says_counts_in_every_way_to_write(String way, String template, int lines) throws Exception {
        alterDatabase("timezone = 'America/New_York'", "datestyle = 'SQL, MDY'");
        DateOptions tokyo = new DateOptions(Optional.of("Asia/Tokyo"), Optional.of(DateOrder.DMY));
        write(tokyo, template, Collections.nCopies(lines, LINE).toArray(String[]::new));
        assertThat(rows()).containsOnly(TOKYO_DMY).hasSize(lines);
    }

    @Test
    void rows_go_one_by_one_beside_a_bad_line_as_they_do_together() throws Exception {
        alterDatabase("timezone = 'Asia/Tokyo'", "datestyle = 'DMY'");
        write(DateOptions.NONE, "INSERT INTO t VALUES (%s, %s, %s)", LINE, "2024-07-01 12:00,03/13/2026,bad", LINE);
        assertThat(rows()).containsExactly(TOKYO_DMY, TOKYO_DMY);
        assertThat(database.column("SELECT sqlstate FROM jumbo_dead_letters")).containsExactly("22008");
    }

    @Test
    void values_that_go_in_binary_and_values_that_go_as_text_agree() throws Exception {
        alterDatabase("timezone = 'Asia/Tokyo'", "datestyle = 'DMY'");
        String insert = "INSERT INTO t VALUES (%s, %s, %s)";
        write(
                DateOptions.NONE,
                insert,
                "2024-07-01 03:00:00Z,2026-04-03,binary",
                "2024-07-01T12:00:00+09,2026-04-03,binary");
        write(DateOptions.NONE, insert, "2024-07-01 12:00:00,2026-04-03,text", "20240701T120000,3.4.2026,text");
        assertThat(rows()).hasSize(4).containsOnly(TOKYO_DMY);
    }

    @Test
    void settings_count_in_the_order_of_the_server() throws Exception {
        alterDatabase("timezone = 'Asia/Tokyo'", "datestyle = 'DMY'");
        assertThat(read(role)).isEqualTo("Asia/Tokyo DATABASE, DMY DATABASE");
        database.execute(
                "ALTER ROLE " + role + " SET timezone = 'Asia/Kolkata'; ALTER ROLE " + role + " SET datestyle = 'YMD'");
        assertThat(read(role)).isEqualTo("Asia/Kolkata ROLE, YMD ROLE");
        database.execute(
                "ALTER ROLE " + role + " IN DATABASE " + database.name() + " SET timezone = '+05:45'; ALTER ROLE "
                        + role + " IN DATABASE " + database.name() + " SET datestyle = 'German'");
        assertThat(read(role)).isEqualTo("+05:45 ROLE_IN_DATABASE, DMY ROLE_IN_DATABASE");
        assertThat(read("postgres")).isEqualTo("Asia/Tokyo DATABASE, DMY DATABASE");
    }

    @Test
    void a_style_of_the_role_hides_the_order_of_the_database_as_in_psql() throws Exception {
        alterDatabase("datestyle = 'YMD'");
        database.execute("ALTER ROLE " + role + " SET datestyle = 'SQL'");
        assertThat(read(role)).endsWith(", MDY SERVER");
    }

    @Test
    void whoever_made_the_connection_has_the_last_word_but_for_the_watch() throws Exception {
        alterDatabase("timezone = 'Asia/Tokyo'", "datestyle = 'DMY'");
        Transaction.undo(database.dataSource(), connection -> {
            connection.createStatement().execute("SET timezone = 'Asia/Kolkata'; SET datestyle = 'ISO, YMD'");
            DateReading theirs = DateReading.ask(connection, DateOptions.NONE);
            assertThat(theirs.zone()).isEqualTo(new DateReading.Part<>("Asia/Kolkata", Origin.CONNECTION, false));
            assertThat(theirs.order()).isEqualTo(new DateReading.Part<>(DateOrder.YMD, Origin.CONNECTION, false));
            assertThat(theirs.sql()).isEmpty();
            return null;
        });
    }

    @Test
    void the_servers_own_zone_is_found_where_the_driver_hides_it_or_said_to_be_assumed() throws Exception {
        String logs = database.column("SHOW log_timezone").get(0);
        assertThat(read("postgres"))
                .as("the command line of the test server says so")
                .startsWith("UTC SERVER");
        assertThat(read(role)).startsWith(logs + " ASSUMED");
    }

    @Test
    void a_zone_that_the_server_does_not_know_is_refused_with_key_value_and_remedy() throws Exception {
        assertThatThrownBy(() -> write(
                        new DateOptions(Optional.of("Asia/Tokio"), Optional.empty()),
                        "INSERT INTO t VALUES (%s, %s, %s)",
                        LINE))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith(
                        "jumbo.time-zone = Asia/Tokio is no time zone that the server knows; write one of")
                .satisfies(e -> assertThat(FailureAction.of((SQLException) e)).isEqualTo(FailureAction.PAUSE));
        assertThat(database.count("t")).isZero();
    }

    @Test
    void a_zone_is_bound_and_cannot_be_a_statement() throws Exception {
        String zone = "<a'; DROP TABLE t; */ -- ?{\\>-9"; // the server takes it: nine hours east
        write(
                new DateOptions(Optional.of(zone), Optional.of(DateOrder.DMY)),
                "INSERT INTO t SELECT %s, %s, %s",
                LINE,
                LINE);
        assertThat(rows()).containsExactly(TOKYO_DMY, TOKYO_DMY);
    }

    /** The driver keeps what the server has parsed, and constants are read when it is parsed. */
    @Test
    void watches_with_the_same_statement_and_other_zones_do_not_share_its_constants() throws Exception {
        String template = "INSERT INTO t SELECT timestamptz '2024-07-01 12:00', date '03/04/2026', %s";
        String[] lines = Collections.nCopies(20, "x").toArray(String[]::new);
        try (BasicDataSource one = new BasicDataSource()) {
            one.setUrl(((PGSimpleDataSource) database.dataSource()).getUrl());
            one.setUsername("postgres");
            one.setMaxTotal(1);
            ChunkWriting utc =
                    new ChunkWriting(directory, one, new DateOptions(Optional.of("UTC"), Optional.of(DateOrder.MDY)));
            for (int i = 0; i < 6; i++) {
                utc.write(template, lines);
            }
            database.execute("DELETE FROM t"); // a TRUNCATE would have the server parse anew
            new ChunkWriting(directory, one, new DateOptions(Optional.of("Asia/Tokyo"), Optional.of(DateOrder.DMY)))
                    .write(template, lines);
        }
        assertThat(rows()).hasSize(20).containsOnly(TOKYO_DMY);
    }

    /** {@code 'now'} is read when the server parses the statement; a plan that is kept would make every later chunk as old as the first one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t (at, day, note) VALUES ('now', 'today', %s)",
                "INSERT INTO t (at, day, note) SELECT 'now', 'today'::date, %s",
                "INSERT INTO t (at, day, note) VALUES (E'now', $$today$$, upper(%s))",
                "INSERT INTO t (at, day, note) VALUES ('tomorrow'::timestamptz - interval '1 day' + ('now'::time)::interval, 'today', %s)"
            })
    void what_means_the_present_is_as_new_as_its_chunk(String template) throws Exception {
        try (BasicDataSource one = new BasicDataSource()) { // one connection, which keeps what is executed often
            one.setUrl(((PGSimpleDataSource) database.dataSource()).getUrl());
            one.setUsername("postgres");
            one.setMaxTotal(1);
            ChunkWriting writing = new ChunkWriting(directory, one, DateOptions.NONE);
            for (int chunk = 0; chunk < 12; chunk++) {
                writing.write(template, "x", "y", "z");
            }
        }
        assertThat(database.column("SELECT count(DISTINCT at)::text || ' ' || bool_and(day = current_date) FROM t"))
                .containsExactly("12 true");
        assertThat(database.column("SELECT count(*) FROM t")).containsExactly("36");
    }

    private void alterDatabase(String... settings) {
        for (String setting : settings) {
            database.execute("ALTER DATABASE " + database.name() + " SET " + setting);
        }
    }

    private void write(DateOptions dates, String template, String... lines) throws Exception {
        new ChunkWriting(directory, database.dataSource(), dates).write(template, lines);
    }

    private List<String> rows() {
        return database.column("SELECT at AT TIME ZONE 'UTC' || ' ' || to_char(day, 'YYYY-MM-DD') FROM t");
    }

    private String read(String user) throws SQLException, IOException {
        DateReading reading = Transaction.undo(
                database.dataSource(user), connection -> DateReading.ask(connection, DateOptions.NONE));
        return reading.zone().value() + " " + reading.zone().origin() + ", "
                + reading.order().value() + " " + reading.order().origin();
    }
}
