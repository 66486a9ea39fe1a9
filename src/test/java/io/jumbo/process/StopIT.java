package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.TornWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM, whatever is going on. */
class StopIT {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private static final String CONNECTIONS =
            "SELECT state || ': ' || query FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'jumbo'";

    private static final String WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = 'jumbo' AND wait_event_type = 'Lock'";

    @TempDir
    Path directory;

    @Test
    void a_backlog_of_200_mb_does_not_delay_the_stop_and_the_next_start_goes_on_where_it_was() throws Exception {
        Random random = Bench.random("SIGTERM in a backlog");
        Bench bench = new Bench(directory);
        Map<String, Long> lines = Map.of("a.txt", 390_000L);
        TornWriter.backlog(bench.data().resolve("a.txt"), 390_000);
        assertThat(Files.size(bench.data().resolve("a.txt"))).isGreaterThan(195_000_000);
        for (int round = 1; round <= 2 * Bench.LONG_RUN; round++) {
            try (JumboProcess jumbo = bench.start()) {
                bench.awaitMoreRows(1 + random.nextInt(50_000), jumbo);
                bench.awaitWriting(jumbo);
                assertStopsInTime(jumbo);
                System.out.println("stopped at row " + bench.rows());
                assertThat(bench.database().column(CONNECTIONS)).isEmpty();
                assertThat(bench.rows()).isLessThan(390_000);
            }
        }
        try (JumboProcess jumbo = bench.start()) {
            bench.awaitEnds(lines, jumbo);
            assertStopsInTime(jumbo);
        }
        bench.assertExactlyOnce(lines);
    }

    /** The statement under way would take a minute. */
    @Test
    void a_slow_database_does_not_delay_the_stop() throws Exception {
        Bench bench = new Bench(directory).option("insert", Bench.BATCH);
        bench.database().execute("""
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN PERFORM pg_sleep(0.1) FROM brake; RETURN new; END $$;
                CREATE TRIGGER slow BEFORE INSERT ON rows FOR EACH ROW EXECUTE FUNCTION slow();
                CREATE TABLE brake AS SELECT
                """);
        Map<String, Long> lines = Map.of("a.txt", 600L);
        TornWriter.backlog(bench.data().resolve("a.txt"), 600);
        try (JumboProcess jumbo = bench.start()) {
            bench.awaitWriting(jumbo);
            assertStopsInTime(jumbo);
        }
        assertThat(bench.rows()).isZero();
        bench.database().execute("DELETE FROM brake");
        try (JumboProcess jumbo = bench.start()) {
            bench.awaitEnds(lines, jumbo);
            assertStopsInTime(jumbo);
        }
        bench.assertExactlyOnce(lines);
    }

    /** Somebody has locked the table, and keeps it. */
    @Test
    void a_lock_that_is_waited_for_does_not_delay_the_stop() throws Exception {
        Bench bench = new Bench(directory);
        Map<String, Long> lines = Map.of("a.txt", 1_000L);
        TornWriter.backlog(bench.data().resolve("a.txt"), 1_000);
        try (Connection holder = bench.database().dataSource().getConnection();
                JumboProcess jumbo = bench.start()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE rows IN EXCLUSIVE MODE");
            Bench.awaiting()
                    .untilAsserted(() -> assertThat(bench.database().column(WAITING))
                            .as(jumbo::output)
                            .isNotEmpty());
            long begun = System.nanoTime();
            assertStopsInTime(jumbo);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
            assertThat(jumbo.output()).doesNotContain("ERROR", "the database takes no rows");
            holder.rollback();
        }
        try (JumboProcess jumbo = bench.start()) {
            bench.awaitEnds(lines, jumbo);
            assertStopsInTime(jumbo);
        }
        bench.assertExactlyOnce(lines);
    }

    @Test
    void a_database_that_is_down_does_not_delay_the_stop() throws Exception {
        Bench bench = new Bench(directory);
        Path file = bench.data().resolve("a.txt");
        TornWriter.backlog(file, 1_000);
        try (JumboProcess jumbo = bench.start()) {
            bench.awaitMoreRows(1_000, jumbo);
            bench.server().crash();
            try {
                Files.writeString(file, TornWriter.line("a.txt", 1_001), StandardOpenOption.APPEND);
                jumbo.awaitOutput("the database takes no rows");
                assertStopsInTime(jumbo);
            } finally {
                bench.server().start();
            }
        }
        Map<String, Long> lines = Map.of("a.txt", 1_001L);
        try (JumboProcess jumbo = bench.start()) {
            bench.awaitEnds(lines, jumbo);
            assertStopsInTime(jumbo);
        }
        bench.assertExactlyOnce(lines);
    }

    private static void assertStopsInTime(JumboProcess jumbo) throws Exception {
        long begun = System.nanoTime();
        assertThat(jumbo.stop()).as(jumbo.output()).isZero();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("the stop took " + took.toMillis() + " ms");
        assertThat(took).as(jumbo.output()).isLessThan(LONGEST_STOP);
    }
}
