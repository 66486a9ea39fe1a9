package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One character in these tests is one byte: files are written and read as ISO 8859-1. */
class TailReaderTest {

    private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 1 << 20, LineEnd.LF);
    private static final ReadLimits CR = new ReadLimits(1 << 20, 1 << 20, LineEnd.CR);
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    @TempDir
    Path directory;

    private Path file;
    private Progress progress;

    @BeforeEach
    void empty_file() throws IOException {
        file = Files.createFile(directory.resolve("a.txt"));
        progress = Progress.none(Optional.empty());
    }

    // ---- lines

    @Test
    void unfinished_line_is_handed_out_once_it_is_complete() throws IOException {
        append("1.0\n2.");
        assertThat(readOn()).containsExactly("1.0");
        append("5");
        assertThat(readOn()).isEmpty();
        append("\n");
        assertThat(readOn()).containsExactly("2.5");
    }

    @Test
    void crlf_torn_between_two_writes_is_one_terminator() throws IOException {
        append("1.0\r");
        assertThat(readOn()).isEmpty();
        append("\n2.0\n");
        assertThat(readOn()).containsExactly("1.0", "2.0");
    }

    @Test
    void lf_and_crlf_may_be_mixed_and_a_lone_cr_is_data() throws IOException {
        append("1\r\n2\n3\r3\n\r4\r\r\n");
        assertThat(readOn()).containsExactly("1", "2", "3\r3", "\r4\r");
    }

    @Test
    void blank_lines_are_lines_and_count() throws IOException {
        append("\n\r\n\nx\n");
        List<LineRecord> lines = chunks(LIMITS).get(0).records();
        assertThat(lines).extracting(LineRecord::isEmpty).containsExactly(true, true, true, false);
        assertThat(lines.get(3).number()).isEqualTo(4);
        assertThat(progress.lines()).isEqualTo(4);
    }

    @Test
    void byte_order_mark_is_not_part_of_the_first_value() throws IOException {
        append(BYTE_ORDER_MARK + "1.0\n" + BYTE_ORDER_MARK + "2.0\n");
        LineRecord first = chunks(LIMITS).get(0).records().get(0);
        assertThat(text(first)).isEqualTo("1.0");
        assertThat(first.firstByte()).isZero();
        assertThat(first.byteLength()).as("the mark stands in the file").isEqualTo(6);
        assertThat(first.content()).isEqualTo(latin1(BYTE_ORDER_MARK + "1.0"));
    }

    /** A logger that opens its file anew for each line writes one each time. */
    @Test
    void byte_order_mark_at_the_start_of_any_line_is_not_part_of_its_value() throws IOException {
        append("1.0\n");
        assertThat(readOn()).containsExactly("1.0");
        append(BYTE_ORDER_MARK + "2.0\r\n" + BYTE_ORDER_MARK + BYTE_ORDER_MARK + "\"a\",3\n" + BYTE_ORDER_MARK + "\n");
        List<LineRecord> lines = chunks(LIMITS).get(0).records();
        assertThat(lines).extracting(TailReaderTest::text).containsExactly("2.0", "\"a\",3", "");
        assertThat(lines).extracting(LineRecord::firstByte).containsExactly(4L, 12L, 24L);
        assertThat(lines).extracting(LineRecord::isEmpty).containsExactly(false, false, true);
    }

    @Test
    void byte_order_mark_inside_a_line_is_data() throws IOException {
        append("2" + BYTE_ORDER_MARK + "0\n");
        assertThat(readOn()).containsExactly("2" + BYTE_ORDER_MARK + "0");
    }

    // ---- lines that end with CR

    @Test
    void cr_lf_and_crlf_end_lines_where_cr_is_asked_for() throws IOException {
        append("1\r2\r\n3\n\r4\r\r\n5");
        assertThat(readOn(CR)).containsExactly("1", "2", "3", "", "4", "");
        assertThat(progress.nextByte()).isEqualTo(12);
        assertThat(progress.lines()).isEqualTo(6);
    }

    @Test
    void line_that_ends_with_cr_is_handed_out_at_once_and_the_lf_that_follows_is_no_line() throws IOException {
        append("1\r");
        assertThat(readOn(CR)).containsExactly("1");
        assertThat(progress.nextByte()).isEqualTo(2);
        append("\n");
        List<Chunk> chunks = chunks(CR);
        assertThat(chunks).extracting(Chunk::byteLength, Chunk::gapBytes).containsExactly(tuple(1L, 0L));
        assertThat(chunks.get(0).records()).isEmpty();
        assertThat(progress.nextByte()).isEqualTo(3);
        assertThat(progress.lines()).isEqualTo(1);
        append("2\r\n");
        assertThat(lines(CR))
                .extracting(LineRecord::number, LineRecord::firstByte)
                .containsExactly(tuple(2L, 3L));
    }

    @Test
    void lf_that_follows_together_with_lines_is_in_the_chunk_with_them() throws IOException {
        append("1\r");
        readOn(CR);
        append("\n2\r\n\n3\r");
        List<Chunk> chunks = chunks(CR);
        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).records())
                .extracting(LineRecord::number, LineRecord::firstByte, TailReaderTest::text)
                .containsExactly(tuple(2L, 3L, "2"), tuple(3L, 6L, ""), tuple(4L, 7L, "3"));
    }

    @Test
    void lf_in_front_of_an_unfinished_line_is_passed_over() throws IOException {
        append("1\r");
        readOn(CR);
        append("\n2");
        assertThat(readOn(CR)).isEmpty();
        assertThat(progress.nextByte()).isEqualTo(3);
    }

    @Test
    void lf_in_front_of_a_line_that_is_too_long_is_none_of_it() throws IOException {
        ReadLimits limits = new ReadLimits(8, 5, LineEnd.CR);
        append("1\r");
        readOn(limits);
        append("\n123456789012345\r2\r");
        List<LineRecord> lines = lines(limits);
        assertThat(lines)
                .extracting(LineRecord::firstByte, LineRecord::byteLength)
                .containsExactly(tuple(3L, 15L), tuple(19L, 1L));
    }

    @Test
    void pass_that_is_to_end_at_a_line_ends_behind_the_lf_in_front_of_it() throws IOException {
        append("1\r");
        readOn(CR);
        append("\n2\r");
        try (TailReader reader = open(CR)) {
            reader.endAt(3);
            assertThat(reader.next().orElseThrow().records()).isEmpty();
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void file_that_was_emptied_between_cr_and_lf_begins_with_an_empty_line() throws IOException {
        append("1\r");
        readOn(CR);
        rewrite("\n2\r");
        progress = Progress.none(Optional.empty());
        assertThat(lines(CR)).extracting(LineRecord::isEmpty).containsExactly(true, false);
    }

    @Test
    void gap_at_the_start_of_a_line_that_follows_a_cr_is_passed_over_in_a_settled_file() throws IOException {
        append("1\r" + "\0".repeat(20) + "2\r");
        try (TailReader reader = open(CR)) {
            reader.settled();
            assertThat(reader.next().orElseThrow().records()).hasSize(1);
            assertThat(reader.next().orElseThrow().gapBytes()).isEqualTo(20);
            assertThat(text(reader.next().orElseThrow().records().get(0))).isEqualTo("2");
        }
    }

    // ---- bytes that make no line

    @Test
    void utf_16_is_not_read_and_the_reason_is_known() throws IOException {
        append("\u00FF\u00FE" + "1\0\n\0" + "2\0\n\0");
        try (TailReader reader = open(LIMITS)) {
            assertThat(reader.next()).isEmpty();
            assertThat(reader.isAtGap()).isFalse();
            assertThat(reader.diagnosis().orElseThrow().kind()).isEqualTo(Diagnosis.Kind.UTF_16);
        }
    }

    @Test
    void file_that_is_utf_16_no_longer_is_read() throws IOException {
        append("\u00FE\u00FF" + "\0001\0\n");
        assertThat(readOn()).isEmpty();
        rewrite("1\n");
        assertThat(readOn()).containsExactly("1");
    }

    @Test
    void carriage_returns_behind_the_last_line_are_counted_and_those_before_it_are_not() throws IOException {
        append("1\r\n2\r3\r");
        try (TailReader reader = open(LIMITS)) {
            assertThat(reader.next()).isPresent();
            assertThat(reader.diagnosis()).isEmpty();
            assertThat(reader.next()).isEmpty();
            assertThat(reader.diagnosis()).contains(new Diagnosis(Diagnosis.Kind.CARRIAGE_RETURNS, 4, 2));
        }
    }

    @Test
    void what_stands_behind_a_gap_may_yet_become_a_line() throws IOException {
        append("\0".repeat(20) + "2\r");
        try (TailReader reader = open(LIMITS)) {
            assertThat(reader.next()).isEmpty();
            assertThat(reader.diagnosis()).isEmpty();
        }
    }

    @Test
    void megabytes_without_a_line_end_are_told_of() throws IOException {
        append("x".repeat(3 << 20));
        try (TailReader reader = open(LIMITS)) {
            assertThat(reader.next()).isEmpty();
            assertThat(reader.diagnosis().orElseThrow().kind()).isEqualTo(Diagnosis.Kind.LONG_LINE);
        }
    }

    @Test
    void byte_order_mark_alone_in_the_first_line_leaves_it_empty() throws IOException {
        append(BYTE_ORDER_MARK + "\r\n1.0\n");
        assertThat(chunks(LIMITS).get(0).records())
                .extracting(LineRecord::isEmpty)
                .containsExactly(true, false);
    }

    // ---- chunks

    @Test
    void chunk_holds_no_more_bytes_than_allowed() throws IOException {
        append("11\n22\n33\n4444444\n5\n");
        assertThat(chunks(new ReadLimits(6, 100, LineEnd.LF)))
                .extracting(Chunk::toString)
                .containsExactly(
                        "a.txt bytes 0 to 6, 2 lines",
                        "a.txt bytes 6 to 9, 1 lines",
                        "a.txt bytes 9 to 17, 1 lines",
                        "a.txt bytes 17 to 19, 1 lines");
    }

    @Test
    void line_longer_than_a_chunk_is_handed_out_whole() throws IOException {
        append("a\n" + "x".repeat(1 << 20) + "\nb\n");
        assertThat(readOn(new ReadLimits(64 << 10, 1 << 20, LineEnd.LF)))
                .containsExactly("a", "x".repeat(1 << 20), "b");
    }

    @Test
    void chunks_bear_the_observed_file_key() throws IOException {
        append("1\n");
        progress = Progress.none(Optional.of("the key of yesterday"));
        Chunk chunk = chunks(LIMITS).get(0);
        assertThat(chunk.before().fileKey()).contains("the key of yesterday");
        assertThat(chunk.after().fileKey()).isEqualTo(TailReader.observe(file).fileKey());
    }

    @Test
    void pass_ends_where_it_is_told_to() throws IOException {
        append("1\n2\n3\n");
        try (TailReader reader = open(LIMITS)) {
            reader.endAt(4);
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 0 to 4, 2 lines");
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void what_is_appended_during_a_pass_belongs_to_it() throws IOException {
        append("1\n");
        try (TailReader reader = open(LIMITS)) {
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 0 to 2, 1 lines");
            append("2\n");
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 2 to 4, 1 lines");
        }
    }

    @Test
    void chunk_knows_how_long_the_file_was_when_it_was_read() throws IOException {
        append("1\n2\n3");
        try (TailReader reader = open(new ReadLimits(2, 100, LineEnd.LF))) {
            reader.endAt(4);
            assertThat(reader.next()).map(Chunk::fileSize).contains(5L);
            append("\n4\n");
            assertThat(reader.next()).map(Chunk::fileSize).contains(8L);
        }
    }

    @Test
    void file_that_shrinks_during_a_pass_ends_it() throws IOException {
        append("1\n2\n3\n");
        try (TailReader reader = open(new ReadLimits(4, 100, LineEnd.LF))) {
            assertThat(reader.next()).isPresent();
            Files.write(file, new byte[0]);
            assertThat(reader.next()).isEmpty();
            assertThat(reader.progress().nextByte()).isEqualTo(4);
        }
    }

    @Test
    void chunk_holds_no_more_lines_than_memory_is_meant_for() throws IOException {
        append("\n".repeat(ReadLimits.MOST_LINES) + "1\n2\n");
        assertThat(chunks(LIMITS))
                .extracting(Chunk::toString)
                .containsExactly("a.txt bytes 0 to 250000, 250000 lines", "a.txt bytes 250000 to 250004, 2 lines");
        assertThat(progress.lines()).isEqualTo(250_002);
    }

    // ---- lines over max-line-bytes

    @Test
    void line_of_exactly_the_limit_is_a_line_and_one_byte_more_is_too_long() throws IOException {
        append("12345\n12345\r\n123456\n123456\r\n1\n");
        List<LineRecord> lines = lines(new ReadLimits(100, 5, LineEnd.LF));
        assertThat(lines).extracting(LineRecord::isTooLong).containsExactly(false, false, true, true, false);
        assertThat(lines).extracting(LineRecord::byteLength).containsExactly(5L, 5L, 6L, 6L, 1L);
        assertThat(lines).extracting(TailReaderTest::text).containsExactly("12345", "12345", "12345", "12345", "1");
    }

    @Test
    void too_long_line_is_a_chunk_of_its_own() throws IOException {
        append("1\n123456789\n2\n");
        assertThat(chunks(new ReadLimits(100, 5, LineEnd.LF)))
                .extracting(Chunk::toString)
                .containsExactly(
                        "a.txt bytes 0 to 2, 1 lines", "a.txt bytes 2 to 12, 1 lines", "a.txt bytes 12 to 14, 1 lines");
    }

    @Test
    void of_a_line_that_is_too_long_the_first_8_kb_are_kept() throws IOException {
        append("y".repeat(300_000) + "\n");
        LineRecord line = lines(new ReadLimits(64 << 10, 100_000, LineEnd.LF)).get(0);
        assertThat(line.byteLength()).isEqualTo(300_000);
        assertThat(text(line)).isEqualTo("y".repeat(8192));
    }

    /** A byte order mark counts when a line is measured, and stays in the head that is kept. */
    @Test
    void byte_order_mark_counts_towards_the_limit() throws IOException {
        append(BYTE_ORDER_MARK + "123\n");
        LineRecord line = lines(new ReadLimits(100, 5, LineEnd.LF)).get(0);
        assertThat(line.isTooLong()).isTrue();
        assertThat(line.byteLength()).isEqualTo(6);
        assertThat(line.content()).isEqualTo(latin1(BYTE_ORDER_MARK + "12"));
    }

    @Test
    void too_long_line_that_is_unfinished_is_not_handed_out() throws IOException {
        append("x".repeat(1000));
        assertThat(lines(new ReadLimits(10, 10, LineEnd.LF))).isEmpty();
        append("\n1\n");
        assertThat(lines(new ReadLimits(10, 10, LineEnd.LF)))
                .extracting(LineRecord::byteLength)
                .containsExactly(1000L, 1L);
    }

    /** Nothing is remembered of the search for its end, so that what is written over it is not taken for its rest. */
    @Test
    void lines_written_over_a_long_unfinished_one_are_lines() throws IOException {
        ReadLimits limits = new ReadLimits(10, 10, LineEnd.LF);
        append("x".repeat(1000));
        assertThat(lines(limits)).isEmpty();
        rewrite("1\n2\n" + "x".repeat(2000) + "\n");
        assertThat(chunks(limits))
                .extracting(Chunk::toString)
                .containsExactly("a.txt bytes 0 to 4, 2 lines", "a.txt bytes 4 to 2005, 1 lines");
    }

    // ---- a file that is rewritten during a pass

    @Test
    void other_bytes_before_the_next_chunk_end_the_pass() throws IOException {
        append("11\n22\n33\n");
        try (TailReader reader = open(new ReadLimits(3, 100, LineEnd.LF))) {
            assertThat(reader.next()).isPresent();
            rewrite("99\n88\n77\n");
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IOException.class)
                    .hasMessage("a.txt is being rewritten; it is looked at again");
            assertThat(reader.progress().nextByte()).as("what was handed out").isEqualTo(3);
        }
    }

    /** Else "1.0|2.5" and "10.0|20.5" would give a line "0|20.5" that nobody wrote. */
    @Test
    void longer_lines_under_the_offset_end_the_pass() throws IOException {
        append("1\n2\n3\n");
        try (TailReader reader = open(new ReadLimits(2, 100, LineEnd.LF))) {
            assertThat(reader.next()).isPresent();
            rewrite("100\n200\n300\n");
            assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
        }
    }

    @Test
    void same_bytes_before_the_next_chunk_go_on_with_the_new_lines() throws IOException {
        append("1\n2\n");
        try (TailReader reader = open(new ReadLimits(2, 100, LineEnd.LF))) {
            assertThat(reader.next()).isPresent();
            rewrite("1\n345\n");
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 2 to 6, 1 lines");
        }
    }

    @Test
    void rewritten_bytes_are_noticed_up_to_1024_before_the_offset_and_in_front_of_a_long_line_too() throws IOException {
        String before = "a" + "x".repeat(1021) + "\n";
        String rest = "y".repeat(5000) + "\n";
        append(before + rest);
        try (TailReader reader = open(new ReadLimits(1023, 2000, LineEnd.LF))) {
            assertThat(reader.next()).map(Chunk::byteLength).contains(1023L);
            rewrite("b" + before.substring(1) + rest);
            assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
        }
    }

    @Test
    void file_that_is_cut_below_the_offset_and_grows_again_ends_the_pass() throws IOException {
        append("11\n22\n");
        try (TailReader reader = open(new ReadLimits(3, 100, LineEnd.LF))) {
            assertThat(reader.next()).isPresent();
            rewrite("");
            assertThat(reader.next()).isEmpty();
            append("7\n8\n9\n");
            assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
        }
    }

    // ---- the same content?

    @Test
    void continued_file_is_the_same() throws IOException {
        append("1\n2\n");
        readOn();
        append("3\n");
        assertThat(match(file)).isEqualTo(Match.SAME);
    }

    @Test
    void copy_under_another_inode_is_the_same() throws IOException {
        append("1\n2\n");
        readOn();
        Path copy = Files.write(directory.resolve("b.txt"), Files.readAllBytes(file));
        assertThat(match(copy)).isEqualTo(Match.SAME);
    }

    @Test
    void file_of_less_than_five_bytes_has_an_identity() throws IOException {
        append("1\n");
        readOn();
        assertThat(match(file)).isEqualTo(Match.SAME);
        rewrite("2\n");
        assertThat(match(file)).isEqualTo(Match.DIFFERENT);
        rewrite("1");
        assertThat(match(file)).isEqualTo(Match.BEGINNING);
        rewrite("2");
        assertThat(match(file)).isEqualTo(Match.SHORTER);
    }

    @Test
    void every_content_goes_on_from_nothing() throws IOException {
        assertThat(match(file)).isEqualTo(Match.SAME);
        append("anything");
        assertThat(match(file)).isEqualTo(Match.SAME);
    }

    @Test
    void shorter_file_that_begins_alike_is_a_beginning() throws IOException {
        append("1\n2\n3\n");
        readOn();
        rewrite("1\n2\n");
        assertThat(match(file)).isEqualTo(Match.BEGINNING);
        rewrite("");
        assertThat(match(file)).isEqualTo(Match.BEGINNING);
        rewrite("1\n3\n");
        assertThat(match(file)).isEqualTo(Match.SHORTER);
    }

    @Test
    void long_common_header_does_not_make_two_files_one() throws IOException {
        String header = "# instrument header\n".repeat(205);
        append(header + "1.5\n");
        readOn();
        Path other = Files.write(directory.resolve("b.txt"), latin1(header + "2.5\n"));
        assertThat(header.length()).isGreaterThan(4096);
        assertThat(match(other)).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void other_beginning_with_the_same_end_is_different() throws IOException {
        String end = "# instrument footer\n".repeat(205);
        append("1.5\n" + end);
        readOn();
        rewrite("2.5\n" + end);
        assertThat(match(file)).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void bytes_after_the_offset_do_not_count() throws IOException {
        append("1\n2");
        readOn();
        rewrite("1\n3");
        assertThat(match(file)).isEqualTo(Match.SAME);
    }

    // ---- files that cannot be read as expected

    @Test
    void opening_refuses_content_the_progress_has_no_evidence_of() throws IOException {
        append("1\n");
        readOn();
        rewrite("2\n3\n");
        assertThatThrownBy(() -> open(LIMITS))
                .isInstanceOf(IOException.class)
                .hasMessage("a.txt changed while it was being opened; it is read again at the next poll");
    }

    @Test
    void missing_file_is_an_exception_and_not_an_empty_file() {
        Path missing = directory.resolve("missing.txt");
        assertThatThrownBy(() -> TailReader.observe(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> match(missing)).isInstanceOf(NoSuchFileException.class);
    }

    /** Opening a pipe would wait for its writer, for ever and with it the whole watch. */
    @Test
    void what_is_no_regular_file_is_refused_before_it_is_opened() {
        assertThatThrownBy(() -> TailReader.observe(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + " is not a regular file; a pipe or device cannot be watched");
    }

    @Test
    void observation_changes_with_each_byte() throws IOException {
        Observation before = TailReader.observe(file);
        append("1");
        assertThat(TailReader.observe(file)).isNotEqualTo(before);
        assertThat(TailReader.observe(file).size()).isEqualTo(1);
        assertThat(TailReader.observe(file).fileKey()).isEqualTo(before.fileKey());
    }

    @Test
    void impossible_limits_and_offsets_are_refused() {
        assertThatThrownBy(() -> new ReadLimits(0, 1, LineEnd.LF))
                .hasMessage("chunk-bytes and max-line-bytes must be at least 1, were 0 and 1");
        assertThatThrownBy(() -> new ReadLimits(1, 0, LineEnd.LF))
                .hasMessage("chunk-bytes and max-line-bytes must be at least 1, were 1 and 0");
        assertThatThrownBy(() -> new Progress(-1, 0, Optional.empty(), Evidence.NONE))
                .hasMessage("an offset is not negative: byte -1, line 0");
    }

    private void append(String latin1) throws IOException {
        Files.write(file, latin1(latin1), StandardOpenOption.APPEND);
    }

    private void rewrite(String latin1) throws IOException {
        Files.write(file, latin1(latin1));
    }

    private Match match(Path file) throws IOException {
        return Comparison.of(file, progress, Optional.empty()).match();
    }

    private TailReader open(ReadLimits limits) throws IOException {
        return TailReader.open(file, 1, "a.txt", progress, TailReader.observe(file), limits);
    }

    private List<String> readOn() throws IOException {
        return readOn(LIMITS);
    }

    private List<String> readOn(ReadLimits limits) throws IOException {
        return lines(limits).stream().map(TailReaderTest::text).toList();
    }

    private List<LineRecord> lines(ReadLimits limits) throws IOException {
        return chunks(limits).stream()
                .flatMap(chunk -> chunk.records().stream())
                .toList();
    }

    /** One pass from the progress so far, which moves on. */
    private List<Chunk> chunks(ReadLimits limits) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        try (TailReader reader = open(limits)) {
            for (Optional<Chunk> next = reader.next(); next.isPresent(); next = reader.next()) {
                chunks.add(next.get());
            }
            progress = reader.progress();
        }
        return chunks;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(LineRecord line) {
        byte[] text = new byte[line.length()];
        line.copyTo(0, text.length, text, 0);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** A line is read once more, with more bytes, if it does not end in the first ones: there may be an LF in front of it by then, which belongs to the CR. */
    @Test
    void lf_that_is_put_behind_its_cr_between_two_reads_makes_no_line_of_its_own() throws IOException {
        byte[] before = "\r1.5\r".getBytes(StandardCharsets.US_ASCII);
        byte[] after = "\r\n1.5\r".getBytes(StandardCharsets.US_ASCII);
        for (int change = 0; change < 12; change++) {
            int at = change;
            AtomicInteger looks = new AtomicInteger();
            RewrittenChannel channel =
                    new RewrittenChannel(before, now -> looks.getAndIncrement() < at ? before : after);
            List<Long> begins = new ArrayList<>();
            try (TailReader reader = new TailReader(
                    new ReadSoFar(
                            new OpenedFile(Path.of("a.txt"), channel, 1, "a.txt", Optional.empty()),
                            Progress.none(Optional.empty()),
                            new ReadLimits(1, 10, LineEnd.CR)),
                    channel,
                    new ReadLimits(1, 10, LineEnd.CR))) {
                for (Optional<Chunk> next = reader.next(); next.isPresent(); next = reader.next()) {
                    next.get().records().stream()
                            .filter(line -> line.length() == 0)
                            .forEach(line -> begins.add(line.firstByte()));
                }
            } catch (IOException e) {
                assertThat(e).hasMessage("a.txt is being rewritten; it is looked at again");
            }
            assertThat(begins).as("blank lines, changed at look %s", at).containsExactly(0L);
        }
    }
}
