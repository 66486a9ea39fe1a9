package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.TestDatabase;
import io.jumbo.support.TornWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded server is killed under a process, which starts it again; it outlives a killed process, and the next one finds it, and what the killed one
 * had under way.
 */
class OrphanIT {

    @TempDir
    Path directory;

    private boolean passed;

    @AfterEach
    void showWhatTheServerSaid() throws Exception {
        if (!passed) {
            System.out.println(Files.readString(directory.resolve(".jumbo/postgres.log")));
        }
        // JUnit warns when it meets a link that leaves its directory.
        Files.deleteIfExists(directory.resolve(".jumbo/programs"));
    }

    @Test
    void killed_processes_under_load_and_a_killed_server_lose_and_double_nothing() throws Exception {
        Random random = Bench.random("orphaned embedded server");
        JumboProcess.installedIn(directory);
        Files.writeString(
                directory.resolve("application.properties"),
                "jumbo.insert = " + Bench.BATCH + "\njumbo.chunk-bytes = 64KB\njumbo.poll-interval = 20ms\n"
                        + "jumbo.create-table = "
                        + Bench.TABLE.replace('\n', ' ').replace("TABLE", "TABLE IF NOT EXISTS")
                        + "\n");
        Path data = Files.createDirectory(directory.resolve("data"));
        Map<String, Long> lines;
        try (TornWriter writer = new TornWriter(
                        data, List.of("a.txt", "b.txt"), new Random(random.nextLong()), 2_000, Duration.ofMillis(5))
                .start()) {
            for (int round = 1; round <= 2 * Bench.LONG_RUN; round++) {
                JumboProcess jumbo = JumboProcess.start(directory).awaitStarted();
                Bench bench = bench(data);
                bench.awaitWriting(jumbo);
                bench.awaitMoreRows(1 + random.nextInt(1_000), jumbo);
                bench.awaitWriting(jumbo);
                JumboProcess.server(directory).orElseThrow().destroyForcibly();
                jumbo.awaitOutput("the embedded server runs again on ");
                bench = bench(data);
                bench.awaitMoreRows(1 + random.nextInt(1_000), jumbo);
                bench.awaitWriting(jumbo);
                jumbo.kill();
                ProcessHandle orphan = JumboProcess.server(directory).orElseThrow();
                assertThat(orphan.isAlive()).isTrue();
                if (round % 2 == 0) {
                    orphan.destroyForcibly();
                    orphan.onExit().get();
                }
            }
            lines = writer.finish();
        }
        try (JumboProcess jumbo = JumboProcess.start(directory).awaitStarted()) {
            Bench bench = bench(data);
            bench.awaitEnds(lines, jumbo);
            bench.assertExactlyOnce(lines);
            System.out.println(lines + ", rows taken back: " + bench.rowsTakenBack());
            ProcessHandle server = JumboProcess.server(directory).orElseThrow();
            assertThat(jumbo.stop()).isZero();
            server.onExit().get(10, TimeUnit.SECONDS); // it removes its pid file first, and then ends
            passed = true;
        }
    }

    private Bench bench(Path data) throws Exception {
        int port = Integer.parseInt(
                Files.readString(directory.resolve(".jumbo/port")).strip());
        return new Bench(directory, data, TestDatabase.maintenance(port));
    }
}
