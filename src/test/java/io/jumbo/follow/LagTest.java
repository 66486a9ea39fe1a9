package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lag is 0 if and only if every complete line that was seen is in the database. */
class LagTest {

    private static final int STEPS = 400;

    @TempDir
    Path directory;

    private FollowedDirectory followed;

    @BeforeEach
    void follow() throws IOException {
        followed = new FollowedDirectory(directory.toRealPath());
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lag_is_zero_exactly_when_all_lines_are_written(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, StringBuilder> files = new TreeMap<>();
        int zero = 0;
        for (int step = 0; step < STEPS; step++) {
            String name = random.nextInt(4) + ".txt";
            String text = seed + "." + step + (random.nextInt(3) == 0 ? "" : "\n");
            files.computeIfAbsent(name, any -> new StringBuilder()).append(text);
            Files.writeString(directory.resolve(name), files.get(name));
            followed.failing = random.nextInt(4) == 0;
            followed.poll();
            Lag lag = followed.follower.status().lag();
            Set<String> missing = completeLines(files.values());
            followed.store.lines().forEach(missing::remove);
            assertThat(lag.bytes() == 0)
                    .as("step %s: %s, %s", step, lag, missing)
                    .isEqualTo(missing.isEmpty());
            assertThat(lag.age().isZero()).isEqualTo(missing.isEmpty());
            long unwritten =
                    files.values().stream().mapToLong(StringBuilder::length).sum() - bytesWritten();
            assertThat(lag.bytes() + lag.unfinished()).isEqualTo(unwritten);
            zero += missing.isEmpty() ? 1 : 0;
        }
        assertThat(zero).isBetween(STEPS / 10, STEPS - STEPS / 10);
    }

    private static Set<String> completeLines(Iterable<StringBuilder> files) {
        Set<String> lines = new HashSet<>();
        for (StringBuilder file : files) {
            String complete = file.substring(0, file.lastIndexOf("\n") + 1);
            lines.addAll(complete.lines().toList());
        }
        return lines;
    }

    private long bytesWritten() throws IOException, SQLException {
        return followed.store.inTransaction(offsets -> offsets.all().stream()
                .mapToLong(offset -> offset.progress().nextByte())
                .sum());
    }

    @Test
    void age_counts_from_when_the_oldest_byte_was_seen() throws Exception {
        followed.write("a.txt", "1\n");
        followed.failing = true;
        followed.poll();
        followed.pollsFor(Duration.ofSeconds(60));
        assertThat(followed.follower.status().lag().age()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
        assertThat(followed.follower.status().lag().files())
                .singleElement()
                .satisfies(file -> assertThat(file.path()).isEqualTo("a.txt"));
        followed.failing = false;
        followed.pollsFor(Duration.ofSeconds(15));
        assertThat(followed.follower.status().lag()).isEqualTo(Lag.NONE);
    }

    @Test
    void last_line_without_an_end_is_told_apart() throws Exception {
        followed.write("a.txt", "1\nhalf");
        followed.poll();
        Lag lag = followed.follower.status().lag();
        assertThat(lag.bytes()).isZero();
        assertThat(lag.unfinished()).isEqualTo(4);
    }

    @Test
    void file_that_is_gone_takes_its_figures_along() throws Exception {
        followed.write("other.txt", "0\n");
        Path file = followed.write("a.txt", "1\nhalf");
        followed.poll();
        Files.delete(file);
        followed.pollsFor(Duration.ofSeconds(90));
        assertThat(followed.follower.status().lag()).isEqualTo(Lag.NONE);
    }

    @Test
    void lines_that_come_to_a_file_that_left_its_path_wait_too() throws Exception {
        followed.write("other.txt", "0\n");
        Path file = followed.write("a.txt", "1\n");
        followed.poll();
        followed.append("a.txt", "2\n");
        Files.move(file, directory.resolve("a.old"));
        followed.failing = true;
        followed.pollsFor(Duration.ofSeconds(5));
        assertThat(followed.follower.status().lag().bytes()).isEqualTo(2);
        followed.failing = false;
        followed.pollsFor(Duration.ofSeconds(15));
        assertThat(followed.follower.status().lag()).isEqualTo(Lag.NONE);
    }

    @Test
    void second_name_of_a_file_and_a_cut_file_are_not_behind() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n3\n");
        Files.createLink(directory.resolve("link.txt"), file);
        followed.pollsFor(Duration.ofSeconds(3));
        assertThat(followed.follower.status().lag()).isEqualTo(Lag.NONE);
        followed.append("a.txt", "4\n");
        followed.pollsFor(Duration.ofSeconds(3));
        followed.write("a.txt", "");
        followed.pollsFor(Duration.ofSeconds(10));
        assertThat(followed.follower.status().lag()).isEqualTo(Lag.NONE);
        followed.append("a.txt", "5\n");
        followed.pollsFor(Duration.ofSeconds(3));
        assertThat(followed.follower.status().lag()).isEqualTo(Lag.NONE);
    }

    @Test
    void lines_below_a_header_that_is_not_the_right_one_wait() throws Exception {
        Map<String, String> more = Map.of("insert", "INSERT INTO t VALUES (%(Volts)s)", "header-lines", "1");
        Path other = Files.createDirectory(directory.resolve("headers"));
        try (FollowedDirectory named = new FollowedDirectory(other.toRealPath(), more)) {
            named.write("h.txt", "Time,Volt\n1,2\n");
            named.pollsFor(Duration.ofSeconds(3));
            assertThat(named.follower.status().lag().bytes()).isPositive();
            assertThat(named.follower.status().lag().files())
                    .extracting(FileLag::path)
                    .isEqualTo(List.of("h.txt"));
        }
    }
}
