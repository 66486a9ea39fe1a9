package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.TornWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on the same directory and database. Each connects as a role of its own, so that the server can tell who does what. */
class TwoProcessesIT {

    private static final String FIRST = "first_jumbo";
    private static final String SECOND = "second_jumbo";

    private static final List<String> FILES = List.of("a.txt", "b.txt", "c.txt", "d.txt");

    /** Transactions of a role that the server works for; in others it waits for its client. */
    private static final String AT_WORK = "SELECT query FROM pg_stat_activity WHERE usename = ?"
            + " AND datname = current_database() AND state <> 'idle' AND wait_event IS DISTINCT FROM 'ClientRead'";

    /** Files whose offset a transaction of a role has moved, uncommitted: it has left its mark on the row that all others still see. */
    private static final String BEING_WRITTEN = "SELECT path FROM jumbo_offsets o JOIN pg_stat_activity a"
            + " ON o.xmax = a.backend_xid WHERE usename = ? AND datname = current_database()"
            + " AND state NOT LIKE '%aborted%'";

    @TempDir
    Path directory;

    @Test
    void the_other_one_goes_on_when_one_is_killed() throws Exception {
        Random random = Bench.random("two processes, one killed");
        Bench bench = bench();
        Map<String, Long> lines;
        try (JumboProcess second = start(bench, SECOND);
                TornWriter writer = writer(bench, random)) {
            for (int round = 1; round <= Bench.LONG_RUN; round++) {
                try (JumboProcess first = start(bench, FIRST)) {
                    bench.awaitWriting(FIRST, first);
                    bench.awaitMoreRows(5_000, first);
                    bench.awaitWriting(FIRST, first);
                    first.kill();
                    bench.awaitMoreRows(10_000, second);
                    assertQuiet(first);
                }
            }
            try (JumboProcess again = start(bench, FIRST)) {
                bench.awaitWriting(FIRST, again);
                lines = writer.finish();
                bench.awaitEnds(lines, second);
                System.out.println(lines + ", rows taken back: " + bench.rowsTakenBack());
                assertThat(again.stop()).isZero();
                assertThat(second.stop()).isZero();
                assertQuiet(again);
                assertQuiet(second);
            }
        }
        bench.assertExactlyOnce(lines);
    }

    /** As a laptop that sleeps, or a virtual machine that is moved. */
    @Test
    void one_that_is_frozen_in_the_middle_of_chunks_stops_only_their_files() throws Exception {
        Random random = Bench.random("two processes, one frozen");
        Bench bench = bench();
        Map<String, Long> lines;
        try (JumboProcess first = start(bench, FIRST);
                JumboProcess second = start(bench, SECOND);
                TornWriter writer = writer(bench, random)) {
            bench.awaitMoreRows(500, first);
            for (int round = 1; round <= 2 * Bench.LONG_RUN; round++) {
                List<String> frozen = freezeInTheMiddleOfChunks(bench, first);
                String file = frozen.get(0);
                long rows = rowsOf(bench, file);
                for (String other : FILES) {
                    if (!frozen.contains(other)) {
                        long otherRows = rowsOf(bench, other);
                        bench.awaiting(second).until(() -> rowsOf(bench, other) > otherRows + 500);
                    }
                }
                assertThat(rowsOf(bench, file)).as(file).isEqualTo(rows);
                if (round % 2 == 0) {
                    // The server gives the frozen one up: the other takes its file over, and what it does when it wakes
                    // must fail.
                    bench.database()
                            .column("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?", FIRST);
                    bench.awaiting(second).until(() -> rowsOf(bench, file) > rows);
                }
                first.thaw();
                bench.awaitMoreRows(500, first);
            }
            lines = writer.finish();
            bench.awaitEnds(lines, second);
            System.out.println(lines + ", rows taken back: " + bench.rowsTakenBack());
            assertThat(first.stop()).isZero();
            assertThat(second.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
    }

    /** That another one works on the same files is normal. */
    private static void assertQuiet(JumboProcess jumbo) {
        assertThat(jumbo.linesWith("ERROR") + jumbo.linesWith("WARN"))
                .as(jumbo.output())
                .isZero();
    }

    /** Freezes a process that has moved an offset, or several, and not committed; returns the files, which are not all there are. */
    private static List<String> freezeInTheMiddleOfChunks(Bench bench, JumboProcess jumbo) throws Exception {
        while (true) {
            bench.awaitWriting(FIRST, jumbo);
            jumbo.freeze();
            // What it had sent before, for any of its files, may reach the server yet.
            bench.awaiting(jumbo)
                    .during(Duration.ofMillis(300))
                    .until(() -> bench.database().column(AT_WORK, FIRST).isEmpty());
            List<String> files = bench.database().column(BEING_WRITTEN, FIRST);
            if (!files.isEmpty() && files.size() < FILES.size()) {
                return files;
            }
            jumbo.thaw();
        }
    }

    private static long rowsOf(Bench bench, String file) {
        return Long.parseLong(bench.database()
                .column("SELECT count(*) FROM rows WHERE path = ?", file)
                .get(0));
    }

    @BeforeAll
    static void createRoles() {
        Bench.giveRole(FIRST, "none");
        Bench.giveRole(SECOND, "none");
    }

    private Bench bench() throws IOException {
        return new Bench(directory).option("chunk-bytes", "64KB").option("insert", Bench.BATCH);
    }

    private static JumboProcess start(Bench bench, String role) throws IOException {
        return bench.connectTo(bench.database().port(), bench.database().name(), role, "none")
                .start();
    }

    private static TornWriter writer(Bench bench, Random random) {
        return new TornWriter(bench.data(), FILES, new Random(random.nextLong()), 2_000, Duration.ofMillis(5)).start();
    }
}
