package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file ends with counts as complete when nothing has happened to it for {@code record-timeout}. */
class RecordTimeoutTest {

    @TempDir
    Path directory;

    private FollowedDirectory followed;

    private void follow(Map<String, String> options) throws Exception {
        followed = new FollowedDirectory(directory.toRealPath(), options);
        followed.write("other.txt", "0\n");
        assertThat(followed.poll()).containsExactly("0");
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void last_line_without_its_end_is_read_once() throws Exception {
        follow(Map.of("record-timeout", "5s"));
        followed.write("a.txt", "1\n2");
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).containsExactly("1");
        assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("2");
        assertThat(followed.pollsFor(Duration.ofSeconds(100))).isEmpty();
    }

    @Test
    void last_line_that_is_written_over_is_not_complete_before_it_rests() throws Exception {
        follow(Map.of("record-timeout", "5s"));
        Path file = followed.write("a.txt", "1\n2");
        assertThat(followed.pollsFor(Duration.ofSeconds(4))).containsExactly("1");
        followed.write("a.txt", "1\n3");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).isEmpty();
        assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("3");
    }

    /** Half a unit of UTF-16 is no text, and no time makes it any. */
    @Test
    void rest_that_makes_no_line_is_looked_into_once() throws Exception {
        followed = new FollowedDirectory(directory.toRealPath(), Map.of("record-timeout", "5s", "charset", "UTF-16LE"));
        Path file = directory.resolve("a.txt");
        Files.write(file, new byte[] {'1', 0, '\n', 0, '2'});
        assertThat(followed.pollsFor(Duration.ofSeconds(8))).containsExactly("1");
        for (int look = 0; look < 5; look++) {
            followed.clock.pass(FollowedDirectory.INTERVAL);
            followed.follower.pollBegins();
            assertThat(followed.hasNews(file)).isFalse();
        }
    }

    @Test
    void unfinished_line_of_a_deleted_file_is_read() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        follow(Map.of("record-timeout", "5s"));
        Path file = followed.write("a.txt", "half");
        followed.poll();
        Files.delete(file);
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).isEmpty();
        assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("half");
        followed.pollsFor(Duration.ofSeconds(100));
        assertThat(followed.events.beginningWith("bytes abandoned")).isEmpty();
        assertThat(followed.openFiles()).containsExactly("other.txt");
    }

    @Test
    void file_that_left_the_pattern_is_kept_open_until_the_record_timeout_is_over() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        follow(Map.of("record-timeout", "3m"));
        Path file = followed.write("a.txt", "half");
        followed.poll();
        Files.move(file, directory.resolve("a.old"));
        assertThat(followed.pollsFor(Duration.ofSeconds(179))).isEmpty();
        assertThat(followed.pollsFor(Duration.ofSeconds(4))).containsExactly("half");
        followed.pollsFor(Duration.ofSeconds(200));
        assertThat(followed.openFiles()).doesNotContain("a.old");
        assertThat(followed.events.beginningWith("bytes abandoned")).isEmpty();
    }
}
