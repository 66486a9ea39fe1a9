package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that left its path is read to its end by its handle, and let go when its writer has had a minute to notice. */
class DepartedFilesTest {

    @TempDir
    Path directory;

    private FollowedDirectory followed;
    private Path file;

    @BeforeEach
    void follow() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        followed = new FollowedDirectory(directory.toRealPath());
        followed.write("other.txt", "0\n");
        file = followed.write("a.txt", "1\n");
        assertThat(followed.poll()).containsExactlyInAnyOrder("0", "1");
        followed.events.news();
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void file_that_is_deleted_before_its_last_lines_were_read_is_read_to_its_end() throws Exception {
        followed.append("a.txt", "2\n3\n");
        Files.delete(file);
        assertThat(followed.poll()).containsExactly("2", "3");
        assertThat(followed.events.news()).contains("file changed: a.txt Left");
        assertThat(followed.poll()).isEmpty();
        assertThat(followed.events.news()).as("told once").isEmpty();
    }

    @Test
    void file_that_is_renamed_to_where_no_poll_looks_is_read_to_its_end() throws Exception {
        followed.append("a.txt", "2\n");
        Files.move(file, directory.resolve("a.old"));
        assertThat(followed.poll()).containsExactly("2");
        assertThat(followed.events.news()).contains("file changed: a.txt Left");
    }

    @Test
    void deleted_file_of_which_all_was_read_leaves_without_a_word() throws Exception {
        Files.delete(file);
        assertThat(followed.poll()).isEmpty();
        assertThat(followed.events.news()).doesNotContain("file changed: a.txt Left");
    }

    @Test
    void writer_that_did_not_notice_goes_on_and_is_read() throws Exception {
        try (FileChannel writer = FileChannel.open(file, StandardOpenOption.APPEND)) {
            Files.delete(file);
            assertThat(followed.poll()).isEmpty();
            for (int line = 2; line < 6; line++) {
                assertThat(followed.pollsFor(Duration.ofSeconds(50))).isEmpty();
                write(writer, line + "\n");
                assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly(String.valueOf(line));
            }
        }
    }

    @Test
    void deleted_file_is_let_go_a_minute_after_its_last_change() throws Exception {
        Files.delete(file);
        followed.poll();
        assertThat(followed.openFiles()).containsExactly("a.txt (deleted)", "other.txt");
        followed.pollsFor(Duration.ofMillis(59_500));
        assertThat(followed.openFiles()).contains("a.txt (deleted)");
        assertThat(followed.events.news()).doesNotContain("file changed: a.txt Gone");
        followed.pollsFor(Duration.ofSeconds(1));
        assertThat(followed.openFiles()).containsExactly("other.txt");
        assertThat(followed.events.news()).contains("file changed: a.txt Gone");
    }

    /** The offsets are compared every half a minute, and each comparison has it looked into again: that is no change of the file. */
    @Test
    void unfinished_line_of_a_deleted_file_is_counted_when_it_is_let_go() throws Exception {
        followed.append("a.txt", "half");
        Files.delete(file);
        followed.pollsFor(Duration.ofSeconds(50));
        assertThat(followed.events.beginningWith("bytes abandoned")).isEmpty();
        followed.pollsFor(Duration.ofSeconds(20));
        assertThat(followed.events.beginningWith("bytes abandoned")).containsExactly("bytes abandoned: a.txt 4");
        assertThat(followed.newRows()).isEmpty();
    }

    @Test
    void line_that_is_finished_after_its_file_was_deleted_is_read() throws Exception {
        try (FileChannel writer = FileChannel.open(file, StandardOpenOption.APPEND)) {
            write(writer, "ha");
            followed.poll();
            Files.delete(file);
            followed.poll();
            write(writer, "lf\n");
            assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("half");
        }
        followed.pollsFor(Duration.ofSeconds(70));
        assertThat(followed.events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void new_file_under_the_path_is_read_beside_the_deleted_one() throws Exception {
        try (FileChannel writer = FileChannel.open(file, StandardOpenOption.APPEND)) {
            Files.delete(file);
            followed.write("a.txt", "new 7\n");
            assertThat(followed.pollsFor(Duration.ofSeconds(5))).containsExactly("new 7");
            write(writer, "2\n");
            assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("2");
            followed.append("a.txt", "new 8\n");
            assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("new 8");
            followed.pollsFor(Duration.ofSeconds(65));
            assertThat(followed.openFiles())
                    .as("one is let go, and the writer's own")
                    .hasSize(3);
        }
        assertThat(followed.openFiles()).containsExactly("a.txt", "other.txt");
    }

    @Test
    void file_that_comes_back_is_read_on_and_stays_open() throws Exception {
        Path away = Files.move(file, directory.resolve("a.old"));
        followed.pollsFor(Duration.ofSeconds(30));
        Files.move(away, file);
        followed.append("a.txt", "2\n");
        assertThat(followed.poll()).containsExactly("2");
        followed.pollsFor(Duration.ofSeconds(90));
        assertThat(followed.openFiles()).contains("a.txt");
        followed.append("a.txt", "3\n");
        assertThat(followed.poll()).containsExactly("3");
    }

    /** So that a disk can be unmounted. */
    @Test
    void quiet_file_under_its_path_is_let_go_after_two_minutes_and_read_on_all_the_same() throws Exception {
        followed.pollsFor(Duration.ofSeconds(119));
        assertThat(followed.openFiles()).containsExactly("a.txt", "other.txt");
        followed.append("a.txt", "2\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(3))).containsExactly("2");
        assertThat(followed.openFiles()).containsExactly("a.txt");
        followed.append("other.txt", "3\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("3");
        assertThat(followed.openFiles()).containsExactly("a.txt", "other.txt");
        followed.pollsFor(Duration.ofSeconds(121));
        assertThat(followed.openFiles()).isEmpty();
    }

    @Test
    void renamed_file_goes_on_under_its_new_name_with_the_same_handle() throws Exception {
        followed.append("a.txt", "2\n");
        Files.move(file, directory.resolve("b.txt"));
        assertThat(followed.poll()).containsExactly("2");
        assertThat(followed.events.news())
                .contains("file changed: b.txt Renamed")
                .doesNotContain("file changed: a.txt Left");
        assertThat(followed.openFiles()).containsExactly("b.txt", "other.txt");
    }

    @Test
    void copy_of_a_file_that_is_cut_next_is_not_read_again_and_the_file_is() throws Exception {
        Files.copy(file, directory.resolve("a.1"));
        followed.write("a.txt", "");
        followed.append("a.txt", "2\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(10))).containsExactly("2");
        assertThat(followed.openFiles()).containsExactly("a.txt", "other.txt");
    }

    @Test
    void nothing_stays_open_when_the_watch_ends() throws Exception {
        Files.delete(file);
        followed.poll();
        assertThat(followed.openFiles()).hasSize(2);
        followed.close();
        assertThat(followed.openFiles()).isEmpty();
    }

    private static void write(FileChannel writer, String text) throws IOException {
        writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
