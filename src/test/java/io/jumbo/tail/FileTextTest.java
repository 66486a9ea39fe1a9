package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in charsets other than UTF-8, read as they stand on the disk. */
class FileTextTest {

    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    @TempDir
    Path directory;

    private Progress progress = Progress.none(Optional.empty());

    private boolean settled;

    @Test
    void every_charset_of_this_java_reads_lines_of_digits() throws IOException {
        for (Charset charset : Charset.availableCharsets().values()) {
            if (!charset.canEncode() || !charset.newEncoder().canEncode("1.5\n")) {
                continue;
            }
            progress = Progress.none(Optional.empty());
            Path file = directory.resolve(charset.name() + ".txt");
            Files.write(file, "1.5\n22\n".getBytes(charset));
            assertThat(texts(file, charset)).as(charset.name()).containsExactly("1.5", "22");
        }
    }

    @Test
    void mark_of_the_file_counts_also_for_what_is_read_from_its_middle() throws IOException {
        Path file = written("\uFEFF1\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(texts(file, StandardCharsets.UTF_16)).containsExactly("1");
        assertThat(progress.littleEndian()).isTrue();
        append(file, "2Ω\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(texts(file, StandardCharsets.UTF_16)).containsExactly("2Ω");
        progress = new Progress(
                progress.nextByte(),
                progress.lines(),
                progress.fileKey(),
                progress.evidence(),
                progress.excerpt(),
                progress.modified());
        append(file, "3\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(texts(file, StandardCharsets.UTF_16))
                .as("of an offset that does not say it")
                .containsExactly("3");
    }

    @Test
    void file_that_was_cut_and_has_no_mark_goes_on_in_the_order_it_had_and_a_mark_wins() throws IOException {
        Path file = written("\uFEFF1\n".getBytes(StandardCharsets.UTF_16LE));
        texts(file, StandardCharsets.UTF_16);
        for (int cut = 0; cut < 2; cut++) {
            Files.write(file, "2\n".getBytes(StandardCharsets.UTF_16LE));
            progress = Progress.none(progress.fileKey()).inOrderOf(progress);
            assertThat(texts(file, StandardCharsets.UTF_16)).containsExactly("2");
        }
        Files.write(file, "\uFEFF3\n".getBytes(StandardCharsets.UTF_16BE));
        progress = Progress.none(progress.fileKey()).inOrderOf(progress);
        assertThat(texts(file, StandardCharsets.UTF_16)).containsExactly("3");
        assertThat(progress.littleEndian()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "GB18030"})
    void byte_order_mark_of_any_line_is_no_text(String charset) throws IOException {
        Path file = written("\uFEFF1\n\uFEFF2\n\uFEFF\uFEFF\n3\uFEFF\n".getBytes(Charset.forName(charset)));
        List<LineRecord> lines = read(file, Charset.forName(charset), 1 << 10);
        assertThat(lines).extracting(LineRecord::text).containsExactly("1", "2", "", "3\uFEFF");
        assertThat(lines.get(2).isEmpty()).isTrue();
        assertThat(lines.get(1).content()).isEqualTo("\uFEFF2".getBytes(Charset.forName(charset)));
    }

    @Test
    void wrong_bytes_are_one_character_that_the_line_does_not_hold_otherwise() throws IOException {
        byte[] bytes = "\uFDD0a?b\n".getBytes(StandardCharsets.UTF_16LE);
        bytes[4] = 0;
        bytes[5] = (byte) 0xDC; // half of a pair
        LineRecord line =
                read(written(bytes), StandardCharsets.UTF_16LE, 1 << 10).get(0);
        assertThat(line.noText()).contains('\uFDD1');
        assertThat(line.lenientText()).isEqualTo("\uFDD0a\uFDD1b");
        assertThat(line.anyText()).isEqualTo("\uFDD0a\uFFFDb");
        assertThatThrownBy(line::text).isInstanceOf(CharacterCodingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "US-ASCII", "Shift_JIS", "EUC-JP", "Big5", "GBK"})
    void wrong_byte_does_not_take_its_neighbours_with_it(String charset) throws IOException {
        LineRecord line = read(
                        written(new byte[] {'1', ',', (byte) 0xFF, ',', '2', '\n'}), Charset.forName(charset), 1 << 10)
                .get(0);
        char wrong = line.noText().orElseThrow();
        assertThat(line.lenientText()).isEqualTo("1," + wrong + ",2");
    }

    @Test
    void replacement_character_in_the_file_is_text() throws IOException {
        LineRecord line = read(
                        written("\uFFFD\n".getBytes(StandardCharsets.UTF_16BE)), StandardCharsets.UTF_16BE, 1 << 10)
                .get(0);
        assertThat(line.noText()).isEmpty();
        assertThat(line.text()).isEqualTo("\uFFFD");
    }

    @Test
    void line_that_is_too_long_keeps_whole_characters_of_its_head() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, UTF_32LE)) {
            progress = Progress.none(Optional.empty());
            LineRecord line =
                    read(written("ΩΩΩΩΩΩ\n1\n".getBytes(charset)), charset, 7).get(0);
            assertThat(line.isTooLong()).isTrue();
            assertThat(line.text()).matches("Ω+");
            assertThat(line.byteLength()).isEqualTo("ΩΩΩΩΩΩ".getBytes(charset).length);
            assertThat(progress.lines()).isEqualTo(2);
        }
        progress = Progress.none(Optional.empty());
        Charset sjis = Charset.forName("Shift_JIS");
        assertThat(read(written("表表表表\n".getBytes(sjis)), sjis, 5).get(0).text())
                .isEqualTo("表表");
    }

