package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where COPY, left to itself, would do something that the INSERT does not. */
class CopyIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final int MANY = StageWriter.LEAST_LINES + 500;

    @TempDir
    Path directory;

    @BeforeEach
    void clear() {
        DATABASE.cleared();
    }

    @Test
    void on_conflict_that_no_index_answers_is_refused_as_by_the_insert() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int)");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        assertThatThrownBy(() -> writing.write("INSERT INTO t VALUES (%s) ON CONFLICT (a) DO NOTHING", numbers(0)))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(FailureAction.sqlState(e)).isEqualTo("42P10"));
        assertThat(DATABASE.count("t")).isZero();
    }

    /** The description of the template is still believed. */
    @Test
    void on_conflict_whose_index_is_dropped_meanwhile_is_refused_as_by_the_insert() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int CONSTRAINT one UNIQUE)");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        String template = "INSERT INTO t VALUES (%s) ON CONFLICT (a) DO NOTHING";
        writing.write(template, numbers(0));
        DATABASE.execute("ALTER TABLE t DROP CONSTRAINT one");
        assertThatThrownBy(() -> writing.write(template, numbers(0))).isInstanceOf(SQLException.class);
        assertThat(DATABASE.count("t")).isEqualTo(MANY);
    }

    /** Out of memory twice: a rollback would wait for the end of the COPY for ever. */
    @Test
    void connection_whose_copy_can_not_even_be_cancelled_is_given_up() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int)");
        AtomicBoolean fails = new AtomicBoolean(true);
        DataSource failing = new InterceptedDataSource(DATABASE.dataSource(), call -> {
            if (fails.get() && List.of("writeToCopy", "cancelCopy").contains(call.method())) {
                throw new OutOfMemoryError("injected");
            }
            return call.proceed();
        });
        ChunkWriting writing = new ChunkWriting(directory, failing);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> writing.write("INSERT INTO t VALUES (%s)", numbers(0)))
                        .isInstanceOf(OutOfMemoryError.class));
        assertThat(DATABASE.count("t")).isZero();
        fails.set(false);
        writing.write("INSERT INTO t VALUES (%s)", "7");
        assertThat(DATABASE.count("t")).isEqualTo(MANY + 1);
    }

    @Test
    void table_that_bears_a_name_of_ours_gets_its_rows() throws Exception {
        DATABASE.execute("CREATE TABLE jumbo_rows (a text)");
        new ChunkWriting(directory, DATABASE.dataSource())
                .write("INSERT INTO jumbo_rows VALUES (upper(%s))", numbers(0));
        assertThat(DATABASE.count("jumbo_rows")).isEqualTo(MANY);
    }

    @Test
    void column_that_is_added_meanwhile_gets_its_default() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int)");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        writing.write("INSERT INTO t VALUES (%s)", "1", "2");
        DATABASE.execute("ALTER TABLE t ADD COLUMN note text DEFAULT 'x'");
        writing.write("INSERT INTO t VALUES (%s)", "3", "4");
        assertThat(DATABASE.column("SELECT concat(a, note) FROM t ORDER BY a")).containsExactly("1x", "2x", "3x", "4x");
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    @Test
    void column_that_is_dropped_meanwhile_is_no_lines_fault() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int, b int)");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        writing.write("INSERT INTO t VALUES (%s, %s)", "1,1", "2,2");
        DATABASE.execute("ALTER TABLE t DROP COLUMN b");
        assertThatThrownBy(() -> writing.write("INSERT INTO t VALUES (%s, %s)", "3,3"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(FailureAction.of(e)).isEqualTo(FailureAction.PAUSE));
        assertThat(DATABASE.count("t")).isEqualTo(2);
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    /** The fallback is rows, for which no table is made. */
    @Test
    void where_no_table_can_be_made_the_rows_are_written_all_the_same() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int)");
        DATABASE.execute("CREATE FUNCTION no() RETURNS event_trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN IF tg_tag = 'CREATE TABLE' THEN RAISE EXCEPTION 'no tables here'; END IF; END $$");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        DATABASE.execute("CREATE EVENT TRIGGER no ON ddl_command_start EXECUTE FUNCTION no()");
        try {
            writing.write("INSERT INTO t VALUES (%s::int + 1)", numbers(0));
            assertThat(DATABASE.count("t")).isEqualTo(MANY);
            assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
        } finally {
            DATABASE.execute("DROP EVENT TRIGGER no");
        }
    }

    private static String[] numbers(int from) {
        return IntStream.range(from, from + MANY).mapToObj(Integer::toString).toArray(String[]::new);
    }
}
