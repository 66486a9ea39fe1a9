package io.jumbo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Blocks of NUL bytes: where a share shows the size before the data, and where a writer keeps its place in a file that was cut. */
class GapScenarioIT extends Scenario {

    /** Scenario 90. */
    @Test
    void a_block_of_nul_is_no_data_until_text_replaces_it() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        long hole = Files.size(file("f.txt"));
        write("f.txt", hole + 100, numbers(7, 8));
        pollsPass(3);
        timePasses(Duration.ofSeconds(30));
        pollsPass(3);
        assertThat(rows()).containsExactly("1", "2", "3");
        write("f.txt", hole, "x".repeat(99) + "\n");
        rowsBecome("1", "2", "3", "x".repeat(99), "7", "8");
    }

    /** Scenario 90, at the end of the file: there is nothing to wait for in vain. */
    @Test
    void a_block_of_nul_at_the_end_is_an_unfinished_line() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        long hole = Files.size(file("f.txt"));
        write("f.txt", hole + 4095, "\0");
        timePasses(Duration.ofMinutes(2));
        pollsPass(3);
        assertThat(rows()).containsExactly("1", "2", "3");
        write("f.txt", hole, "4\n");
        rowsBecome("1", "2", "3", "4");
    }

    /** Copytruncate under a writer that keeps its place: a hole where the old content was, then the new lines. */
    @Test
    void lines_behind_the_hole_in_a_file_that_was_cut_under_its_writer_are_read() throws Exception {
        append("f.txt", numbers(1, 500));
        start();
        rowsBecome(numbered(1, 500));
        long place = Files.size(file("f.txt"));
        Files.copy(file("f.txt"), file("f.bak"));
        write("f.txt", -1, "");
        write("f.txt", place, numbers(501, 503));
        pollsPass(3);
        timePasses(Duration.ofSeconds(10));
        pollsPass(3);
        eventually(() -> {
            timePasses(Duration.ofSeconds(1));
            assertThat(rows()).hasSize(503);
        });
        rowsBecome(numbered(1, 503));
        heardOnce("gap skipped: f.txt 0 to " + place);
        write("f.txt", Files.size(file("f.txt")), numbers(504, 504));
        rowsBecome(numbered(1, 504));
    }

    /** Writes at a place; at a negative one, cuts the file to nothing. */
    private void write(String path, long place, String text) throws Exception {
        try (FileChannel channel = FileChannel.open(file(path), StandardOpenOption.WRITE)) {
            if (place < 0) {
                channel.truncate(0);
            } else {
                channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), place);
            }
        }
    }
}
