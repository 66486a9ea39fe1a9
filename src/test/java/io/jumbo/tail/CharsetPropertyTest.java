package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.support.GrowingFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the charset, in whatever portions a text arrives: the lines are those of the decoded file, and each is where it says. */
class CharsetPropertyTest {

    /**
     * A charset of the option, the one in which the file is written, and what stands in front of it.
     *
     * @param characters that both of them have
     */
    record Encoding(String option, String written, String mark, String characters) {

        byte[] bytes(String text) {
            return text.getBytes(Charset.forName(written));
        }
    }

    /** @param writes so many bytes of the file each, in turn */
    record Case(
            Encoding encoding, List<String> lines, String lineEnd, LineEnd option, int chunk, List<Integer> writes) {

        byte[] file() {
            return encoding.bytes(encoding.mark() + String.join(lineEnd, lines) + lineEnd);
        }
    }

    private static final String UNICODE = "aA1;,.\" \t\u0000éµΩ€上\u0A0A\u0D0D\u0A00\u0100\u010A\uD83D\uDE00";

    private static final List<Encoding> ENCODINGS = List.of(
            new Encoding("UTF-8", "UTF-8", "", UNICODE),
            new Encoding("UTF-8", "UTF-8", "\uFEFF", UNICODE),
            new Encoding("UTF-16LE", "UTF-16LE", "", UNICODE),
            new Encoding("UTF-16LE", "UTF-16LE", "\uFEFF", UNICODE),
            new Encoding("UTF-16BE", "UTF-16BE", "", UNICODE),
            new Encoding("UTF-16", "UTF-16BE", "", UNICODE),
            new Encoding("UTF-16", "UTF-16BE", "\uFEFF", UNICODE),
            new Encoding("UTF-16", "UTF-16LE", "\uFEFF", UNICODE),
            new Encoding("x-UTF-16LE-BOM", "UTF-16LE", "\uFEFF", UNICODE),
            new Encoding("UTF-32", "UTF-32LE", "\uFEFF", UNICODE.replace("\u0000", "")),
            new Encoding("UTF-32", "UTF-32BE", "", UNICODE.replace("\u0000", "")),
            new Encoding("UTF-32LE", "UTF-32LE", "", UNICODE.replace("\u0000", "")),
            new Encoding("GB18030", "GB18030", "\uFEFF", UNICODE),
            new Encoding("CESU-8", "CESU-8", "", UNICODE),
            new Encoding("windows-1252", "windows-1252", "", "aA1;,.\" \t\u0000éµ€ÿ"),
            new Encoding("ISO-8859-1", "ISO-8859-1", "", "a1;,\u0085éµÿ"),
            new Encoding("IBM037", "IBM037", "", "aA1;,.\" \té"),
            new Encoding("IBM1047", "IBM1047", "", "aA1;,.\" \té"),
            new Encoding("GBK", "GBK", "", "a1;,上海"),
            new Encoding("Shift_JIS", "Shift_JIS", "", "a1;,\\表ソ能"),
            new Encoding("EUC-JP", "EUC-JP", "", "a1;,表ソ能"),
            new Encoding("Big5", "Big5", "", "a1;,上功"),
            new Encoding("ISO-2022-JP", "ISO-2022-JP", "", "a1;,表ソ能"));

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(ENCODINGS)
                .flatMap(encoding -> Combinators.combine(
                                lines(encoding),
                                Arbitraries.of("\n", "\r\n", "\r"),
                                Arbitraries.of(1, 2, 3, 5, 8, 13, 64, 1 << 16),
                                Arbitraries.integers()
                                        .between(1, 9)
                                        .list()
                                        .ofMinSize(1)
                                        .ofMaxSize(5))
                        .as((lines, lineEnd, chunk, writes) -> new Case(
                                encoding,
                                lines,
                                lineEnd,
                                lineEnd.equals("\r") ? LineEnd.CR : LineEnd.LF,
                                chunk,
                                writes)));
    }

    private static Arbitrary<List<String>> lines(Encoding encoding) {
        List<String> characters =
                encoding.characters().codePoints().mapToObj(Character::toString).toList();
        return Arbitraries.of(characters)
                .list()
                .ofMaxSize(12)
                .map(line -> String.join("", line))
                // More NULs are a gap.
                .filter(line -> !line.contains("\u0000\u0000"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void lines_are_those_of_the_decoded_file_and_stand_where_they_say(@ForAll("cases") Case of) throws IOException {
        byte[] content = of.file();
        FileText text = FileText.of(Charset.forName(of.encoding().option()), of.option());
        ReadLimits limits = new ReadLimits(of.chunk(), 1 << 12, text, Optional.empty());
        List<LineRecord> read = new ArrayList<>();
        try (GrowingFile file = GrowingFile.create()) {
            Progress progress = Progress.none(TailReader.observe(file.path()).fileKey());
            for (int from = 0, write = 0; from < content.length; write++) {
                int to = Math.min(
                        content.length,
                        from + of.writes().get(write % of.writes().size()));
                file.append(Arrays.copyOfRange(content, from, to));
                progress = pass(file, progress, limits, read);
                from = to;
            }
            assertThat(progress.nextByte()).isEqualTo(content.length);
            assertThat(progress.lines()).isEqualTo(of.lines().size());
        }
        List<String> texts = new ArrayList<>();
        for (LineRecord line : read) {
            int from = (int) line.firstByte();
            byte[] inFile = Arrays.copyOfRange(content, from, (int) (from + line.byteLength()));
            String there = new String(inFile, Charset.forName(of.encoding().written()));
            assertThat(there.replace("\uFEFF", "")).isEqualTo(line.text());
            byte[] utf8 = new byte[line.length()];
            line.copyTo(0, utf8.length, utf8, 0);
            assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(line.text());
            assertThat(line.isTooLong()).isFalse();
            assertThat(line.isEmpty()).isEqualTo(line.text().isEmpty());
            assertThat(line.noText()).isEmpty();
            LineRecord stored =
                    LineRecord.stored(text, line.number(), line.firstByte(), line.byteLength(), line.content());
            assertThat(stored.text()).as("as a dead letter").isEqualTo(line.text());
            assertThat(stored.content()).isEqualTo(line.content());
            assertThat(stored.isTooLong()).isFalse();
            texts.add(line.text());
        }
        assertThat(texts).isEqualTo(of.lines());
        assertThat(read)
                .extracting(LineRecord::number)
                .isEqualTo(numbers(of.lines().size()));
    }

    private static List<Long> numbers(int count) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= count; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /** Wherever it stops, the next pass begins with a whole unit. */
    private static Progress pass(GrowingFile file, Progress from, ReadLimits limits, List<LineRecord> read)
            throws IOException {
        Observation now = TailReader.observe(file.path());
        try (TailReader reader = TailReader.open(file.path(), 1, "a.txt", from, now, limits)) {
            for (Optional<Chunk> next = reader.next(); next.isPresent(); next = reader.next()) {
                assertThat(next.get().gapBytes()).isZero();
                assertThat(next.get().after().nextByte()
                                % limits.text().lineEnds().width())
                        .isZero();
                read.addAll(next.get().records());
            }
            return reader.progress();
        }
    }
}
