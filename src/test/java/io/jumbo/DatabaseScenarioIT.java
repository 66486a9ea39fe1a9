package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.TestDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Trouble with the database that is no line's fault, and databases put back to an earlier state. */
class DatabaseScenarioIT extends Scenario {

    private static final List<String> TEMPORARY = List.of("53300", "55P03", "40P01", "40001", "53100");

    /** Scenario 60. */
    @Test
    void what_the_server_cannot_do_now_is_tried_again_and_no_line_is_blamed() throws Exception {
        database.execute("""
                CREATE FUNCTION fail_twice() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF nextval('tries_' || TG_ARGV[0]) <= 2 THEN
                    RAISE EXCEPTION 'not now' USING ERRCODE = TG_ARGV[0];
                  END IF;
                  RETURN NULL;
                END $$""");
        List<FileWatcher> watches = new ArrayList<>();
        for (String state : TEMPORARY) {
            database.execute(
                    "CREATE TABLE t_" + state + " (n int); CREATE SEQUENCE tries_" + state.toLowerCase(Locale.ROOT)
                            + "; CREATE TRIGGER fail AFTER INSERT ON t_" + state
                            + " FOR EACH STATEMENT EXECUTE FUNCTION fail_twice('" + state + "')");
            watches.add(watch().named(state)
                    .insert("INSERT INTO t_" + state + " (n) VALUES (%s)")
                    .into(database.dataSource()));
        }
        append("a.txt", numbers(1, 5));
        start(watches.toArray(FileWatcher[]::new));
        for (String state : TEMPORARY) {
            eventually(() ->
                    assertThat(database.column("SELECT n FROM t_" + state)).containsExactly("1", "2", "3", "4", "5"));
            assertThat(database.column("SELECT last_value FROM tries_" + state.toLowerCase(Locale.ROOT)))
                    .as("two failures, and five lines, each a statement of its own beside a trigger")
                    .containsExactly("7");
        }
        assertThat(deadLetters()).isEmpty();
        assertThat(events.beginningWith("watch paused")).isEmpty();
        assertThat(events.beginningWith("database lost"))
                .as("53300 and 53100; the others are contention")
                .hasSize(2);
    }

    /** Scenario 61. */
    @Test
    void a_database_that_is_missing_is_told_once_and_waited_for() throws Exception {
        String hidden = database.name() + "_hidden";
        TestDatabase maintenance = TestDatabase.maintenance(database.port());
        maintenance.execute("ALTER DATABASE " + database.name() + " RENAME TO " + hidden);
        append("a.txt", numbers(1, 3));
        start();
        hears("watch paused");
        assertThat(events.beginningWith("watch paused").get(0)).contains(database.name());
        append("a.txt", numbers(4, 4));
        maintenance.execute("ALTER DATABASE " + hidden + " RENAME TO " + database.name());
        rowsBecome("1", "2", "3", "4");
        heardOnce("watch paused");
        heardOnce("watch resumed");
    }

    /** Scenario 61. */
    @Test
    void a_role_that_may_not_log_in_is_told_once_and_waited_for() throws Exception {
        String role = database.name() + "_role";
        append("a.txt", numbers(1, 3));
        start(watch().into(database.dataSource(role)));
        hears("watch paused");
        assertThat(events.beginningWith("watch paused").get(0)).contains(role);
        database.execute("CREATE ROLE " + role + " LOGIN SUPERUSER");
        rowsBecome("1", "2", "3");
        heardOnce("watch paused");
        heardOnce("watch resumed");
    }

    /** Scenario 62. */
    @Test
    void a_missing_table_pauses_the_watch_until_it_is_there() throws Exception {
        database.execute("ALTER TABLE t RENAME TO elsewhere");
        append("a.txt", numbers(1, 3));
        append("b.txt", numbers(4, 6));
        start();
        eventually(() -> assertThat(passes.over("a.txt") + passes.over("b.txt")).isGreaterThan(2));
        hears("watch paused");
        heardOnce("watch paused");
        assertThat(deadLetters()).isEmpty();
        assertThat(database.column("SELECT sum(next_byte) FROM jumbo_offsets")).containsExactly("0");
        database.execute("ALTER TABLE elsewhere RENAME TO t");
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6"));
        pollsPass(2);
        assertThat(rows()).hasSize(6);
        assertThat(deadLetters()).isEmpty();
        heardOnce("watch paused");
        heardOnce("watch resumed");
    }

