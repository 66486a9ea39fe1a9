package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jumbo.offset.Tables;
import io.jumbo.offset.Transaction;
import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.TestDatabase;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.ways.copy.StageWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
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

    /** The description of the template is still believed, and both types have four bytes. */
    @Test
    void column_that_is_given_another_type_meanwhile_gets_its_values() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int)");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        String template = "INSERT INTO t VALUES (%s)";
        writing.write(template, numbers(0));
        DATABASE.execute("ALTER TABLE t ALTER COLUMN a TYPE real");
        assertRetried(writing, template, numbers(MANY));
        assertThat(DATABASE.column("SELECT a::int::text FROM t ORDER BY t.a")).containsExactly(numbers(0, 2 * MANY));
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    /** What the transaction sees of the columns is what they were before: its snapshot is older than the COPY. */
    @Test
    void column_that_is_given_another_type_in_the_middle_of_a_repeatable_read_gets_its_values() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int)");
        AtomicBoolean alters = new AtomicBoolean();
        DataSource repeatable = new InterceptedDataSource(DATABASE.dataSource(), call -> {
            if (call.sql().endsWith("SAVEPOINT jumbo_rows") && alters.getAndSet(false)) {
                DATABASE.execute("ALTER TABLE t ALTER COLUMN a TYPE real");
            }
            Object result = call.proceed();
            if (result instanceof Connection connection && call.method().equals("getConnection")) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            return result;
        });
        ChunkWriting writing = new ChunkWriting(directory, repeatable);
        String template = "INSERT INTO t VALUES (%s)";
        writing.write(template, numbers(0));
        alters.set(true);
        writing.write(template, numbers(MANY));
        assertThat(alters).isFalse();
        assertThat(DATABASE.column("SELECT a::int::text FROM t ORDER BY t.a")).containsExactly(numbers(0, 2 * MANY));
    }

    /** The server refuses it: as an int it is no text. There is no other line by which to tell whose fault that is. */
    @Test
    void single_value_of_a_column_that_becomes_text_meanwhile_is_not_to_blame() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int)");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        String template = "INSERT INTO t VALUES (%s)";
        writing.write(template, numbers(0));
        DATABASE.execute("TRUNCATE t; ALTER TABLE t ALTER COLUMN a TYPE text");
        assertRetried(writing, template, "7" + "\n".repeat(1000));
        assertThat(DATABASE.column("SELECT a FROM t")).containsExactly("7");
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    /** The server refuses the ints; asked about their types as they were, it would refuse the word. */
    @Test
    void value_that_a_column_takes_since_it_became_text_is_no_dead_letter() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int)");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        String template = "INSERT INTO t VALUES (%s)";
        writing.write(template, numbers(0));
        DATABASE.execute("TRUNCATE t; ALTER TABLE t ALTER COLUMN a TYPE text");
        String[] lines = numbers(0);
        lines[MANY - 1] = "seven";
        assertRetried(writing, template, lines);
        assertThat(DATABASE.column("SELECT a FROM t")).containsExactly(lines);
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    /** A COPY, which is followed by a question that would find no such table, is not tried where there is a trigger. */
    @Test
    void trigger_that_changes_the_search_path_costs_nothing() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int);"
                + " CREATE FUNCTION elsewhere() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN PERFORM set_config(''search_path'', ''pg_catalog'', true); RETURN NEW; END';"
                + " CREATE TRIGGER elsewhere BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION elsewhere()");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        String template = "INSERT INTO public.t VALUES (%s)";
        writing.write(template, numbers(0));
        writing.write(template, numbers(MANY));
        assertThat(DATABASE.column("SELECT a::text FROM t ORDER BY t.a")).containsExactly(numbers(0, 2 * MANY));
    }

    /** Writes lines in a second attempt, after a first one of which nothing stays. */
    private static void assertRetried(ChunkWriting writing, String template, String... lines) throws Exception {
        assertThatThrownBy(() -> writing.write(template, lines))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(FailureAction.of(e)).isEqualTo(FailureAction.RETRY));
        writing.write(template, new byte[0]);
    }

    @Test
    void domain_gets_its_values_and_keeps_its_constraint() throws Exception {
        DATABASE.execute("CREATE DOMAIN small AS int CHECK (VALUE < 3000); CREATE TABLE t (a small)");
        new ChunkWriting(directory, DATABASE.dataSource())
                .write("INSERT INTO t VALUES (%s)", numbers(2999 - MANY + 11));
        assertThat(DATABASE.count("t")).isEqualTo(MANY - 10);
        assertThat(DATABASE.count("jumbo_dead_letters")).isEqualTo(10);
    }

    /** Binary up to the first of them, text for a while, and binary again. */
    @Test
    void values_that_are_not_plain_change_the_format_and_nothing_else() throws Exception {
        DATABASE.execute("CREATE TABLE t (n serial, a float8)");
        AtomicInteger copies = new AtomicInteger();
        DataSource counting = new InterceptedDataSource(DATABASE.dataSource(), call -> {
            copies.addAndGet(call.method().equals("endCopy") ? 1 : 0);
            return call.proceed();
        });
        String[] lines = numbers(0, 15_000);
        for (int notPlain : List.of(700, 702, 4_000, 7_000, 14_999)) {
            lines[notPlain] = "+" + notPlain;
        }
        new ChunkWriting(directory, counting).write("INSERT INTO t (a) VALUES (%s)", lines);
        assertThat(DATABASE.column("SELECT a::text FROM t ORDER BY n")).containsExactly(numbers(0, 15_000));
        assertThat(copies).hasValue(6);
    }

    /** The row that is looked at alone first is refused, the next ones are not: somebody has said GRANT, as a sequence counts here. */
    @Test
    void lines_that_were_refused_before_a_grant_are_not_blamed() throws Exception {
        DATABASE.execute("CREATE TABLE t (n serial, a int); CREATE SEQUENCE attempts;"
                + " CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF nextval(''attempts'') <= 12"
                + " THEN RAISE insufficient_privilege; END IF; RETURN NEW; END';"
                + " CREATE TRIGGER refuse BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION refuse()");
        new ChunkWriting(directory, DATABASE.dataSource()).write("INSERT INTO t (a) VALUES (%s)", numbers(0, 100));
        assertThat(DATABASE.column("SELECT a::text FROM t ORDER BY n")).containsExactly(numbers(0, 100));
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    /** The same code, but what the line lacks comes with a later one: it would be refused each time. */
    @Test
    void a_line_that_is_refused_for_want_of_a_later_one_is_a_dead_letter() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int); CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN IF NEW.a = 7 AND NOT EXISTS (SELECT FROM t WHERE a = 50)"
                + " THEN RAISE insufficient_privilege; END IF; RETURN NEW; END';"
                + " CREATE TRIGGER refuse BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION refuse()");
        new ChunkWriting(directory, DATABASE.dataSource()).write("INSERT INTO t (a) VALUES (%s)", numbers(0, 100));
        assertThat(DATABASE.column("SELECT convert_from(line, 'UTF8') FROM jumbo_dead_letters"))
                .containsExactly("7");
        assertThat(DATABASE.count("t")).isEqualTo(99);
    }

    /** Binary, then text, and the questions around them. Behind the COMMIT nothing can be taken back. */
    @Test
    void failure_at_any_call_leaves_nothing_and_the_next_attempt_writes_all() throws Exception {
        String template = "INSERT INTO t (a) VALUES (%s)";
        String[] lines = numbers(0, 1_200);
        lines[700] = "+700";
        AtomicInteger calls = new AtomicInteger();
        int failing = 0;
        DATABASE.execute("CREATE TABLE t (n serial, a float8)");
        try (BasicDataSource pool = pool()) {
            Transaction.run(pool, connection -> {
                Tables.createMissing(connection);
                return null;
            });
            do {
                failing++;
                int last = failing;
                calls.set(Integer.MIN_VALUE);
                DATABASE.execute("TRUNCATE t, jumbo_offsets, jumbo_dead_letters RESTART IDENTITY");
                ChunkWriting writing = new ChunkWriting(
                        Files.createDirectory(directory.resolve("call " + failing)),
                        new InterceptedDataSource(pool, call -> {
                            if (calls.incrementAndGet() == last) {
                                throw new SQLException("injected", "08006");
                            }
                            return call.proceed();
                        }));
                calls.set(0);
                try {
                    writing.write(template, lines);
                } catch (SQLException e) {
                    assertThat((Throwable) e).hasStackTraceContaining("injected");
                    assertThat(DATABASE.count("t")).as("after call %s", failing).isIn(0L, 1_200L);
                    writing.write(template, new byte[0]);
                }
                assertThat(DATABASE.column("SELECT a::text FROM t ORDER BY n"))
                        .as("call %s", failing)
                        .containsExactly(numbers(0, 1_200));
            } while (calls.get() >= failing);
        }
        assertThat(failing).isGreaterThan(30);
    }

    /** A new connection for each transaction takes most of the time. */
    private static BasicDataSource pool() {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl("jdbc:postgresql://127.0.0.1:" + DATABASE.port() + "/" + DATABASE.name());
        pool.setUsername("postgres");
        pool.setRollbackOnReturn(true);
        pool.setMaxTotal(-1);
        return pool;
    }

    private static String[] numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static String[] numbers(int from) {
        return IntStream.range(from, from + MANY).mapToObj(Integer::toString).toArray(String[]::new);
    }
}
