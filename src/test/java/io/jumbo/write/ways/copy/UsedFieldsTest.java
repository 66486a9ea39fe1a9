package io.jumbo.write.ways.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.WatchOptions;
import io.jumbo.support.LongRun;
import io.jumbo.tail.FieldNames;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.fields.Source;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** What is made of a line's bytes with names, positions, null values, trimming and decimal commas says the same as the values that {@link RowParser} reads. */
class UsedFieldsTest {

    private static final Learnt ABC = learnt("a", "b", "c");
    private static final Learnt OTHER = learnt("x", "c", "B", "d", "a");
    private static final Learnt TWICE = learnt("a", "a", "b");

    private static final List<String> STATEMENTS = List.of(
            "%s",
            "%s, %s", "%s, %s, %(line)s", "%2$s", "%3$s, %1$s, %3$s", "%(c)s, %(a)s", "%(b)s, %2$s, %(path)s, %(a)s");

    private static Learnt learnt(String... names) {
        return new Learnt(new FieldNames(List.of(names)), Map.of("header:k", String.join("-", names)));
    }

    @Provide
    Arbitrary<Map<String, String>> options() {
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.of("auto", "csv", "line", "blanks"),
                        Arbitraries.of(",", ";", "\t", " ", "|"),
                        Arbitraries.of("\"", "", "'"),
                        Arbitraries.of("yes", "no"),
                        Arbitraries.of("", "NAN", "NAN,-9999,---,\u00E4"),
                        Arbitraries.of(".", ","),
                        Arbitraries.of("", "'", "\u00A0", "_"))
                .as((format, delimiter, quote, trim, nulls, decimal, thousands) -> {
                    Map<String, String> options =
                            new HashMap<>(Map.of("format", format, "delimiter", delimiter, "trim", trim));
                    options.put("quote", quote);
                    options.put("null-value", nulls);
                    options.put("decimal-separator", decimal);
                    options.put("thousands-separator", thousands);
                    return options;
                })
                .filter(options -> !(options.get("quote").isEmpty()
                        && options.get("delimiter").equals(options.get("decimal-separator"))));
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.frequencyOf(
                        Tuple.of(
                                9,
                                Arbitraries.of("1", "23", "a", "3,14", "1'234,5", "-2,3E+01", "NAN", "-9999", "---")),
                        Tuple.of(9, Arbitraries.of(",", ";", "\t", " ", "  ", "|", ",")),
                        Tuple.of(2, Arbitraries.of("\"", "'", "\u00E4", "1\u00A0000", "\\", ".", "1_0", "'1'")),
                        Tuple.of(1, Arbitraries.of("\r", "\0", "\n", "\"\"", "\"x\"", "\uFEFF", "\uD83D\uDE00")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1_500)
    @AddLifecycleHook(LongRun.class)
    void encodes_what_the_parser_reads(
            @ForAll("options") Map<String, String> options,
            @ForAll("lines") String first,
            @ForAll("lines") String second) {
        for (String values : STATEMENTS) {
            for (ValueKind kind : ValueKind.values()) {
                Ways ways = ways(options, values, kind);
                for (Learnt learnt : List.of(ABC, OTHER, Learnt.NOTHING, TWICE)) {
                    assertSame(ways, line(first, learnt));
                    assertSame(ways, line(second, learnt));
                }
            }
        }
    }

    @Example
    void values_are_told_from_the_bytes_wherever_they_can_be() {
        Map<String, String> options =
                Map.of("delimiter", ";", "decimal-separator", ",", "null-value", "NAN", "trim", "yes");
        Ways ways = ways(options, "%(c)s, %(a)s, %2$s", ValueKind.NUMBER);
        assertThat(LineEncoderTest.binary(ways.encoder(), line(" 1.234,5 ; NAN;2,3E+01;x;\r", ABC)))
                .contains(Arrays.asList("2.3E+01", "1.234,5", null));
        assertThat(LineEncoderTest.binary(ways.encoder(), line("1;2,5;3;4;5,25", OTHER)))
                .contains(Arrays.asList("2.5", "5.25", "2.5"));
        Ways blanks = ways(Map.of("format", "blanks"), "%s, %s", ValueKind.TEXT);
        assertThat(LineEncoderTest.binary(blanks.encoder(), line(" \t1 \t \u00E4\\ ", ABC)))
                .contains(List.of("1", "\u00E4\\"));
        Ways trailing = ways(Map.of(), "%s, %s", ValueKind.TEXT);
        assertThat(LineEncoderTest.binary(trailing.encoder(), line("1,2,", ABC)))
                .contains(List.of("1", "2"));
    }

    private record Ways(String text, RowParser parser, LineEncoder encoder) {}

    private static Ways ways(Map<String, String> options, String values, ValueKind kind) {
        InsertTemplate template = InsertTemplate.parse("INSERT INTO t VALUES (" + values + ")");
        FieldFormat format = FieldFormat.of(WatchOptions.of("w", options));
        List<ValueKind> kinds = Collections.nCopies(template.placeholders().size(), kind);
        RowParser parser = format.parser(template, kinds, Source.of("w", "dir/a.txt", Optional.empty()), Map.of());
        List<Optional<PlainType>> types =
                Collections.nCopies(template.placeholders().size(), Optional.of(PlainType.TEXT));
        // the parser of the encoder is its own: what one of them keeps must not help the other
        return new Ways(
                values + " " + options + " " + kind,
                parser,
                new LineEncoder(
                        format.parser(template, kinds, Source.of("w", "dir/a.txt", Optional.empty()), Map.of()),
                        types));
    }

    private static LineRecord line(String text, Learnt learnt) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return LineRecord.stored(7, 70, bytes.length, bytes).below(learnt);
    }

    private static void assertSame(Ways ways, LineRecord line) {
        if (line.isEmpty()) {
            return; // it is passed over
        }
        List<String> parsed = parsed(ways.parser(), line);
        List<String> encoded = new ArrayList<>(LineEncoderTest.encoded(ways.encoder(), line));
        List<String> binary = LineEncoderTest.binary(ways.encoder(), line).orElse(parsed);
        if (!encoded.equals(parsed) || !binary.equals(parsed)) {
            String what = ways.text() + " " + Arrays.toString(line.content()) + " " + line.learnt();
            assertThat(encoded).as(what).isEqualTo(parsed);
            assertThat(binary).as(what).isEqualTo(parsed);
        }
    }

    private static List<String> parsed(RowParser parser, LineRecord line) {
        try {
            return parser.row(line).values();
        } catch (RejectedLineException e) {
            return List.of("rejected", e.sqlState(), e.getMessage());
        }
    }
}
