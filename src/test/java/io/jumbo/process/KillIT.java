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

/** The process killed with -9. */
class KillIT {

    private static final int ROUNDS = 8 * Bench.LONG_RUN;

    @TempDir
    Path directory;

    @Test
    void kill_9_at_random_instants_loses_and_doubles_nothing() throws Exception {
        Random random = Bench.random("kill -9 at random instants");
        Bench bench = new Bench(directory).option("chunk-bytes", "64KB");
        Map<String, Long> lines;
        try (TornWriter writer = new TornWriter(
                        bench.data(),
                        List.of("a.txt", "b.txt", "c.txt"),
                        new Random(random.nextLong()),
                        2_000,
                        Duration.ofMillis(5))
                .start()) {
            for (int round = 1; round <= ROUNDS; round++) {
                bench.option("insert", round % 2 == 0 ? Bench.UNNEST : Bench.BATCH);
                try (JumboProcess jumbo = bench.start()) {
                    if (round % 4 != 0) { // else anywhere, in the start too
                        bench.awaitMoreRows(1 + random.nextInt(3_000), jumbo);
                    }
                    jumbo.runFor(Duration.ofMillis(random.nextInt(400)));
                    assertThat(jumbo.isAlive()).as(jumbo.output()).isTrue();
                    if (round % 2 == 0) {
                        bench.awaitWriting(jumbo);
                    }
                    jumbo.kill();
                    System.out.println("round " + round + ": killed at row " + bench.rows());
                }
            }
            lines = writer.finish();
        }
        try (JumboProcess jumbo = bench.start()) {
            bench.awaitEnds(lines, jumbo);
            assertThat(jumbo.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
        System.out.println(lines + ", rows taken back by kills: " + bench.rowsTakenBack());
        assertThat(bench.rowsTakenBack()).as("no kill met a transaction").isPositive();
    }
}
