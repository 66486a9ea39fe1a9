package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.CommitCutter;
import io.jumbo.support.CommitCutter.Cut;
import io.jumbo.support.TornWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection cut in the middle of COMMIT: it may have happened or not, and only the database knows. */
class CutCommitIT {

    private static final int CUTS = 6 * Bench.LONG_RUN;

    /** One COMMIT of so many is cut, in each of the three ways. */
    private static final int RARITY = 10;

    @TempDir
    Path directory;

    @Test
    void a_connection_cut_in_the_middle_of_commit_loses_and_doubles_nothing_whatever_became_of_the_commit()
            throws Exception {
        Random random = Bench.random("connections cut in COMMIT");
        Bench bench = new Bench(directory).option("chunk-bytes", "64KB");
        Map<String, Long> lines;
        try (CommitCutter cutter = CommitCutter.before(bench.server().port(), () -> choose(random));
                JumboProcess jumbo = bench.connectTo(
                                cutter.port(), bench.database().name(), "postgres", "none")
                        .start();
                TornWriter writer = new TornWriter(
                                bench.data(),
                                List.of("a.txt", "b.txt"),
                                new Random(random.nextLong()),
                                2_000,
                                Duration.ofMillis(5))
                        .start()) {
            await().atMost(Bench.PATIENCE)
                    .untilAsserted(() -> assertThat(cutter.commits())
                            .as(jumbo::output)
                            .allSatisfy((cut, times) -> assertThat(times).isGreaterThanOrEqualTo(CUTS))
                            .hasSize(Cut.values().length));
            bench.awaiting(jumbo) // until one of the commits was of rows, which is not for the test to choose
                    .until(() -> bench.rowsTakenBack() > 0);
            lines = writer.finish();
            bench.awaitEnds(lines, jumbo);
            System.out.println(lines + " " + cutter.commits() + ", rows taken back: " + bench.rowsTakenBack());
            assertThat(jumbo.linesWith("the database takes no rows")).isPositive();
            bench.awaiting(jumbo)
                    .untilAsserted(() -> assertThat(jumbo.linesWith("goes on after"))
                            .isEqualTo(jumbo.linesWith("the database takes no rows")));
            assertThat(jumbo.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
        assertThat(bench.rowsTakenBack()).isPositive();
    }

    private static Cut choose(Random random) {
        int number = random.nextInt(RARITY * 3);
        return number < 3 ? Cut.values()[number] : Cut.NONE;
    }
}
