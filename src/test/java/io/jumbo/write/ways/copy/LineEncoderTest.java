package io.jumbo.write.ways.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineFormat;
import io.jumbo.support.LongRun;
import io.jumbo.tail.Chunks;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.template.InsertTemplate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** What is encoded from the bytes of a line, in either format, says the same as the values that {@link RowParser} reads. */
class LineEncoderTest {

    private static final List<InsertTemplate> TEMPLATES = List.of(
            InsertTemplate.parse("INSERT INTO t VALUES (%s)"),
            InsertTemplate.parse("INSERT INTO t VALUES (%s, %s, %s)"),
            InsertTemplate.parse("INSERT INTO t VALUES (%s, %(line)s, %(line_number)s, %(path)s, %(x)s)"),
            InsertTemplate.parse("INSERT INTO t VALUES (%s, %(line)s, %s)"),
            InsertTemplate.parse("INSERT INTO t VALUES (%s, %s, %(first_byte)s, %s)"),
            InsertTemplate.parse("INSERT INTO t VALUES (%(line)s)"));

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '\\', ' ', '|', '§');

    /** Those that can be told from bytes. */
    @Provide
    Arbitrary<LineFormat> formats() {
        return Arbitraries.of(LineFormat.AUTO, LineFormat.LINE, LineFormat.CSV, LineFormat.BLANKS);
    }

    @Provide
    Arbitrary<byte[]> lines() {
        return Arbitraries.of(
                        "a", "1", ",", ";", "\t", "\\", " ", "|", "§", "\"", "'", "\r", "\n", "\0", "\\N", "\\.", "ä",
                        "😀", "\uFFFE", "\uFEFF", "\u0001", "é", "N")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** Mostly of what has no meaning, so that whole words of it and every place in a word occur. */
    @Provide
    Arbitrary<String> longLines() {
        return Arbitraries.frequencyOf(
                        Tuple.of(20, Arbitraries.of("a", "12", "2026-03-01", " ", "~", "\u007F")),
                        Tuple.of(6, Arbitraries.of(",")),
                        Tuple.of(
                                1,
                                Arbitraries.of(
                                        "\"", "\\", "\t", ";", "\0", "ä", "\r", "\u001F", "+", "-", "]", "!", "#")))
                .list()
                .ofMaxSize(16)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 5_000)
    @AddLifecycleHook(LongRun.class)
    void encodes_what_the_parser_reads(
            @ForAll("lines") byte[] line, @ForAll("formats") LineFormat format, @ForAll boolean quoted) {
        assertSame(stored(line), format, quoted);
    }

    /** Bytes are looked at eight at once, also beyond the end of the line: there are other lines, and what is in them must not count. */
    @Property(tries = 2_000)
    @AddLifecycleHook(LongRun.class)
    void encodes_what_the_parser_reads_of_a_long_line_among_others(
            @ForAll("longLines") String line, @ForAll("longLines") String next, @ForAll boolean quoted) {
        for (LineRecord record : Chunks.of("a.txt", line, next, line).records()) {
            if (!record.isEmpty()) {
                assertSame(record, LineFormat.AUTO, quoted);
            }
        }
    }

    @Property(tries = 2_000)
    @AddLifecycleHook(LongRun.class)
    void encodes_what_the_parser_reads_of_any_bytes(
            @ForAll("bytes") byte[] line, @ForAll("formats") LineFormat format, @ForAll boolean quoted) {
        assertSame(stored(line), format, quoted);
    }

    private static LineRecord stored(byte[] content) {
        return LineRecord.stored(7, 70, content.length, content);
    }

    /** The two ways to read a line, each made once and used for many lines, as it is when a file is written. */
    private record Ways(String text, char delimiter, RowParser parser, LineEncoder encoder) {

        private static Ways of(InsertTemplate template, FieldFormat format) {
            RowParser parser = format.parser(template, "w", "dir/a\tb.txt", Map.of("x", "\\"));
            LineEncoder encoder = new LineEncoder(parser, texts(template));
            return new Ways(template.text(), format.delimiter(), parser, encoder);
        }

        private String of(LineRecord line) {
            return text + ", " + Arrays.toString(line.content()) + ", delimiter " + delimiter;
        }
    }

    private static final Map<FieldFormat, List<Ways>> WAYS = new ConcurrentHashMap<>();

    private static void assertSame(LineRecord line, LineFormat format, boolean quoted) {
        for (char delimiter : DELIMITERS) {
            FieldFormat fields = new FieldFormat(format, delimiter, quoted ? Optional.of('"') : Optional.empty());
            List<Ways> all = WAYS.computeIfAbsent(
                    fields,
                    made -> TEMPLATES.stream()
                            .map(template -> Ways.of(template, made))
                            .toList());
            for (Ways ways : all) {
                List<String> parsed = parsed(ways.parser(), line);
                assertSame(encoded(ways.encoder(), line), parsed, ways, line);
                assertSame(binary(ways.encoder(), line).orElse(parsed), parsed, ways, line);
            }
        }
    }

    /** A million times: what says how they differ is only asked where they do. */
    private static void assertSame(List<String> encoded, List<String> parsed, Ways ways, LineRecord line) {
        if (!encoded.equals(parsed)) {
            assertThat(encoded).as(ways.of(line)).isEqualTo(parsed);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static List<Optional<PlainType>> texts(InsertTemplate template) {
        return Collections.nCopies(template.placeholders().size(), Optional.of(PlainType.TEXT));
    }

    @Example
    void encodes_in_binary_what_is_simple_and_plain() {
        InsertTemplate template =
                InsertTemplate.parse("INSERT INTO t VALUES (%s, %s, %(line_number)s, %(x)s, %(path)s)");
        FieldFormat fields = new FieldFormat(LineFormat.AUTO, ',', Optional.of('"'));
        Map<String, String> nothing = Collections.singletonMap("x", null);
        RowParser parser = fields.parser(template, "w", "ä.txt", nothing);
        LineEncoder encoder = new LineEncoder(parser, texts(template));
        assertThat(binary(encoder, stored("é,\\".getBytes(StandardCharsets.UTF_8))))
                .contains(Arrays.asList("é", "\\", "7", null, "ä.txt"));
        assertThat(binary(encoder, stored(",b".getBytes(StandardCharsets.UTF_8))))
                .contains(Arrays.asList(null, "b", "7", null, "ä.txt"));
        assertThat(binary(encoder, stored("\"a\",b".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(binary(encoder, stored("a".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        List<Optional<PlainType>> types = new ArrayList<>(texts(template));
        types.set(4, Optional.empty());
        LineEncoder unknown = new LineEncoder(parser, types);
        assertThat(binary(unknown, stored("a,b".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    /** The row in COPY's binary format, if there is one; nothing may be left behind of one that is not. */
    static Optional<List<String>> binary(LineEncoder encoder, LineRecord line) {
        CopyBinary rows = new CopyBinary(1);
        if (!encoder.append(line, rows)) {
            check(rows.length() == 0, "something is left behind");
            return Optional.empty();
        }
        ByteBuffer row = ByteBuffer.wrap(rows.bytes(), 0, rows.length());
        List<String> values = new ArrayList<>();
        for (int fields = row.getShort(); fields > 0; fields--) {
            int length = row.getInt();
            byte[] value = new byte[Math.max(0, length)];
            row.get(value);
            values.add(length < 0 ? null : new String(value, StandardCharsets.UTF_8));
        }
        check(!row.hasRemaining(), "something is behind the row");
        return Optional.of(values);
    }

    private static List<String> parsed(RowParser parser, LineRecord line) {
        try {
            return parser.row(line).values();
        } catch (RejectedLineException e) {
            return List.of("rejected", e.sqlState(), e.getMessage());
        }
    }

    static List<String> encoded(LineEncoder encoder, LineRecord line) {
        CopyText text = new CopyText(1);
        try {
            encoder.append(line, text);
        } catch (RejectedLineException e) {
            return List.of("rejected", e.sqlState(), e.getMessage());
        }
        return decoded(new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8));
    }

    /** As the server reads a row of COPY's text format. */
    private static List<String> decoded(String row) {
        check(row.endsWith("\n"), row);
        List<String> values = new ArrayList<>();
        for (String field : row.substring(0, row.length() - 1).split("\t", -1)) {
            values.add(field.equals("\\N") ? null : unescaped(field));
        }
        return values;
    }

    private static String unescaped(String field) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\') {
                check(c != '\r' && c != '\n', field);
                value.append(c);
                continue;
            }
            i++;
            value.append(
                    switch (field.charAt(i)) {
                        case 't' -> '\t';
                        case 'r' -> '\r';
                        case 'n' -> '\n';
                        case '\\' -> '\\';
                        default -> throw new AssertionError("not ours: " + field);
                    });
        }
        return value.toString();
    }
}
