package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.TestDatabase;
import io.jumbo.support.TornWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is restored from a backup: offsets and rows go back together, and what came after the backup comes again from the files. */
class RestoreIT {

    @TempDir
    Path directory;

    @Test
    void missing_lines_come_back_with_a_restart() throws Exception {
        Bench bench = new Bench(directory);
        Map<String, Long> lines = Map.of("a.txt", 3_000L, "b.txt", 1_000L);
        try (JumboProcess jumbo = bench.start()) {
            append(bench, "a.txt", 1, 2_000);
            bench.awaitEnds(Map.of("a.txt", 2_000L), jumbo);
            backUp(bench);
            append(bench, "a.txt", 2_001, 3_000);
            append(bench, "b.txt", 1, 1_000);
            bench.awaitEnds(lines, jumbo);
            assertThat(jumbo.stop()).isZero();
        }
        restore(bench);
        assertThat(bench.rows()).isEqualTo(2_000);
        try (JumboProcess jumbo = bench.start()) {
            bench.awaitEnds(lines, jumbo);
            assertThat(jumbo.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
    }

    /** Nothing is appended to a.txt after the restore: it is the outage that makes a running process look into every file again. */
    @Test
    void missing_lines_come_back_while_the_process_runs() throws Exception {
        Random random = Bench.random("restore under load");
        Bench bench = new Bench(directory).option("chunk-bytes", "64KB");
        Map<String, Long> lines = new TreeMap<>();
        try (JumboProcess jumbo = bench.start();
                TornWriter writer = new TornWriter(
                                bench.data(),
                                List.of("b.txt"),
                                new Random(random.nextLong()),
                                500,
                                Duration.ofMillis(5))
                        .start()) {
            append(bench, "a.txt", 1, 2_000);
            awaitRows(bench, jumbo, "a.txt", 2_000);
            backUp(bench);
            bench.awaitMoreRows(500, jumbo);
            append(bench, "a.txt", 2_001, 3_000);
            bench.awaitMoreRows(2_000, jumbo);
            awaitRows(bench, jumbo, "a.txt", 3_000);
            restore(bench);
            awaitRows(bench, jumbo, "a.txt", 3_000);
            lines.putAll(writer.finish());
            lines.put("a.txt", 3_000L);
            bench.awaitEnds(lines, jumbo);
            System.out.println(lines);
            assertThat(jumbo.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
    }

    private static void awaitRows(Bench bench, JumboProcess jumbo, String file, long rows) {
        bench.awaiting(jumbo)
                .untilAsserted(
                        () -> assertThat(bench.database().column("SELECT count(*) FROM rows WHERE path = ?", file))
                                .as(jumbo::output)
                                .containsExactly(String.valueOf(rows)));
    }

    private static void append(Bench bench, String file, long first, long last) throws Exception {
        StringBuilder text = new StringBuilder();
        for (long number = first; number <= last; number++) {
            text.append(TornWriter.line(file, number));
        }
        Files.writeString(bench.data().resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void backUp(Bench bench) {
        String name = bench.database().name();
        TestDatabase server = TestDatabase.maintenance(bench.database().port());
        lock(server, name);
        server.execute("CREATE DATABASE " + name + "_backup TEMPLATE " + name);
        server.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    private static void restore(Bench bench) {
        String name = bench.database().name();
        TestDatabase server = TestDatabase.maintenance(bench.database().port());
        lock(server, name);
        server.execute("DROP DATABASE " + name);
        server.execute("ALTER DATABASE " + name + "_backup RENAME TO " + name);
    }

    /** Nobody comes in, nobody stays. */
    private static void lock(TestDatabase server, String name) {
        server.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        Bench.awaiting()
                .until(() -> server.column(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?", name)
                        .isEmpty());
    }
}
