package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A lock or a COMMIT that hangs is told, with what it waits for, and delays no stop. */
class LongWaitScenarioIT extends Scenario {

    private static final Duration QUICK = Duration.ofSeconds(6);

    @Test
    void wait_for_a_locked_table_is_told_once_with_the_table_and_who_holds_it_and_when_it_is_over() throws Exception {
        append("a.txt", numbers(1, 3));
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE t IN EXCLUSIVE MODE");
            String process = String.valueOf(holder.unwrap(PGConnection.class).getBackendPID());
            start();
            eventually(() -> assertThat(backendsWaitingForALock()).isEqualTo("1"));
            assertThat(events.beginningWith("long wait")).isEmpty();
            timePasses(Duration.ofSeconds(11));
            hears("long wait");
            assertThat(events.beginningWith("long wait").get(0))
                    .startsWith("long wait: a.txt for a lock on table t, held by process " + process + " (application "
                            + database.name() + "), in a transaction since 20");
            timePasses(Duration.ofSeconds(30));
            assertThat(backendsWaitingForALock()).isEqualTo("1");
            holder.rollback();
        }
        rowsBecome("1", "2", "3");
        heardOnce("long wait: ");
        heardOnce("long wait over: a.txt");
    }

    @Test
    void wait_for_a_row_of_another_transaction_is_told() throws Exception {
        database.execute("CREATE UNIQUE INDEX ON t (line)");
        append("a.txt", "1\n");
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("INSERT INTO t (line) VALUES ('1')");
            start();
            eventually(() -> assertThat(backendsWaitingForALock()).isEqualTo("1"));
            timePasses(Duration.ofSeconds(11));
            hears("long wait: a.txt for another transaction that holds a row");
            assertThat(events.beginningWith("long wait").get(0)).contains("held by process ");
            holder.rollback();
        }
        rowsBecome("1");
    }

    @Test
    void wait_for_one_of_jumbos_own_tables_is_told() throws Exception {
        start();
        append("a.txt", numbers(1, 1));
        rowsBecome("1");
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE jumbo_offsets IN ACCESS EXCLUSIVE MODE");
            append("b.txt", numbers(2, 2)); // a new file, for which a poll asks that table
            eventually(() -> assertThat(backendsWaitingForALock()).isEqualTo("1"));
            timePasses(Duration.ofSeconds(11));
            hears("long wait: the watch itself for a lock on table jumbo_offsets, held by process ");
            holder.rollback();
        }
        rowsBecome("1", "2");
    }

    /** It is read without a poll, which would ask the table first. */
    @Test
    void wait_of_a_file_that_grew_for_one_of_jumbos_own_tables_is_told() throws Exception {
        start();
        append("a.txt", numbers(1, 1));
        rowsBecome("1");
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE jumbo_offsets IN ACCESS EXCLUSIVE MODE");
            append("a.txt", numbers(2, 2));
            eventually(() -> assertThat(backendsWaitingForALock()).isEqualTo("1"));
            timePasses(Duration.ofSeconds(11));
            eventually(() -> assertThat(events.beginningWith("long wait: "))
                    .anyMatch(told -> told.contains(" for a lock on table jumbo_offsets, held by process ")));
            holder.rollback();
        }
        rowsBecome("1", "2");
    }

    @Test
    void commit_that_waits_for_a_standby_is_told_as_such_and_a_stop_leaves_its_end_to_the_offset() throws Exception {
        append("a.txt", numbers(1, 3));
        DefaultCamelContext context = start();
        rowsBecome("1", "2", "3");
        database.execute("ALTER DATABASE " + database.name() + " SET synchronous_commit = on");
        setStandby("nobody");
        try {
            append("a.txt", numbers(4, 4));
            eventually(() -> assertThat(database.column("SELECT count(*) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND wait_event = 'SyncRep'"))
                    .containsExactly("1"));
            timePasses(Duration.ofSeconds(11));
            hears("long wait: a.txt for a synchronous standby to confirm the COMMIT, and none does");
            assertStopsSoon(context);
        } finally {
            setStandby("");
        }
        start();
        rowsBecome("1", "2", "3", "4");
    }

    private void setStandby(String name) {
        TestDatabase maintenance = TestDatabase.maintenance(database.port()); // whose commits wait for nobody
        maintenance.execute("ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
        maintenance.execute("SELECT pg_reload_conf()");
        eventually(() ->
                assertThat(maintenance.column("SHOW synchronous_standby_names")).containsExactly(name));
    }

    @Test
    void stop_while_a_lock_is_waited_for_is_quick_and_exact_and_no_trouble_is_told() throws Exception {
        DefaultCamelContext context = start();
        append("first.txt", numbers(0, 0)); // from then on it is known that rows of two files cannot meet
        rowsBecome("0");
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE t IN EXCLUSIVE MODE");
            append("a.txt", numbers(1, 5000));
            append("b.txt", numbers(5001, 5001));
            eventually(() -> assertThat(backendsWaitingForALock())
                    .as("two, if one poll met both; one, if an early poll came between them")
                    .isIn("1", "2"));
            assertStopsSoon(context);
            eventually(() -> assertThat(backendsWaitingForALock()).isEqualTo("0"));
            holder.rollback();
        }
        assertThat(events.beginningWith("database lost")).isEmpty();
        assertThat(events.beginningWith("watch paused")).isEmpty();
        assertThat(rows()).containsExactly("0");
        start();
        eventually(() -> assertThat(rowsOf("a.txt")).hasSize(5000));
        eventually(() -> assertThat(rowsOf("b.txt")).hasSize(1));
    }

    /** The answer to the COMMIT does not come, though the server has committed. */
    @Test
    void stop_while_a_commit_is_not_answered_writes_nothing_twice() throws Exception {
        append("a.txt", numbers(1, 3));
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        DefaultCamelContext context = start(watch().into(new InterceptedDataSource(database.dataSource(), call -> {
            Object result = call.proceed();
            if (call.method().equals("commit") && database.count("t") == 3) {
                committed.countDown();
                while (!call.connection().isClosed()) {
                    stopped.await(10, TimeUnit.MILLISECONDS);
                }
                throw new SQLException("An I/O error occurred", "08006");
            }
            return result;
        })));
        committed.await();
        assertStopsSoon(context);
        start();
        rowsBecome("1", "2", "3");
    }

    private static void assertStopsSoon(DefaultCamelContext context) {
        long begun = System.nanoTime();
        context.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(QUICK);
    }
}