    @Test
    void long_line_of_many_blocks_ends_with_a_whole_line_end() throws IOException {
        String line = "上\u0A0Aa".repeat(100_000);
        Path file = written((line + "\r\n1\n").getBytes(StandardCharsets.UTF_16LE));
        List<LineRecord> lines = read(file, StandardCharsets.UTF_16LE, 1 << 10);
        assertThat(lines.get(0).byteLength()).isEqualTo(2L * line.length());
        assertThat(lines.get(1).text()).isEqualTo("1");
    }

    @Test
    void head_of_a_line_whose_order_the_file_said_stays_a_head_as_a_dead_letter() throws IOException {
        FileText utf16 = FileText.of(StandardCharsets.UTF_16, LineEnd.LF);
        LineRecord line = read(
                        written("\uFEFF1\n23456\n".getBytes(StandardCharsets.UTF_16LE)), StandardCharsets.UTF_16, 8)
                .get(1);
        LineRecord stored = LineRecord.stored(utf16, 2, line.firstByte(), line.byteLength(), line.content());
        assertThat(stored.isTooLong()).isTrue();
        assertThat(stored.text()).isEqualTo("234");
    }

    @Test
    void gap_in_wide_text_ends_and_begins_with_whole_units() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, UTF_32LE)) {
            for (String neighbour : List.of("1", "\u0100")) {
                String gap = "\0".repeat(40);
                Path file = written(("0" + "\n" + gap + neighbour + "\n").getBytes(charset));
                progress = Progress.none(Optional.empty());
                settled = false;
                assertThat(texts(file, charset)).containsExactly("0");
                settled = true;
                assertThat(texts(file, charset)).containsExactly(neighbour);
                assertThat(progress.lines()).isEqualTo(2);
            }
        }
    }

    @Test
    void wide_text_that_ends_with_nul_bytes_is_at_no_gap() throws IOException {
        Path file = written("1\n2".getBytes(StandardCharsets.UTF_16LE));
        try (TailReader reader = open(file, StandardCharsets.UTF_16LE, 100)) {
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
            assertThat(reader.isAtGap()).isFalse();
            assertThat(reader.diagnosis()).isEmpty();
        }
    }

    /** Its lines were cut at each 0A, that is within the line end. */
    @Test
    void file_that_was_read_as_utf_8_goes_on_with_the_next_whole_unit() throws IOException {
        Path file = written("1\n".getBytes(StandardCharsets.UTF_16LE));
        append(file, "2\n".getBytes(StandardCharsets.UTF_16LE));
        byte[] torn = {'1', 0, '\n'};
        progress = new Progress(3, 1, Optional.empty(), Evidence.of(torn, torn));
        assertThat(texts(file, StandardCharsets.UTF_16LE)).containsExactly("2");
    }

    @Test
    void other_text_is_kept_in_the_charset_of_the_file_or_says_that_it_is_not() throws IOException {
        Charset latin1 = StandardCharsets.ISO_8859_1;
        FileText text = FileText.of(latin1, LineEnd.LF);
        LineRecord line = read(written("µ\n".getBytes(latin1)), latin1, 100).get(0);
        for (String other : List.of("ä", "Ω", "1")) {
            LineRecord edited = line.withText(other);
            assertThat(edited.text()).isEqualTo(other);
            assertThat(LineRecord.stored(text, 1, 0, edited.byteLength(), edited.content())
                            .text())
                    .isEqualTo(other);
        }
        LineRecord wide = read(reset("\uFEFFa\nb\n".getBytes(StandardCharsets.UTF_16LE)), StandardCharsets.UTF_16, 100)
                .get(1);
        LineRecord edited = wide.withText("Ω");
        FileText utf16 = FileText.of(StandardCharsets.UTF_16, LineEnd.LF);
        assertThat(LineRecord.stored(utf16, 1, 0, edited.byteLength(), edited.content())
                        .text())
                .isEqualTo("Ω");
    }

    @Test
    void record_of_several_lines_is_their_texts() throws IOException {
        List<LineRecord> lines =
                read(written("a\r\n\uFEFFΩ\r\n".getBytes(StandardCharsets.UTF_16LE)), StandardCharsets.UTF_16LE, 100);
        LineRecord joined = LineRecord.joined(lines, 100);
        assertThat(joined.text()).isEqualTo("a\nΩ");
        assertThat(joined.content()).isEqualTo("a\nΩ".getBytes(StandardCharsets.UTF_16LE));
        assertThat(joined.isTooLong()).isFalse();
        assertThat(LineRecord.joined(lines, 5).text()).isEqualTo("a\n");
    }

    @Test
    void text_in_which_no_line_ends_because_of_the_charset_is_told_with_the_right_one() {
        FileText utf16 = FileText.of(StandardCharsets.UTF_16, LineEnd.LF);
        assertThat(told("1\n2\n".getBytes(StandardCharsets.UTF_16LE), utf16))
                .contains("no line end in 8 bytes of a.txt; it looks like UTF-16LE: set jumbo.charset = UTF-16LE");
        assertThat(told("1.5\n2.5\n".getBytes(StandardCharsets.UTF_8), utf16))
                .contains("no line end in 8 bytes of a.txt; it does not look like UTF-16BE: set jumbo.charset = UTF-8,"
                        + " or what its charset is");
        assertThat(told("1\r2\r".getBytes(StandardCharsets.UTF_16BE), utf16))
                .contains("no line end in 8 bytes of a.txt; there are 2 CRs: set jumbo.line-end = cr");
        assertThat(told("1.5".getBytes(StandardCharsets.UTF_16BE), utf16)).isEmpty();
    }

    @Test
    void inserted_lines_and_edited_ones_are_found_at_whole_units() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, UTF_32LE)) {
            Path file = reset(numbers("", 1, 200).getBytes(charset));
            texts(file, charset);
            Files.write(file, ("new Ā\n" + numbers("", 1, 200)).getBytes(charset));
            Comparison inserted = Comparison.thorough(file, progress, Optional.empty(), limits(charset, 100));
            assertThat(inserted.match()).isEqualTo(Match.INSERTED);
            assertThat(inserted.insertion().orElseThrow().at()).isZero();
            try (TailReader reader = TailReader.open(
                    file, 1, "a.txt", inserted.insertion().get(), TailReader.observe(file), limits(charset, 100))) {
                assertThat(reader.next().orElseThrow().records())
                        .extracting(LineRecord::text)
                        .containsExactly("new Ā");
            }
            Files.write(file, (numbers("x", 1, 20) + numbers("", 21, 200) + "new\n").getBytes(charset));
            Comparison edited = Comparison.thorough(file, progress, Optional.empty(), limits(charset, 100));
            assertThat(edited.match()).isEqualTo(Match.EDITED);
            progress = edited.continued().orElseThrow();
            assertThat(texts(file, charset)).containsExactly("new");

            file = reset(numbers("", 1, 200).getBytes(charset));
            texts(file, charset);
            Files.write(file, numbers("", 1, 200).replace("\n", " \r\n").getBytes(charset));
            assertThat(Comparison.thorough(file, progress, Optional.empty(), limits(charset, 100))
                            .match())
                    .isEqualTo(Match.SAME_LINES);
            assertThat(Comparison.heads(file, limits(charset, 100).text()))
                    .as("each line of the window, and the window")
                    .hasSizeBetween(2, 400);
        }
    }

    private static String numbers(String prefix, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i <= to; i++) {
            text.append(prefix).append(i).append('\n');
        }
        return text.toString();
    }

    private static Optional<String> told(byte[] head, FileText text) {
        return Diagnosis.of(head, text).map(diagnosis -> diagnosis.sentence("a.txt"));
    }

    private Path reset(byte[] bytes) throws IOException {
        progress = Progress.none(Optional.empty());
        return written(bytes);
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("a.txt"), bytes);
    }

    private static void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.APPEND);
    }

    private static ReadLimits limits(Charset charset, int maxLineBytes) {
        return new ReadLimits(1 << 16, maxLineBytes, FileText.of(charset, LineEnd.LF), Optional.empty());
    }

    private TailReader open(Path file, Charset charset, int maxLineBytes) throws IOException {
        return TailReader.open(file, 1, "a.txt", progress, TailReader.observe(file), limits(charset, maxLineBytes));
    }

    private List<String> texts(Path file, Charset charset) throws IOException {
        List<String> texts = new ArrayList<>();
        for (LineRecord line : read(file, charset, 1 << 12)) {
            texts.add(line.text());
        }
        return texts;
    }

    private List<LineRecord> read(Path file, Charset charset, int maxLineBytes) throws IOException {
        List<LineRecord> lines = new ArrayList<>();
        try (TailReader reader = open(file, charset, maxLineBytes)) {
            if (settled) {
                reader.settled();
            }
            for (Optional<Chunk> next = reader.next(); next.isPresent(); next = reader.next()) {
                lines.addAll(next.get().records());
            }
            progress = reader.progress();
        }
        return lines;
    }
}
