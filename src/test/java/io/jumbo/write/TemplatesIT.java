package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.offset.Tables;
import io.jumbo.offset.Transaction;
import io.jumbo.option.DateOptions;
import io.jumbo.option.LineEnd;
import io.jumbo.option.LineFormat;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import io.jumbo.write.fields.FieldFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the statement, a chunk of a real file leaves the rows that the statement itself would leave, executed line by line. */
class TemplatesIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final FieldFormat FORMAT = new FieldFormat(LineFormat.AUTO, ',', Optional.of('"'));
    private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 1 << 16, LineEnd.LF);
    private static final String FILE_NAME = "in/a.txt";

    @TempDir
    Path directory;

    private String watch;

    @BeforeEach
    void name_watch_after_test(TestInfo test) {
        watch = test.getDisplayName();
        DATABASE.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;" + Tables.DDL);
    }

    @Test
    void columns_left_out_get_their_defaults_and_serial_numbers_follow_the_file() throws Exception {
        DATABASE.execute("CREATE TABLE t (id serial, big bigint GENERATED ALWAYS AS IDENTITY, v float8,"
                + " unit text DEFAULT 'C', at timestamptz DEFAULT now())");
        write("INSERT INTO t (v) VALUES (%s)", "3", "1", "2");
        assertThat(rows("SELECT concat_ws(' ', id, big, v, unit, at IS NOT NULL) FROM t ORDER BY id"))
                .containsExactly("1 1 3 C t", "2 2 1 C t", "3 3 2 C t");
    }

    @Test
    void default_among_the_values_is_the_columns_default() throws Exception {
        DATABASE.execute("CREATE TABLE t (id serial, v float8, unit text DEFAULT 'C')");
        write("INSERT INTO t VALUES (DEFAULT, %s, DEFAULT)", "3", "x", "2");
        assertThat(rows("SELECT v || unit FROM t ORDER BY id")).containsExactly("3C", "2C");
        assertThat(deadLetters()).containsExactly("2 22P02");
    }

    @Test
    void trigger_may_change_or_drop_a_row_or_refuse_it() throws Exception {
        DATABASE.execute("CREATE TABLE t (n serial, v int)");
        DATABASE.execute("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF NEW.v = 0 THEN RETURN NULL; END IF;"
                + " IF NEW.v < 0 THEN RAISE EXCEPTION 'too cold: %', NEW.v; END IF;"
                + " NEW.v = NEW.v * 10; RETURN NEW; END $$");
        DATABASE.execute("CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
        write("INSERT INTO t (v) VALUES (%s)", "1", "0", "-5", "2");
        assertThat(rows("SELECT v FROM t ORDER BY v")).containsExactly("10", "20");
        assertThat(deadLetters()).containsExactly("3 P0001");
        assertThat(rows("SELECT reason FROM jumbo_dead_letters")).containsExactly("too cold: -5");
    }

    @Test
    void generated_columns_are_computed() throws Exception {
        DATABASE.execute("CREATE TABLE t (c float8, f float8 GENERATED ALWAYS AS (c * 9 / 5 + 32) STORED)");
        write("INSERT INTO t (c) VALUES (%s)", "100", "-40");
        assertThat(rows("SELECT f FROM t ORDER BY f")).containsExactly("-40", "212");
    }

    @Test
    void placeholders_may_stand_inside_expressions() throws Exception {
        DATABASE.execute("CREATE TABLE t (v float8, name text, at timestamp, doc jsonb, source text)");
        write(
                "INSERT INTO t VALUES (%s::float * 2, upper(%s), to_timestamp(%s, 'DD.MM.YYYY HH24:MI:SS'),"
                        + " jsonb_build_object('v', %s), 'oven ''1'' 100%%')",
                "1.5,it's,31.12.2026 23:59:58,7", "x,b,31.12.2026 23:59:58,8", "2,c,99.12.2026 00:00:00,9", "-1,,,");
        assertThat(rows("SELECT concat_ws('|', v, name, at, doc, source) FROM t ORDER BY v DESC"))
                .containsExactly(
                        "3|IT'S|2026-12-31 23:59:58|{\"v\": \"7\"}|oven '1' 100%", "-2|{\"v\": null}|oven '1' 100%");
        assertThat(deadLetters()).containsExactly("2 22P02", "3 22008");
    }

    @Test
    void on_conflict_do_nothing_keeps_the_first_line() throws Exception {
        DATABASE.execute("CREATE TABLE t (k int PRIMARY KEY, v text)");
        Written written = write("INSERT INTO t VALUES (%s, %s) ON CONFLICT DO NOTHING", "1,a", "2,b", "1,c");
        assertThat(rows("SELECT k || v FROM t ORDER BY k")).containsExactly("1a", "2b");
        assertThat(written.rejections()).isEmpty();
    }

    @Test
    void on_conflict_do_update_lets_the_later_line_of_the_same_chunk_win() throws Exception {
        DATABASE.execute("CREATE TABLE t (k int PRIMARY KEY, v text, times int DEFAULT 1)");
        write(
                "INSERT INTO t (k, v) VALUES (%s, %s) ON CONFLICT (k) DO UPDATE SET v = excluded.v, times = t.times + 1",
                "1,a", "2,b", "x,bad", "1,c", "1,d");
        assertThat(rows("SELECT concat_ws(' ', k, v, times) FROM t ORDER BY k")).containsExactly("1 d 3", "2 b 1");
        assertThat(deadLetters()).containsExactly("3 22P02");
    }

    @Test
    void without_on_conflict_the_later_line_of_the_same_key_is_a_dead_letter() throws Exception {
        DATABASE.execute("CREATE TABLE t (k int PRIMARY KEY, v text)");
        write("INSERT INTO t VALUES (%s, %s)", "1,a", "2,b", "1,c");
        assertThat(rows("SELECT k || v FROM t ORDER BY k")).containsExactly("1a", "2b");
        assertThat(deadLetters()).containsExactly("3 23505");
    }

    @Test
    void returning_is_allowed_and_ignored() throws Exception {
        DATABASE.execute("CREATE TABLE t (id serial, v int)");
        write("INSERT INTO t (v) VALUES (%s) RETURNING id, v", "1", "2");
        write("WITH new AS (INSERT INTO t (v) VALUES (%s) RETURNING v) SELECT * FROM new", "3");
        assertThat(rows("SELECT v FROM t ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void quoted_placeholders_are_bound_all_the_same() throws Exception {
        DATABASE.execute("CREATE TABLE t (v text, n int)");
        write("INSERT INTO t VALUES ('%s', '%(line_number)s')", "it's", "'); DROP TABLE t; --", "\\");
        assertThat(rows("SELECT n || v FROM t ORDER BY n")).containsExactly("1it's", "2'); DROP TABLE t; --", "3\\");
    }

    @Test
    void metadata_and_a_routes_own_values_are_bound_by_name() throws Exception {
        DATABASE.execute(
                "CREATE TABLE t (watch text, path text, name text, n int, at_byte bigint, raw text, station text)");
        write(
                "INSERT INTO t VALUES (%(watch)s, %(path)s, %(file_name)s, %(line_number)s, %(first_byte)s, %(line)s,"
                        + " :?station)",
                Map.of("station", "Nord'see"), "", "µ 1.5", " ");
        assertThat(rows("SELECT concat_ws('|', watch, path, name, n, at_byte, raw, station) FROM t ORDER BY n"))
                .containsExactly(
                        watch + "|in/a.txt|a.txt|2|1|µ 1.5|Nord'see", watch + "|in/a.txt|a.txt|3|8| |Nord'see");
    }

    @Test
    void update_is_executed_once_per_line_in_order() throws Exception {
        DATABASE.execute("CREATE TABLE t (k text PRIMARY KEY, v float8, log text DEFAULT '')");
        DATABASE.execute("INSERT INTO t VALUES ('a', 0), ('b', 0)");
        write("UPDATE t SET v = %s, log = log || %(line_number)s WHERE k = %s", "1,a", "2,b", "x,a", "3,a", "4,none");
        assertThat(rows("SELECT concat_ws(' ', k, v, log) FROM t ORDER BY k")).containsExactly("a 3 14", "b 2 2");
        assertThat(deadLetters()).containsExactly("3 22P02");
    }

    @Test
    void delete_removes_what_the_lines_name() throws Exception {
        DATABASE.execute("CREATE TABLE t (k int)");
        DATABASE.execute("INSERT INTO t SELECT generate_series(1, 4)");
        write("DELETE FROM t WHERE k = %s", "2", "4", "two");
        assertThat(rows("SELECT k FROM t ORDER BY k")).containsExactly("1", "3");
        assertThat(deadLetters()).containsExactly("3 22P02");
    }

    @Test
    void function_may_do_the_writing() throws Exception {
        DATABASE.execute("CREATE TABLE t (id serial, v int)");
        DATABASE.execute("CREATE FUNCTION my_function(v int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN"
                + " IF v < 0 THEN RAISE EXCEPTION 'negative'; END IF;"
                + " INSERT INTO t (v) VALUES (my_function.v); RETURN v; END $$");
        write("SELECT my_function(%s)", "1", "-1", "x", "2");
        assertThat(rows("SELECT v FROM t ORDER BY id")).containsExactly("1", "2");
        assertThat(deadLetters()).containsExactly("2 P0001", "3 22P02");
    }

    @Test
    void insert_select_sees_the_rows_of_the_lines_before() throws Exception {
        DATABASE.execute("CREATE TABLE t (id serial, v int, before bigint)");
        write("INSERT INTO t (v, before) SELECT %s, count(*) FROM t", "5", "6", "7");
        write("INSERT INTO t (v, before) VALUES (%s, (SELECT count(*) FROM t))", "8", "9");
        assertThat(rows("SELECT v || ' ' || before FROM t ORDER BY id"))
                .containsExactly("5 0", "6 1", "7 2", "8 3", "9 4");
    }

    @Test
    void with_may_come_before_the_insert_and_inside() throws Exception {
        DATABASE.execute("CREATE TABLE t (v int, unit text)");
        DATABASE.execute("CREATE TABLE seen (v int)");
        write(
                "WITH s AS (INSERT INTO seen VALUES (%s) RETURNING v) INSERT INTO t SELECT v, %(file_name)s FROM s",
                "1", "x", "2");
        assertThat(rows("SELECT v || unit FROM t ORDER BY v")).containsExactly("1a.txt", "2a.txt");
        assertThat(rows("SELECT v FROM seen ORDER BY v")).containsExactly("1", "2");
        assertThat(deadLetters()).containsExactly("2 22P02");
    }

    @Test
    void merge_updates_or_inserts_line_by_line() throws Exception {
        assumeTrue(TestDatabase.serverVersion() >= 15, "before 15 there is no MERGE");
        DATABASE.execute("CREATE TABLE t (k int PRIMARY KEY, v text)");
        write(
                "MERGE INTO t USING (SELECT %s::int AS k, %s::text AS v) AS s ON t.k = s.k"
                        + " WHEN MATCHED THEN UPDATE SET v = t.v || s.v WHEN NOT MATCHED THEN INSERT VALUES (s.k, s.v)",
                "1,a", "2,b", "1,c", "one,d");
        assertThat(rows("SELECT k || v FROM t ORDER BY k")).containsExactly("1ac", "2b");
        assertThat(deadLetters()).containsExactly("4 22P02");
    }

    @Test
    void statement_without_placeholders_is_executed_once_per_line_that_is_not_empty() throws Exception {
        DATABASE.execute("CREATE TABLE t (id serial, at timestamptz)");
        write("INSERT INTO t (at) VALUES (now())", "a", "", "b,c");
        assertThat(rows("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void question_marks_are_operators() throws Exception {
        DATABASE.execute("CREATE TABLE t (n int, has boolean, any_of boolean)");
        write(
                "INSERT INTO t VALUES (%(line_number)s, %s::jsonb ? 'k', %(line)s::jsonb ?| array['a', 'b'])",
                "{\"k\": 1}", "{\"b\": 2}");
        assertThat(rows("SELECT concat_ws(' ', n, has, any_of) FROM t ORDER BY n"))
                .containsExactly("1 t f", "2 f t");
        DATABASE.execute("CREATE TABLE docs (doc jsonb, hits int DEFAULT 0)");
        DATABASE.execute("INSERT INTO docs VALUES ('{\"k\": 1}')");
        write("UPDATE docs SET hits = hits + 1 WHERE doc ? %s", "k", "l", "k");
        assertThat(rows("SELECT hits FROM docs")).containsExactly("2");
    }

    @Test
    void braces_dollar_quotes_and_comments_are_left_alone() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int[], b text, c text, d date)");
        write(
                "/* %s is not here */ INSERT INTO t VALUES ('{1,2}', $q$it's {d '1'} ?$q$, %s, date '2026-01-01'); -- the end",
                "x");
        assertThat(rows("SELECT concat_ws('|', a, b, c, d) FROM t"))
                .containsExactly("{1,2}|it's {d '1'} ?|x|2026-01-01");
    }

    @Test
    void partitioned_table_takes_each_row_where_it_belongs() throws Exception {
        DATABASE.execute("CREATE TABLE t (k int, v text) PARTITION BY RANGE (k)");
        DATABASE.execute("CREATE TABLE t_low PARTITION OF t FOR VALUES FROM (0) TO (10)");
        DATABASE.execute("CREATE TABLE t_high PARTITION OF t FOR VALUES FROM (10) TO (20)");
        write("INSERT INTO t VALUES (%s, %s)", "1,a", "25,b", "15,c");
        assertThat(rows("SELECT tableoid::regclass || v FROM t ORDER BY k")).containsExactly("t_lowa", "t_highc");
        assertThat(deadLetters()).containsExactly("2 23514");
    }

    @Test
    void view_with_an_instead_of_trigger_takes_rows() throws Exception {
        DATABASE.execute("CREATE TABLE t (id serial, v int)");
        DATABASE.execute("CREATE VIEW w AS SELECT v FROM t");
        DATABASE.execute("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN INSERT INTO t (v) VALUES (NEW.v + 100 / NEW.v); RETURN NEW; END $$");
        DATABASE.execute("CREATE TRIGGER g INSTEAD OF INSERT ON w FOR EACH ROW EXECUTE FUNCTION f()");
        write("INSERT INTO w (v) VALUES (%s)", "1", "0", "50");
        assertThat(rows("SELECT v FROM t ORDER BY id")).containsExactly("101", "52");
        assertThat(deadLetters()).containsExactly("2 22012");
    }

    @Test
    void names_may_be_quoted_and_tables_stand_in_another_schema() throws Exception {
        DATABASE.execute("DROP SCHEMA IF EXISTS \"Lab 1\" CASCADE; CREATE SCHEMA \"Lab 1\"");
        DATABASE.execute("CREATE TYPE \"Lab 1\".\"Mood\" AS ENUM ('good')");
        DATABASE.execute(
                "CREATE TABLE \"Lab 1\".\"My \"\"t\"\"\" (\"VALUES (%%\" float8, \"select\" \"Lab 1\".\"Mood\")"
                        .replace("%%", "%"));
        write(
                "INSERT INTO \"Lab 1\".\"My \"\"t\"\"\" (\"VALUES (%%\", \"select\") VALUES (%s, %s)",
                "1.5,good", "2,bad");
        assertThat(rows("SELECT t::text FROM \"Lab 1\".\"My \"\"t\"\"\" AS t")).containsExactly("(1.5,good)");
        assertThat(deadLetters()).containsExactly("2 22P02");
    }

    /** PostgreSQL itself reads a parameter without the column's fields, so that 90 would be seconds; as a literal it is minutes. */
    @Test
    void interval_column_with_fields_takes_the_value_as_a_constant() throws Exception {
        DATABASE.execute("CREATE TABLE t (v interval minute)");
        write("INSERT INTO t VALUES (%s)", "90", "90 min");
        assertThat(rows("SELECT v FROM t ORDER BY v")).containsExactly("01:30:00", "01:30:00");
    }

    @Test
    void unknown_column_is_not_the_lines_fault_and_nothing_is_written() throws Exception {
        DATABASE.execute("CREATE TABLE t (v int)");
        assertThatThrownBy(() -> write("INSERT INTO t (w) VALUES (%s)", "1", "x"))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42703");
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    /** The same SQLSTATE as of a value that is no name of a table; but the values were asked, and are good. */
    @Test
    void broken_trigger_is_not_the_lines_fault_and_nothing_is_written() throws Exception {
        DATABASE.execute("CREATE TABLE t (v int)");
        DATABASE.execute("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN INSERT INTO gone VALUES (1); RETURN NEW; END $$");
        DATABASE.execute("CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
        for (List<String> lines : List.of(List.of("1"), List.of("x", "2", "3"))) {
            assertThatThrownBy(() -> write("INSERT INTO t (v) VALUES (%s)", lines.toArray(new String[0])))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42P01");
        }
        assertThat(DATABASE.count("t")).isZero();
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    @Test
    void offset_rows_and_dead_letters_stand_together() throws Exception {
        DATABASE.execute("CREATE TABLE t (v int)");
        Written written = write("INSERT INTO t VALUES (%s)", "1", "x", "", "3");
        assertThat(written.rows()).isEqualTo(2);
        assertThat(rows("SELECT concat_ws(' ', watch, path, next_byte, lines) FROM jumbo_offsets"))
                .containsExactly(watch + " in/a.txt 7 4");
        assertThat(rows("SELECT concat_ws('|', watch, path, line_number, first_byte, convert_from(line, 'UTF8'),"
                        + " line_bytes, sqlstate, reason, template) FROM jumbo_dead_letters"))
                .containsExactly(watch + "|in/a.txt|2|2|x|1|22P02|invalid input syntax for type integer: \"x\"|"
                        + "INSERT INTO t VALUES (%s)");
    }

    private Written write(String template, String... lines) throws SQLException, IOException {
        return write(template, Map.of(), lines);
    }

    /** Appends lines to the file and writes what is new in it, as one chunk. */
    private Written write(String template, Map<String, String> parameters, String... lines)
            throws SQLException, IOException {
        Path file = directory.resolve(FILE_NAME);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Observation now = TailReader.observe(file);
        FileOffset from = Transaction.run(DATABASE.dataSource(), connection -> {
            Offsets offsets = Offsets.of(connection, watch);
            offsets.create(FILE_NAME, Progress.none(now.fileKey())); // unless it is there
            return offsets.find(FILE_NAME).orElseThrow();
        });
        Chunk chunk;
        try (TailReader reader = TailReader.open(file, from.id(), FILE_NAME, from.progress(), now, LIMITS)) {
            chunk = reader.next().orElseThrow();
            assertThat(reader.next()).isEmpty();
        }
        ChunkWriter writer = new ChunkWriter(watch, FORMAT, DateOptions.NONE, new RejectRuns());
        return Transaction.run(
                DATABASE.dataSource(), connection -> writer.write(connection, template, chunk, parameters));
    }

    private static List<String> rows(String query) {
        return DATABASE.column(query);
    }

    private static List<String> deadLetters() {
        return rows("SELECT line_number || ' ' || sqlstate FROM jumbo_dead_letters ORDER BY id");
    }
}
