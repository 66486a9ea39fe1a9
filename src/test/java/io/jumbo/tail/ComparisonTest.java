package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a file of other content still holds the end of what was consumed. */
class ComparisonTest {

    private static final ReadLimits LIMITS = new ReadLimits(64 * 1024, 64 * 1024, LineEnd.LF);

    @TempDir
    private Path directory;

    @Test
    void long_lines_that_differ_at_their_beginning_only_are_other_lines() throws Exception {
        Progress consumed = consumed(line("1;", 1_200) + line("2;", 1_200));
        assertThat(compared(line("3;", 1_200) + line("4;", 1_200), consumed)).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void lines_longer_than_the_excerpt_are_found_behind_changed_ones_if_the_hash_covers_them() throws Exception {
        Progress consumed = consumed(line("1;", 600) + line("2;", 600));
        assertThat(compared(line("changed;", 600) + line("2;", 600), consumed)).isEqualTo(Match.EDITED);
        assertThat(compared(line("1;", 600) + line("3;", 600), consumed)).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void end_of_what_was_consumed_is_found_behind_changed_lines_that_end_with_cr() throws Exception {
        ReadLimits limits = new ReadLimits(64 * 1024, 64 * 1024, LineEnd.CR);
        String lines = numbers(1, 400).replace('\n', '\r');
        Progress consumed = consumed(lines, limits);
        String edited = "changed" + lines;
        assertThat(compared(edited + "new\r", consumed, LineEnd.CR)).isEqualTo(Match.EDITED);
        assertThat(continued(edited + "new\r", consumed, LineEnd.CR).nextByte()).isEqualTo(edited.length());
        assertThat(continued(edited + "new\r", consumed, LineEnd.CR).lines()).isEqualTo(400);
        assertThat(compared(edited + "new\r", consumed, LineEnd.LF)).isEqualTo(Match.DIFFERENT);
    }

    /** Only the CR of the last CRLF was there when it was read. */
    @Test
    void end_of_what_was_consumed_may_stand_between_cr_and_lf() throws Exception {
        ReadLimits limits = new ReadLimits(64 * 1024, 64 * 1024, LineEnd.CR);
        String lines = numbers(1, 400).replace("\n", "\r\n");
        Progress consumed = consumed(lines.substring(0, lines.length() - 1), limits);
        Progress continued = continued("changed" + lines + "new\r\n", consumed, LineEnd.CR);
        assertThat(continued.nextByte()).isEqualTo("changed".length() + lines.length() - 1L);
        assertThat(continued.lines()).isEqualTo(400);
    }

    @Test
    void beginning_of_what_was_consumed_ends_with_the_last_line_that_ends_with_cr() throws Exception {
        ReadLimits limits = new ReadLimits(64 * 1024, 64 * 1024, LineEnd.CR);
        Progress continued = continued("1\r2\r", consumed("1\r2\r3\r", limits), LineEnd.CR);
        assertThat(continued.nextByte()).isEqualTo(4);
        assertThat(continued.lines()).isEqualTo(2);
    }

    @Test
    void beginnings_of_a_file_end_with_each_of_its_lines() throws Exception {
        Path file = Files.writeString(directory.resolve("f.txt"), "1\r\n2\r3\n4", StandardCharsets.US_ASCII);
        assertThat(Comparison.heads(file, LineEnd.LF)).hasSize(2);
        assertThat(Comparison.heads(file, LineEnd.CR)).hasSize(4);
    }

    private static String numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> n + "\n").collect(Collectors.joining());
    }

    private static String line(String start, int length) {
        return start + "0".repeat(length - start.length() - 1) + "\n";
    }

    private Progress consumed(String content) throws IOException {
        return consumed(content, LIMITS);
    }

    private Progress consumed(String content, ReadLimits limits) throws IOException {
        Path file = Files.writeString(directory.resolve("f.txt"), content, StandardCharsets.US_ASCII);
        Observation now = TailReader.observe(file);
        try (TailReader reader = TailReader.open(file, 1, "f.txt", Progress.none(now.fileKey()), now, limits)) {
            reader.next();
            return reader.progress();
        }
    }

    private Match compared(String content, Progress consumed) throws IOException {
        return compared(content, consumed, LineEnd.LF);
    }

    private Progress continued(String content, Progress consumed, LineEnd lineEnd) throws IOException {
        return thorough(content, consumed, lineEnd).continued().orElseThrow();
    }

    private Match compared(String content, Progress consumed, LineEnd lineEnd) throws IOException {
        return thorough(content, consumed, lineEnd).match();
    }

    private Comparison thorough(String content, Progress consumed, LineEnd lineEnd) throws IOException {
        Path file = Files.writeString(directory.resolve("f.txt"), content, StandardCharsets.US_ASCII);
        return Comparison.thorough(file, consumed, Optional.empty(), lineEnd);
    }
}
