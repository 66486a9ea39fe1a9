package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.TornWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process killed with -9. */
class KillIT {

    private static final int ROUNDS = 6 * Bench.LONG_RUN;

    private static final int HEADER_ROUNDS = 2 * Bench.LONG_RUN;

    private static final String HELD =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

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
                bench.option("insert", round % 2 == 0 ? Bench.COPY : Bench.BATCH);
                try (JumboProcess jumbo = bench.start()) {
                    if (round % 3 != 0) { // else anywhere, in the start too
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

    /** Scenario 49. A foreign key, which is asked about when all rows are inserted, holds the transaction open; the server goes on with it for a while. */
    @Test
    void killed_between_the_rows_and_the_commit_leaves_no_row_and_no_offset() throws Exception {
        Bench bench = new Bench(directory);
        bench.database().execute("""
                CREATE TABLE brake (id int PRIMARY KEY);
                INSERT INTO brake VALUES (1);
                ALTER TABLE rows ADD COLUMN brake int DEFAULT 1 REFERENCES brake
                """);
        Map<String, Long> lines = Map.of("a.txt", 1_000L);
        TornWriter.backlog(bench.data().resolve("a.txt"), 1_000);
        try (JumboProcess jumbo = bench.start();
                Connection holder = bench.database().dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("SELECT FROM brake FOR UPDATE");
            bench.awaiting(jumbo).until(() -> !bench.database().column(HELD).isEmpty());
            jumbo.kill();
            assertThat(bench.database().column(HELD))
                    .as("the server still holds it")
                    .hasSize(1);
            assertThat(bench.rows()).isZero();
            assertThat(bench.database().column("SELECT next_byte FROM jumbo_offsets"))
                    .containsExactly("0");
            holder.rollback();
        }
        try (JumboProcess jumbo = bench.start()) {
            jumbo.awaitOutput("Try it:");
            bench.awaitEnds(lines, jumbo);
            assertThat(jumbo.linesWith("ERROR")).as(jumbo.output()).isZero();
            assertThat(jumbo.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
        assertThat(bench.rowsTakenBack()).isEqualTo(1_000);
    }

    /** The header is longer than many chunks; a second instance goes on where the first one died. */
    @Test
    void killed_in_the_middle_of_a_header_inserts_the_data_below_it_once() throws Exception {
        Random random = Bench.random("killed in a header");
        Bench bench = new Bench(directory)
                .option("insert", "INSERT INTO rows (line, path) VALUES (%(Line)s, %(path)s)")
                .option("delimiter", "tab")
                .option("chunk-bytes", "64KB");
        Path file = bench.data().resolve("a.txt");
        TornWriter.backlog(file, 1_000);
        byte[] data = Files.readAllBytes(file);
        byte[] header = ("# setting of no interest\n".repeat(20_000) + "Unit\tLine\n").getBytes(StandardCharsets.UTF_8);
        data = new String(data, StandardCharsets.UTF_8)
                .replaceAll("(?m)^", "V\t")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(file, new byte[0]);
        int from = 0;
        for (int round = 1; round <= HEADER_ROUNDS; round++) {
            int to = round == HEADER_ROUNDS ? header.length : from + random.nextInt((header.length - from) / 2);
            Files.write(file, Arrays.copyOfRange(header, from, to), StandardOpenOption.APPEND);
            from = to;
            try (JumboProcess jumbo = bench.start();
                    JumboProcess second = bench.start()) {
                jumbo.awaitOutput("Watching:");
                jumbo.runFor(Duration.ofMillis(random.nextInt(300)));
                jumbo.kill();
                second.runFor(Duration.ofMillis(random.nextInt(300)));
                second.kill();
            }
        }
        Files.write(file, data, StandardOpenOption.APPEND);
        try (JumboProcess jumbo = bench.start()) {
            bench.awaiting(jumbo).until(() -> bench.rows() == 1_000);
            assertThat(jumbo.stop()).isZero();
        }
        assertThat(bench.database().column("SELECT line FROM rows WHERE line <> " + TornWriter.LINE))
                .isEmpty();
        assertThat(bench.database().column("SELECT max(n) FROM rows")).containsExactly("1000");
        assertThat(bench.database().count("jumbo_dead_letters")).isZero();
    }

    /** Scenario 51. What was written is known by the database alone. */
    @Test
    void a_lost_working_directory_inserts_nothing_again() throws Exception {
        Bench bench = new Bench(directory).option("directory", "../instrument");
        TornWriter.backlog(bench.data().resolve("a.txt"), 1_000);
        Path workplace = bench.newWorkplace();
        try (JumboProcess jumbo = JumboProcess.start(workplace, List.of(), Map.of())) {
            bench.awaitEnds(Map.of("a.txt", 1_000L), jumbo);
            jumbo.kill();
        }
        try (Stream<Path> files = Files.walk(workplace)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(bench.data().resolve("a.txt"), TornWriter.line("a.txt", 1_001), StandardOpenOption.APPEND);
        Map<String, Long> lines = Map.of("a.txt", 1_001L);
        try (JumboProcess jumbo =
                bench.option("directory", bench.data().toString()).start()) {
            bench.awaitEnds(lines, jumbo);
            assertThat(jumbo.linesWith("is new")).as(jumbo.output()).isZero();
            assertThat(jumbo.stop()).isZero();
        }
        bench.assertExactlyOnce(lines);
    }
}