    /** Scenario 62. */
    @Test
    void a_missing_privilege_pauses_the_watch_until_it_is_granted() throws Exception {
        String role = database.name() + "_guest";
        database.execute("CREATE ROLE " + role + " LOGIN; GRANT CREATE ON SCHEMA public TO " + role);
        append("a.txt", numbers(1, 3));
        start(watch().into(database.dataSource(role)));
        eventually(() -> assertThat(passes.over("a.txt")).isGreaterThan(1));
        hears("watch paused");
        heardOnce("watch paused");
        assertThat(deadLetters()).isEmpty();
        database.execute("GRANT INSERT ON t TO " + role);
        rowsBecome("1", "2", "3");
        heardOnce("watch resumed"); // a refusal for which nothing was missing any more a moment later may be told, too
    }

    /** Scenario 63. */
    @Test
    void a_slow_table_keeps_no_other_watch_waiting() throws Exception {
        database.execute("""
                CREATE TABLE slow (line text);
                CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_advisory_xact_lock(63); RETURN NULL; END $$;
                CREATE TRIGGER wait BEFORE INSERT ON slow FOR EACH STATEMENT EXECUTE FUNCTION wait()""");
        append("a.txt", numbers(1, 3));
        try (Connection holder = database.dataSource().getConnection()) {
            holder.createStatement().execute("SELECT pg_advisory_lock(63)");
            start(
                    watch().named("slow")
                            .insert("INSERT INTO slow (line) VALUES (%s)")
                            .include("a.txt")
                            .into(database.dataSource()),
                    watch().into(database.dataSource()));
            eventually(() -> assertThat(backendsWaitingForALock()).isEqualTo("1"));
            append("a.txt", numbers(4, 5));
            rowsBecome("1", "2", "3", "4", "5");
            assertThat(database.column("SELECT line FROM slow")).isEmpty();
        }
        eventually(() -> assertThat(database.column("SELECT line FROM slow")).containsExactly("1", "2", "3", "4", "5"));
    }

    /** Its rows are gone after a crash of the server, and the offsets are not. */
    @Test
    void an_unlogged_table_is_written_to_and_warned_of_at_the_start() throws Exception {
        database.execute("ALTER TABLE t SET UNLOGGED");
        append("a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        heardOnce("table not crash safe: table t is UNLOGGED");
    }

    /** Scenario 52. */
    @Test
    void a_database_put_back_to_an_earlier_state_gets_the_lines_it_misses() throws Exception {
        append("growing.txt", numbers(1, 3));
        append("idle.txt", "idle 1\n");
        start();
        eventually(() -> assertThat(rows()).hasSize(4));
        database.execute("CREATE TABLE t_backup AS TABLE t; CREATE TABLE offsets_backup AS TABLE jumbo_offsets");
        append("growing.txt", numbers(4, 6));
        append("idle.txt", "idle 2\n");
        eventually(() -> assertThat(rows()).hasSize(8));
        pollsPass(2);
        database.execute("BEGIN; DELETE FROM t; INSERT INTO t OVERRIDING SYSTEM VALUE TABLE t_backup;"
                + " DELETE FROM jumbo_offsets; INSERT INTO jumbo_offsets OVERRIDING SYSTEM VALUE TABLE offsets_backup;"
                + " COMMIT");
        assertThat(rows()).hasSize(4);

        append("growing.txt", numbers(7, 7));
        eventually(() -> assertThat(rowsOf("growing.txt")).containsExactly(numbered(1, 7)));

        terminateABackendAtWork(); // after which the stored offsets are compared, as they are every 30 seconds
        eventually(() -> assertThat(rowsOf("idle.txt")).containsExactly("idle 1", "idle 2"));
        pollsPass(2);
        assertThat(rowsOf("growing.txt")).containsExactly(numbered(1, 8));
        assertThat(rowsOf("idle.txt")).containsExactly("idle 1", "idle 2");
        assertThat(deadLetters()).isEmpty();
        heardOnce("database lost");
    }

    private void terminateABackendAtWork() throws Exception {
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE t IN EXCLUSIVE MODE");
            append("growing.txt", numbers(8, 8));
            eventually(() -> assertThat(backendsWaitingForALock()).isEqualTo("1"));
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
            hears("database lost");
            holder.rollback();
        }
    }

    /** Scenario 81. */
    @Test
    void two_instances_on_one_directory_and_database_write_each_line_once() throws Exception {
        List<String> files = List.of("a.txt", "b.txt", "c.txt", "d.txt");
        start();
        start();
        for (int first = 1; first < 1000; first += 100) {
            for (String file : files) {
                append(file, numbers(first, first + 99));
            }
        }
        start();
        for (String file : files) {
            append(file, numbers(1001, 1500));
        }
        eventually(() -> assertThat(rows()).hasSizeGreaterThanOrEqualTo(6000));
        pollsPass(2);
        for (String file : files) {
            assertThat(rowsOf(file)).containsExactly(numbered(1, 1500));
        }
        assertThat(deadLetters()).isEmpty();
        assertThat(events.beginningWith("watch paused")).isEmpty();
        assertThat(events.beginningWith("database lost")).isEmpty();
    }
}
