package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.support.LineModel;
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
        assertThat(Comparison.heads(file, FileText.utf8(LineEnd.LF))).hasSize(2);
        assertThat(Comparison.heads(file, FileText.utf8(LineEnd.CR))).hasSize(4);
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

    @Test
    void same_lines_are_known_where_cr_ends_them_too() throws Exception {
        ReadLimits limits = new ReadLimits(64 * 1024, 64 * 1024, LineEnd.CR);
        assertThat(compared("1\r\n2\r\nnew\r\n", consumed("1\r2\r", limits), LineEnd.CR))
                .isEqualTo(Match.SAME_LINES);
        assertThat(compared("1\r2\rnew\r", consumed("1\r\n2\r\n", limits), LineEnd.CR))
                .isEqualTo(Match.SAME_LINES);
        assertThat(compared("1\r\r2\r", consumed("1\n2\n", limits), LineEnd.CR)).isNotEqualTo(Match.SAME_LINES);
    }

    // ---- how much must be there

    /** Ten lines of four bytes. */
    private static final String TEN = numbers(100, 109);

    @Test
    void a_quarter_of_a_short_file_may_have_changed_and_not_more() throws Exception {
        Progress consumed = consumed(TEN);
        assertThat(compared(changed(TEN, 12, 22), consumed)).isEqualTo(Match.EDITED);
        assertThat(compared(changed(TEN, 12, 23), consumed)).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void a_third_of_what_stands_before_the_last_line_must_be_there_besides_it() throws Exception {
        Progress consumed = consumed(TEN);
        assertThat(compared(changed(TEN, 22, 23), consumed)).isEqualTo(Match.EDITED);
        assertThat(compared(changed(TEN, 22, 24), consumed)).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void end_is_found_at_the_same_byte_although_there_are_fewer_lines() throws Exception {
        String joined = TEN.substring(0, 7) + ";" + TEN.substring(8);
        Progress continued = continued(joined + "new\n", consumed(TEN), LineEnd.LF);
        assertThat(continued.nextByte()).isEqualTo(40);
        assertThat(continued.lines()).isEqualTo(9);
    }

    @Test
    void end_is_found_behind_as_many_lines_although_they_are_longer() throws Exception {
        String longer = TEN.substring(0, 7) + ";" + TEN.substring(7);
        Progress continued = continued(longer + "new\n", consumed(TEN), LineEnd.LF);
        assertThat(continued.nextByte()).isEqualTo(41);
        assertThat(continued.lines()).isEqualTo(10);
    }

    @Test
    void long_line_is_known_by_the_hash_of_all_that_was_consumed() throws Exception {
        String lines = line("1;", 424) + line("2;", 600);
        assertThat(compared(lines, consumed(line("0;", 300) + lines)))
                .as("the first line was taken out")
                .isEqualTo(Match.EDITED);
        assertThat(compared(changed(lines, 10, 11), consumed(line("0;", 300) + lines)))
                .isEqualTo(Match.SHORTER);
        assertThat(compared(line("changed;", 425) + line("2;", 600), consumed(lines)))
                .isEqualTo(Match.DIFFERENT);
    }

    @Test
    void lines_as_long_as_a_chunk_are_known_as_inserted_and_longer_ones_are_not() throws Exception {
        String lines = numbers(1, 3_000);
        String chunk = line("new", 64 * 1024);
        assertThat(inserted(chunk + lines, lines)).isEqualTo("0+65536, 0 lines before");
        assertThat(compared("x" + chunk + lines, consumed(lines))).isNotEqualTo(Match.INSERTED);
    }

    @Test
    void a_third_of_the_known_end_must_be_there_before_another_one() throws Exception {
        String old = "123456789\n";
        String other = "other\nlines that are longer\n";
        assertThat(compared(old + other, consumed(old + "abcdefghi\nabcdefghi\n")))
                .isEqualTo(Match.OTHER_END);
        assertThat(compared(old + other, consumed(old + "abcdefghi\nabcdefghij\n")))
                .isEqualTo(Match.DIFFERENT);
    }

    @Test
    void file_that_did_not_get_longer_may_have_one_other_last_line_and_no_more() throws Exception {
        Progress consumed = consumed("h\n1\n2\n3\n");
        assertThat(compared("h\n1\n2\n4\n", consumed)).isEqualTo(Match.OTHER_END);
        assertThat(compared("h\n1\n4\n5\n", consumed)).isEqualTo(Match.DIFFERENT);
        assertThat(compared("h\n1\n4\n\n", consumed("h\n1\n\n3\n"))).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void other_end_needs_the_same_beginning() throws Exception {
        String lines = numbers(1_000, 1_119); // 600 bytes
        Progress consumed = consumed(lines + "sum 6\n");
        assertThat(compared(lines + "sum 10\n", consumed)).isEqualTo(Match.OTHER_END);
        assertThat(compared("x" + lines.substring(1) + "sum 10\n", consumed)).isEqualTo(Match.DIFFERENT);
        String many = line("first", 24) + numbers(1_000, 1_199); // 1,024 bytes
        Progress more = consumed(many + numbers(5_000, 5_050));
        String otherEnd = numbers(6_000, 6_100);
        assertThat(compared(many + otherEnd, more)).isEqualTo(Match.OTHER_END);
        assertThat(compared(changed(many, 600, 601) + otherEnd, more))
                .as("behind the first bytes that are kept")
                .isEqualTo(Match.DIFFERENT);
    }

    @Test
    void other_lines_from_the_known_end_on_are_no_other_end() throws Exception {
        String lines = numbers(1_000, 1_119);
        String kept = lines.substring(0, 600 - Excerpt.WINDOW - 1) + "\n";
        assertThat(compared(kept + "other".repeat(120) + "\n", consumed(lines))).isEqualTo(Match.DIFFERENT);
    }

    // ---- what a shorter file holds

    @Test
    void long_file_that_was_cut_is_a_beginning_as_far_as_its_known_ends_tell() throws Exception {
        String lines = numbers(1_000, 1_999); // 5,000 bytes
        Progress consumed = consumed(lines);
        assertThat(compared(lines.substring(0, 4_900), consumed)).isEqualTo(Match.BEGINNING);
        assertThat(compared(lines.substring(0, 2_000), consumed)).isEqualTo(Match.BEGINNING);
        assertThat(compared(lines.substring(0, 1_024), consumed)).isEqualTo(Match.BEGINNING);
        assertThat(compared(lines.substring(0, 700), consumed)).isEqualTo(Match.BEGINNING);
        assertThat(compared(changed(lines.substring(0, 2_000), 600, 601), consumed))
                .as("in the hash of the first bytes")
                .isEqualTo(Match.SHORTER);
        assertThat(compared(changed(lines.substring(0, 1_024), 600, 601), consumed))
                .isEqualTo(Match.SHORTER);
        assertThat(compared(changed(lines.substring(0, 700), 500, 501), consumed))
                .as("in the first bytes that are kept")
                .isEqualTo(Match.SHORTER);
        assertThat(compared(changed(lines.substring(0, 4_900), 4_899, 4_900), consumed))
                .as("in the last bytes that are kept")
                .isEqualTo(Match.SHORTER);
        assertThat(compared(changed(lines.substring(0, 4_489), 4_488, 4_489), consumed))
                .as("the first of the last bytes that are kept")
                .isEqualTo(Match.SHORTER);
    }

    /** An earlier release stored the hashes alone. */
    @Test
    void where_nothing_but_hashes_is_known_only_the_same_is_told_from_the_rest() throws Exception {
        Progress full = consumed(TEN);
        Progress consumed = new Progress(full.nextByte(), full.lines(), full.fileKey(), full.evidence());
        assertThat(compared(TEN + "new\n", consumed)).isEqualTo(Match.SAME);
        assertThat(compared(changed(TEN, 12, 13), consumed)).isEqualTo(Match.DIFFERENT);
        assertThat(compared(TEN.substring(0, 8), consumed)).isEqualTo(Match.SHORTER);
    }

    // ---- two files

    @Test
    void copy_holds_what_was_consumed_and_as_many_bytes_as_are_asked_for() throws Exception {
        Progress consumed = consumed(TEN);
        Path copy = write("copy.txt", TEN + "new\n");
        assertThat(Comparison.isCopy(copy, consumed, 44)).isTrue();
        assertThat(Comparison.isCopy(copy, consumed, 45)).isFalse();
        assertThat(Comparison.isCopy(write("copy.txt", changed(TEN, 12, 13)), consumed, 40))
                .isFalse();
        assertThat(Comparison.isCopy(directory.resolve("missing.txt"), consumed, 0))
                .isFalse();
    }

    @Test
    void shorter_of_two_files_that_begin_alike_is_the_beginning_of_the_other_one() throws Exception {
        String lines = numbers(1_000, 1_999);
        for (int length : new int[] {1, 1_024, 1_025, 5_000}) {
            Path shorter = write("shorter.txt", lines.substring(0, length));
            Path longer = write("longer.txt", lines + "new\n");
            assertThat(Comparison.isBeginningOf(shorter, longer)).isTrue();
            assertThat(Comparison.isBeginningOf(longer, shorter)).isFalse();
            assertThat(Comparison.isBeginningOf(shorter, shorter)).isTrue();
            assertThat(Comparison.beginAlike(shorter, longer)).isTrue();
            assertThat(Comparison.beginAlike(longer, shorter)).isTrue();
            Path other = write("other.txt", changed(lines, length - 1, length));
            assertThat(Comparison.isBeginningOf(shorter, other)).isFalse();
            assertThat(Comparison.beginAlike(shorter, other)).isFalse();
        }
        Path empty = write("empty.txt", "");
        assertThat(Comparison.isBeginningOf(empty, write("longer.txt", lines))).isFalse();
        assertThat(Comparison.beginAlike(empty, empty)).isFalse();
    }

    @Test
    void end_of_a_file_is_that_of_all_of_it_consumed() throws Exception {
        for (String lines : new String[] {"", TEN, numbers(1_000, 1_999)}) {
            Path file = write("f.txt", lines);
            assertThat(Comparison.end(file))
                    .isEqualTo(LineModel.evidence(lines.getBytes(StandardCharsets.US_ASCII), lines.length())
                            .tail());
        }
    }

    @Test
    void beginning_of_a_long_file_may_be_that_of_any_longer_one_too() throws Exception {
        String line = line("1", Evidence.WINDOW);
        assertThat(Comparison.heads(write("f.txt", line.substring(0, 1_000)), FileText.utf8(LineEnd.LF)))
                .isEmpty();
        assertThat(Comparison.heads(write("f.txt", line), FileText.utf8(LineEnd.LF)))
                .hasSize(2);
        assertThat(Comparison.heads(write("f.txt", "1" + line), FileText.utf8(LineEnd.LF)))
                .hasSize(1);
    }

    /** Other bytes from one index up to another. */
    private static String changed(String lines, int from, int to) {
        return lines.substring(0, from) + "x".repeat(to - from) + lines.substring(to);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content, StandardCharsets.US_ASCII);
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
