package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.TornWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away under load and comes back: it costs time and nothing else. */
class OutageIT {

    private static final String LOST = "the database takes no rows";
    private static final String GOES_ON = "goes on after";

    private static final int MOST = 200;

    @TempDir
    Path directory;

    @Test
    void terminated_backends_lose_and_double_nothing() throws Exception {
        Random random = Bench.random("terminated backends");
        Bench bench = new Bench(directory).option("chunk-bytes", "64KB");
        int terminations = 12 * Bench.LONG_RUN;
        Map<String, Long> lines;
        try (JumboProcess jumbo = bench.start();
                TornWriter writer = writer(bench, random).start()) {
            // And on until one of them has met a transaction with rows in it, which is not for the test to choose.
            for (int i = 1; i <= terminations || (i <= MOST && bench.rowsTakenBack() == 0); i++) {
                bench.awaitMoreRows(1 + random.nextInt(1_000), jumbo);
                if (i % 2 == 0) {
                    bench.awaitWriting(jumbo);
                } else {
                    jumbo.runFor(Duration.ofMillis(random.nextInt(50)));
                }
                bench.terminateBackends("jumbo");
            }
            lines = writer.finish();
            bench.awaitEnds(lines, jumbo);
            System.out.println(
                    lines + ", outages told: " + jumbo.linesWith(LOST) + ", rows taken back: " + bench.rowsTakenBack());
            assertThat(jumbo.linesWith(LOST)).as(jumbo.output()).isBetween(1L, (long) Math.max(terminations, MOST));
            assertThat(jumbo.linesWith(GOES_ON)).as(jumbo.output()).isEqualTo(jumbo.linesWith(LOST));
            assertThat(jumbo.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
        assertThat(bench.rowsTakenBack()).as("no termination met a transaction").isPositive();
    }

    @Test
    void a_server_that_crashes_under_load_costs_time_and_two_log_lines_each() throws Exception {
        Random random = Bench.random("pg_ctl restart -m immediate");
        Bench bench = new Bench(directory).option("chunk-bytes", "64KB");
        int crashes = 3 * Bench.LONG_RUN;
        Map<String, Long> lines;
        try (JumboProcess jumbo = bench.start();
                TornWriter writer = writer(bench, random).start()) {
            for (int crash = 1; crash <= crashes; crash++) {
                bench.awaitMoreRows(1 + random.nextInt(1_000), jumbo);
                bench.awaitWriting(jumbo);
                bench.server().restart();
                long outages = crash;
                bench.awaiting(jumbo)
                        .untilAsserted(() -> assertThat(jumbo.linesWith(GOES_ON))
                                .as(jumbo::output)
                                .isEqualTo(outages));
            }
            lines = writer.finish();
            bench.awaitEnds(lines, jumbo);
            assertThat(jumbo.linesWith(LOST)).as(jumbo.output()).isEqualTo(crashes);
            assertThat(jumbo.linesWith(GOES_ON)).as(jumbo.output()).isEqualTo(crashes);
            assertThat(jumbo.linesWith("ERROR")).as(jumbo.output()).isZero();
            assertThat(jumbo.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
    }

    /** 117 MB wait in the file while the database is down; the heap of 128 MB holds the process and two chunks, not the file. */
    @Test
    void memory_is_bounded_whatever_waits_in_the_file() throws Exception {
        Bench bench = new Bench(directory);
        Map<String, Long> lines = Map.of("backlog.txt", 310_000L);
        bench.server().crash();
        try (JumboProcess jumbo =
                bench.start("-Xmx128m", "-XX:+ExitOnOutOfMemoryError").awaitOutput(LOST)) {
            TornWriter.backlog(bench.data().resolve("backlog.txt"), lines.get("backlog.txt"));
            bench.server().start();
            bench.awaitMoreRows(150_000, jumbo);
            bench.server().restart();
            bench.awaitEnds(lines, jumbo);
            assertThat(jumbo.linesWith("OutOfMemory")).as(jumbo.output()).isZero();
            assertThat(jumbo.linesWith(LOST)).as(jumbo.output()).isEqualTo(2);
            assertThat(jumbo.linesWith(GOES_ON)).as(jumbo.output()).isEqualTo(2);
            assertThat(jumbo.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
    }

    private static TornWriter writer(Bench bench, Random random) {
        return new TornWriter(
                bench.data(), List.of("a.txt", "b.txt"), new Random(random.nextLong()), 2_000, Duration.ofMillis(5));
    }
}
