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

    // ---- new lines in front, or between

    @Test
    void newest_line_on_top_is_known_as_inserted() throws Exception {
        assertThat(inserted("4\n3\n2\n1\n", "3\n2\n1\n")).isEqualTo("0+2, 0 lines before");
        assertThat(inserted("2\n1\n", "1\n")).isEqualTo("0+2, 0 lines before");
        assertThat(inserted("6\n5\n4\n3\n2\n1\nunfinis", "3\n2\n1\n")).isEqualTo("0+6, 0 lines before");
        assertThat(inserted("2\n2\n1\n", "2\n1\n")).isEqualTo("2+2, 1 lines before");
    }

    @Test
    void newest_line_below_a_header_is_known_as_inserted() throws Exception {
        assertThat(inserted("t;v\n3\n2\n1\n", "t;v\n2\n1\n")).isEqualTo("4+2, 1 lines before");
    }

    @Test
    void lines_in_front_of_a_footer_are_known_as_inserted() throws Exception {
        assertThat(inserted("1\n2\n3\nEND\n", "1\n2\nEND\n")).isEqualTo("4+2, 2 lines before");
        assertThat(inserted("1\nEND\n", "END\n")).isEqualTo("0+2, 0 lines before");
        assertThat(inserted("1\n2\n3\n4\nEND\nof file\n", "1\n2\nEND\nof file\n"))
                .isEqualTo("4+4, 2 lines before");
    }

    @Test
    void inserted_lines_are_found_in_long_files_at_both_ends() throws Exception {
        String lines = numbers(1, 3_000);
        String footer = "# END\n# of file\n";
        assertThat(inserted("new\n" + lines, lines)).isEqualTo("0+4, 0 lines before");
        assertThat(inserted("# header\nnew\n" + lines, "# header\n" + lines)).isEqualTo("9+4, 1 lines before");
        assertThat(inserted(lines + "new\n" + footer, lines + footer))
                .isEqualTo(lines.length() + "+4, 3000 lines before");
        assertThat(inserted("new\n" + lines + "newer\n", lines)).isEqualTo("0+4, 0 lines before");
        String many = numbers(10_000, 20_000);
        assertThat(inserted(many + lines, lines)).isEqualTo("0+" + many.length() + ", 0 lines before");
    }

    /** They would have to be written in one transaction. */
    @Test
    void more_inserted_lines_than_a_chunk_holds_are_not_told_apart() throws Exception {
        String lines = numbers(1, 3_000);
        assertThat(compared(numbers(10_000, 21_000) + lines, consumed(lines))).isEqualTo(Match.EDITED);
    }

    @Test
    void no_whole_lines_are_no_insertion_and_neither_are_those_between_other_lines() throws Exception {
        Progress consumed = consumed("3\n2\n1\n");
        assertThat(compared("4;3\n2\n1\n", consumed)).isNotEqualTo(Match.INSERTED);
        assertThat(compared("4\n3\n7\n1\n", consumed)).isNotEqualTo(Match.INSERTED);
        assertThat(compared("4\n3\n5\n2\n1\n", consumed)).isNotEqualTo(Match.INSERTED);
        String lines = numbers(1, 3_000);
        assertThat(compared("new\n" + lines.replace("1500", "x\ny"), consumed(lines)))
                .isNotEqualTo(Match.INSERTED);
    }

    @Test
    void inserted_lines_may_end_with_cr() throws Exception {
        ReadLimits limits = new ReadLimits(64 * 1024, 64 * 1024, LineEnd.CR);
        Progress consumed = consumed("2\r\n1\r\n", limits);
        Insertion found =
                thorough("3\r\n2\r\n1\r\n", consumed, LineEnd.CR).insertion().orElseThrow();
        assertThat(found.at() + "+" + found.length()).isEqualTo("0+3");
    }

    // ---- all but the last lines

    @Test
    void footer_with_another_total_is_read_again_and_what_stands_before_it_is_not() throws Exception {
        Progress consumed = consumed("1\n2\n3\nsum 6\n");
        assertThat(compared("1\n2\n3\n4\nsum 10\n", consumed)).isEqualTo(Match.OTHER_END);
        assertThat(continued("1\n2\n3\n4\nsum 10\n", consumed, LineEnd.LF).nextByte())
                .isEqualTo(6);
        assertThat(continued("1\n2\n3\n4\nsum 10\n", consumed, LineEnd.LF).lines())
                .isEqualTo(3);
        String lines = numbers(1, 3_000);
        Progress more = consumed(lines + "sum 6\n");
        assertThat(continued(lines + "sum 7, a longer one\n", more, LineEnd.LF).lines())
                .isEqualTo(3_000);
        assertThat(continued(lines + "0\n", more, LineEnd.LF).lines()).isEqualTo(3_000);
    }

    @Test
    void few_lines_in_common_say_nothing() throws Exception {
        assertThat(compared("# header\n7\n8\n9\n", consumed("# header\n" + numbers(1, 40))))
                .isEqualTo(Match.SHORTER);
        String lines = numbers(1, 3_000);
        assertThat(compared("x" + lines.substring(1) + "sum 7\n", consumed(lines + "sum 6\n")))
                .isEqualTo(Match.DIFFERENT);
    }

    // ---- the same lines

    @Test
    void same_lines_with_other_line_ends_are_known() throws Exception {
        for (String lines : new String[] {"1\n2\n", "1;2\n\n3\n", numbers(1, 3_000)}) {
            String crlf = lines.replace("\n", "\r\n");
            assertThat(compared(crlf + "new\r\n", consumed(lines))).isEqualTo(Match.SAME_LINES);
            assertThat(continued(crlf + "new\r\n", consumed(lines), LineEnd.LF).nextByte())
                    .isEqualTo(crlf.length());
            assertThat(compared(lines + "new\n", consumed(crlf))).isEqualTo(Match.SAME_LINES);
            assertThat(continued(lines + "new\n", consumed(crlf), LineEnd.LF).nextByte())
                    .isEqualTo(lines.length());
        }
    }

    @Test
    void same_lines_without_blanks_at_their_ends_are_known() throws Exception {
        String lines = numbers(1, 3_000);
        assertThat(compared("1;2\n3;4\nnew\n", consumed("1;2  \n3;4\t\n"))).isEqualTo(Match.SAME_LINES);
        assertThat(compared(lines + "last\n", consumed(lines + "last  \n"))).isEqualTo(Match.SAME_LINES);
        assertThat(compared("1; 2\n3;4\n", consumed("1;2  \n3;4\n"))).isNotEqualTo(Match.SAME_LINES);
    }

    @Test
    void one_line_less_is_not_the_same_lines() throws Exception {
        assertThat(compared("1\r\n2\r\n", consumed("1\n\n2\n"))).isNotEqualTo(Match.SAME_LINES);
    }

    private String inserted(String content, String consumed) throws IOException {
        Comparison comparison = thorough(content, consumed(consumed), LineEnd.LF);
        assertThat(comparison.match()).isEqualTo(Match.INSERTED);
        Insertion found = comparison.insertion().orElseThrow();
        assertThat(found.behind() - found.length()).isEqualTo(consumed.length());
        return found.at() + "+" + found.length() + ", " + found.linesBefore() + " lines before";
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
        return Comparison.thorough(file, consumed, Optional.empty(), new ReadLimits(64 * 1024, 64 * 1024, lineEnd));
    }
}
