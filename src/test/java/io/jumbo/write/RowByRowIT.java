package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.offset.Transaction;
import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.TestDatabase;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.ways.Way;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Statements that go row by row, and what must not get in their way. */
class RowByRowIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final String COUNTING = "CREATE TABLE t (v int, before bigint); CREATE FUNCTION f() RETURNS trigger"
            + " LANGUAGE plpgsql AS 'BEGIN NEW.before = (SELECT count(*) FROM t); RETURN NEW; END'; ";
    private static final String COPIED = "many lines at once, with COPY";
    private static final String TRIGGER = "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()";

    @TempDir
    Path directory;

    @BeforeEach
    void clear() {
        DATABASE.cleared();
    }

    // ---- limits of forms that the user did not write

    /** More than a FROM item, or a table, has columns. */
    @ParameterizedTest
    @ValueSource(ints = {1_601, 1_700, 2_048})
    void array_of_thousands_of_placeholders_is_written(int values) throws Exception {
        DATABASE.execute("CREATE TABLE t (v float8[])");
        String template = "INSERT INTO t VALUES (ARRAY[" + repeated("%s", values) + "]::float8[])";
        Written written = new ChunkWriting(directory, DATABASE.dataSource())
                .write(template, repeated("1.5", values), repeated("-2", values), repeated("x", values))
                .get(0);
        assertThat(DATABASE.column("SELECT cardinality(v) || ' ' || v[1] FROM t ORDER BY v[1] DESC"))
                .containsExactly(values + " 1.5", values + " -2");
        assertThat(written.rejections()).extracting(Rejection::sqlState).containsExactly("22P02");
    }

    @Test
    void a_form_that_the_server_refuses_is_named_with_what_it_says() throws Exception {
        DATABASE.execute("CREATE TABLE t (v float8[])");
        assertThat(way("INSERT INTO t VALUES (ARRAY[" + repeated("%s", 2_048) + "]::float8[])")
                        .words())
                .isEqualTo("row by row, since the server refuses the form for many lines: functions in FROM can"
                        + " return at most 1664 columns");
    }

    private static String repeated(String what, int times) {
        return IntStream.range(0, times).mapToObj(i -> what).collect(Collectors.joining(","));
    }

    // ---- what comes in the way meanwhile

    /** The description of the template is still believed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t (v) VALUES (%s)",
                "INSERT INTO t (v) VALUES (%s::int + 0)",
                "INSERT INTO t (v) VALUES (%s) ON CONFLICT DO NOTHING"
            })
    void trigger_that_is_made_between_two_chunks_sees_each_row(String template) throws Exception {
        DATABASE.execute(COUNTING);
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        writing.write(template, "1", "2");
        DATABASE.execute(TRIGGER);
        assertThatThrownBy(() -> writing.write(template, "3", "4", "5"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(FailureAction.of(e)).isEqualTo(FailureAction.RETRY))
                .hasMessageContaining("trigger g on t runs f(), which has come meanwhile");
        writing.write(template, new byte[0]);
        assertThat(DATABASE.column("SELECT concat(v, ' ', before) FROM t ORDER BY v"))
                .containsExactly("1 ", "2 ", "3 2", "4 3", "5 4");
    }

    @Test
    void trigger_that_is_made_while_a_chunk_is_being_written_sees_each_row() throws Exception {
        DATABASE.execute(COUNTING);
        AtomicBoolean creates = new AtomicBoolean();
        DataSource between = new InterceptedDataSource(DATABASE.dataSource(), call -> {
            if (call.sql().endsWith("SAVEPOINT jumbo_rows") && creates.getAndSet(false)) {
                DATABASE.execute(TRIGGER);
            }
            return call.proceed();
        });
        ChunkWriting writing = new ChunkWriting(directory, between);
        String template = "INSERT INTO t (v) VALUES (%s)";
        writing.write(template, "0"); // a transaction that prepares the template holds the lock already
        creates.set(true);
        assertThatThrownBy(() -> writing.write(template, "1", "2", "3")).hasMessageContaining("trigger g");
        assertThat(creates).isFalse();
        writing.write(template, new byte[0]);
        assertThat(DATABASE.column("SELECT concat(v, ' ', before) FROM t ORDER BY v"))
                .containsExactly("0 ", "1 1", "2 2", "3 3");
    }

    /** A common advice for speed: the driver then makes one statement of many. */
    @Test
    void batch_that_the_driver_was_told_to_rewrite_goes_row_by_row_all_the_same() throws Exception {
        DATABASE.execute(COUNTING.replace("BEFORE", "AFTER") + "CREATE TABLE seen (n serial, count bigint);"
                + " CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN INSERT INTO seen (count) SELECT count(*) FROM t; RETURN NULL; END';"
                + " CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
        PGSimpleDataSource rewriting = (PGSimpleDataSource) DATABASE.dataSource();
        rewriting.setReWriteBatchedInserts(true);
        new ChunkWriting(directory, rewriting).write("INSERT INTO t (v) VALUES (%s)", "1", "2", "3");
        assertThat(DATABASE.column("SELECT count FROM seen ORDER BY n")).containsExactly("1", "2", "3");
    }

    // ---- what is harmless stays fast

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id serial, at timestamptz DEFAULT now(), u uuid DEFAULT gen_random_uuid() | v",
                "id bigint GENERATED ALWAYS AS IDENTITY, at text DEFAULT to_char(clock_timestamp(), 'HH24') | v",
                "d jsonb DEFAULT '{}', who name DEFAULT current_user, r float8 DEFAULT random() | v",
                "x geometry_like, c citext, h hstore DEFAULT 'a=>1' | v",
                "u uuid DEFAULT uuid_generate_v4(), h text DEFAULT encode(digest('a', 'sha256'), 'hex') | v",
                "g float8 GENERATED ALWAYS AS (v * 2 + 1) STORED, CHECK (v > -1e6 AND v <> 'NaN') | v"
            })
    void what_is_postgresqls_own_or_an_extensions_is_copied(String columns, String given) throws Exception {
        DATABASE.execute("CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION pgcrypto;"
                + " CREATE EXTENSION \"uuid-ossp\"; CREATE EXTENSION ltree; CREATE DOMAIN geometry_like AS ltree"
                + " CHECK (nlevel(VALUE) < 9)");
        DATABASE.execute("CREATE TABLE t (v float8, " + columns + "); CREATE INDEX ON t (abs(v)) WHERE v > 0");
        assertThat(way("INSERT INTO t (" + given + ") VALUES (%s)").words()).isEqualTo(COPIED);
    }

    @Test
    void a_default_that_gets_a_value_is_not_in_the_way() throws Exception {
        DATABASE.execute("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + " CREATE TABLE t (\"V\" int DEFAULT f(), w int)");
        assertThat(way("INSERT INTO t (\"V\") VALUES (%s)").words()).isEqualTo(COPIED);
        assertThat(way("INSERT INTO t (w) VALUES (%s)").words())
                .isEqualTo("row by row, since the default of t.\"V\" calls f()");
    }

    @Test
    void several_reasons_are_given_the_most_telling_first() throws Exception {
        DATABASE.execute(COUNTING + TRIGGER + "; CREATE FUNCTION n() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + " ALTER TABLE t ADD CHECK (v > n())");
        assertThat(way("INSERT INTO t (v) VALUES (%s + n())").words())
                .isEqualTo("row by row, since trigger g on t runs f(); since the statement calls n();"
                        + " since constraint t_v_check on t calls n()");
    }

    // ---- statements that are no INSERT

    @Test
    void procedure_that_commits_is_no_lines_fault() throws Exception {
        DATABASE.execute("CREATE TABLE t (v int); CREATE PROCEDURE p(v int) LANGUAGE plpgsql AS"
                + " 'BEGIN INSERT INTO t VALUES (v); COMMIT; END'");
        assertThatThrownBy(() -> new ChunkWriting(directory, DATABASE.dataSource()).write("CALL p(%s)", "1", "2"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(FailureAction.sqlState(e)).isEqualTo("2D000"));
        assertThat(DATABASE.count("t")).isZero();
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CALL p(%s, %s) | 1 a,2 b",
                "-- by name{n}call p(v => %s, w => %s); | 1 a,2 b",
                "CALL \"p\"('%s', upper(%s)) | 1 A,2 B",
                "DO $$ BEGIN INSERT INTO t VALUES (7, '{[?'); END $$; | 7 {[?,7 {[?",
                "VALUES (q(%s, %s)) | 1 a,2 b",
                "(SELECT q(%s, %s)) -- behind | 1 a,2 b",
                "TABLE t | "
            })
    void statements_of_every_kind_are_executed_for_each_line(String template, String rows) throws Exception {
        DATABASE.execute("CREATE TABLE t (v int, w text); CREATE PROCEDURE p(v int, w text) LANGUAGE sql AS"
                + " 'INSERT INTO t VALUES (v, w)'; CREATE FUNCTION q(int, text) RETURNS void LANGUAGE sql AS"
                + " 'INSERT INTO t VALUES ($1, $2)'");
        new ChunkWriting(directory, DATABASE.dataSource()).write(template.replace("{n}", "\n"), "1,a", "2,b");
        assertThat(DATABASE.column("SELECT concat(v, ' ', w) FROM t ORDER BY v, w"))
                .containsExactlyElementsOf(rows == null ? List.of() : List.of(rows.split(",", -1)));
    }

    private static Way way(String template) throws Exception {
        return Transaction.undo(
                DATABASE.dataSource(), connection -> Way.of(connection, InsertTemplate.parse(template)));
    }
}
