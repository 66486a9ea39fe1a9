package io.jumbo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What happens to files other than growing, in the simple forms. */
class FileScenarioIT extends Scenario {

    /** Scenario 24. */
    @Test
    void a_rotated_file_whose_new_name_matches_is_read_on() throws Exception {
        start(watch().include("**/*.txt", "**/*.txt.1"));
        append("f.txt", numbers(1, 3));
        rowsBecome("1", "2", "3");
        Files.move(file("f.txt"), file("f.txt.1"));
        append("f.txt.1", numbers(4, 4));
        append("f.txt", numbers(5, 5));
        eventually(() -> assertThat(rows()).contains("4", "5"));
        pollsPass(2);
        assertThat(rows()).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    }

    /** Scenario 25. */
    @Test
    void a_file_rotated_while_stopped_is_read_on() throws Exception {
        append("f.txt", numbers(1, 3));
        start(watch().include("**/*.txt", "**/*.txt.1"));
        rowsBecome("1", "2", "3");
        stop();
        append("f.txt", numbers(4, 4));
        Files.move(file("f.txt"), file("f.txt.1"));
        append("f.txt", numbers(5, 5));
        start(watch().include("**/*.txt", "**/*.txt.1"));
        eventually(() -> assertThat(rows()).contains("4", "5"));
        pollsPass(2);
        assertThat(rows()).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    }

    /** Scenario 28. */
    @Test
    void a_renamed_file_adds_no_row() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Files.move(file("f.txt"), file("g.txt"));
        hears("file changed: g.txt Renamed");
        rowsBecome("1", "2", "3");
        append("g.txt", numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
    }

    /** Scenario 32. */
    @Test
    void a_file_cut_to_fewer_bytes_is_read_from_its_start() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Files.writeString(file("f.txt"), "new\n");
        rowsBecome("1", "2", "3", "new");
        assertThat(events.beginningWith("file changed: f.txt"))
                .containsExactly(
                        "file changed: f.txt New", "file changed: f.txt Unsettled", "file changed: f.txt Truncated");
    }

    /** Scenario 33. */
    @Test
    void a_file_rewritten_with_more_and_other_content_is_read_from_its_start() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        overwrite(file("f.txt"), numbers(11, 15));
        rowsBecome("1", "2", "3", "11", "12", "13", "14", "15");
        assertThat(events.beginningWith("file changed: f.txt"))
                .containsExactly(
                        "file changed: f.txt New", "file changed: f.txt Unsettled", "file changed: f.txt Rewritten");
    }

    /** Scenario 34. */
    @Test
    void a_file_rewritten_while_stopped_is_read_from_its_start() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        stop();
        Files.writeString(file("f.txt"), numbers(11, 15));
        start();
        rowsBecome("1", "2", "3", "11", "12", "13", "14", "15");
    }

    /** Scenario 35, in place. */
    @Test
    void a_file_rewritten_as_a_longer_copy_of_itself_adds_its_new_lines_only() throws Exception {
        append("f.txt", numbers(1, 10));
        start();
        rowsBecome(numbered(1, 10));
        overwrite(file("f.txt"), numbers(1, 11));
        rowsBecome(numbered(1, 11));
        stop();
        Files.writeString(file("f.txt"), numbers(1, 12));
        start();
        rowsBecome(numbered(1, 12));
    }

    /** Scenario 35, through a temporary file. */
    @Test
    void a_file_replaced_by_a_longer_copy_of_itself_adds_its_new_lines_only() throws Exception {
        append("f.txt", numbers(1, 10));
        start();
        rowsBecome(numbered(1, 10));
        Path copy = Files.writeString(temporary.resolve("copy"), numbers(1, 11));
        Files.move(copy, file("f.txt"), StandardCopyOption.ATOMIC_MOVE);
        rowsBecome(numbered(1, 11));
        append("f.txt", numbers(12, 12));
        rowsBecome(numbered(1, 12));
    }

    @Test
    void a_file_replaced_by_another_one_is_read_from_its_start() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Path other = Files.writeString(temporary.resolve("other"), numbers(11, 15));
        Files.move(other, file("f.txt"), StandardCopyOption.ATOMIC_MOVE);
        rowsBecome("1", "2", "3", "11", "12", "13", "14", "15");
    }

    /** Scenario 38. */
    @Test
    void a_file_deleted_and_created_again_is_read_from_its_start() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Files.delete(file("f.txt"));
        append("f.txt", numbers(4, 8));
        rowsBecome(numbered(1, 8));
        Files.delete(file("f.txt"));
        pollsPass(3);
        append("f.txt", "shorter\n");
        rowsBecome("1", "2", "3", "4", "5", "6", "7", "8", "shorter");
    }

    /** Scenario 41. */
    @Test
    void two_files_that_begin_with_the_same_four_kilobytes_are_two_files() throws Exception {
        String header = "h".repeat(4096) + "\n";
        append("a.txt", header + "1\n");
        append("b.txt", header + "2\n");
        start();
        eventually(() -> assertThat(rows()).hasSize(4));
        pollsPass(2);
        assertThat(rowsOf("a.txt")).containsExactly(header.strip(), "1");
        assertThat(rowsOf("b.txt")).containsExactly(header.strip(), "2");
    }

    /** Scenario 46, and 54: no clock is asked which lines are new. */
    @Test
    void a_file_whose_time_of_change_goes_back_is_read_on() throws Exception {
        start();
        for (int line = 1; line <= 3; line++) {
            append("f.txt", numbers(line, line));
            Files.setLastModifiedTime(file("f.txt"), FileTime.from(Instant.now().minus(Duration.ofHours(line))));
            rowsBecome(numbered(1, line));
        }
    }

    /** Writes over what is there, without a moment in which the file is shorter. */
    private static void overwrite(Path file, String text) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
        }
    }
}
