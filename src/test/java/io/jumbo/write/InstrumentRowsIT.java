package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.option.WatchOptions;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.FieldNames;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.ways.copy.StageWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines as instruments write them: whatever way they are written, the rows and dead letters are the same, and those that the options say. */
class InstrumentRowsIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final int LINES = StageWriter.LEAST_LINES + 300;
    private static final long SEED = Long.getLong("jumbo.seed", System.nanoTime());
    private static final ReadLimits LIMITS = new ReadLimits(256 * 1024, 2000, LineEnd.LF);
    private static final Learnt LEARNT = new Learnt(
            new FieldNames(List.of("n", "note", "U (V)", "at")), Map.of("header:T", "23,5", "header:Sample ID", "A-7"));
    private static final String COLUMNS = "n int, note text, v numeric(8,3), at timestamp";

    @TempDir
    Path directory;

    /** Options, the values of the statement, and a line with a number, a note, a voltage and a time in it. */
    static Stream<Arguments> kinds() {
        String decimal = "decimal-separator=,";
        String dots = "thousands-separator=.";
        return Stream.of(
                Arguments.of("delimiter=;", "%(n)s, %(note)s, %(U (V))s, %(at)s", "%n;%t;%v;%a;extra"),
                Arguments.of("delimiter=tab", "%1$s, %2$s, %3$s, %4$s", "%n\t%t\t%v\t%a"),
                Arguments.of("trim=yes", "%s, %s, %s, %s", " %n , %t ,\t%v, %a ,"),
                Arguments.of("null-value=-9999, NAN", "%s, %s, %s, %s", "%n,%t, %v,%a"),
                Arguments.of("delimiter=; " + decimal + " " + dots, "%s, %s, %s, %s", "%n;%t;%c;%a"),
                Arguments.of(
                        "delimiter=; " + decimal + " trim=yes null-value=NAN names=n,at,U,note",
                        "%(n)s, %(note)s, %(U)s, %(at)s",
                        "%n; %a ; %c;%t"),
                Arguments.of("format=blanks", "%4$s, %3$s, %2$s, %1$s", " \t%a  %v %t\t%n"),
                Arguments.of(
                        "format=regex pattern=^(?<n>[^|]*)\\|(?:(?<t>.*)\\|)?(?<v>.*?)@(?<a>.*)$",
                        "%(n)s, %(t)s, %(v)s, %(a)s",
                        "%n|%t|%v@%a"),
                Arguments.of(
                        "format=json null-value=NAN",
                        "%(n)s, %(/d/1)s, %(v)s, %(at)s",
                        "{\"n\": %n, \"d\":[{},\"%t\"], \"v\":%v,\"at\":\"%a\"}"),
                Arguments.of(
                        "delimiter=; " + decimal, "%(n)s, %(header:Sample ID)s, %(header:T)s, %(at)s", "%n;%t;%c;%a"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("kinds")
    void every_way_to_write_leaves_the_same_rows(String options, String values, String line) throws Exception {
        FieldFormat format = format(options);
        byte[] content = content(line);
        List<String> expected = left(format, "INSERT INTO t SELECT " + values, content);
        assertThat(expected).anyMatch(row -> row.startsWith("(")).anyMatch(row -> row.startsWith("refused"));
        for (String template : List.of(
                "INSERT INTO t VALUES (" + values + ")",
                "INSERT INTO t VALUES (" + values + ") ON CONFLICT DO NOTHING",
                "INSERT INTO t AS staged VALUES (" + values + ")",
                "INSERT INTO t VALUES (" + values.replaceFirst("(%\\S+?s)(?=,|$)", "coalesce($1::int, NULL)") + ")")) {
            assertThat(left(format, template, content))
                    .as(template + ", -Djumbo.seed=" + SEED)
                    .isEqualTo(expected);
        }
    }

    @Test
    void options_make_of_a_line_what_they_say() throws Exception {
        assertThat(rows(
                        "delimiter=; decimal-separator=, thousands-separator=. null-value=NAN",
                        "%s, %s, %s, %s",
                        "1.000;3,14;1.234,56;2026-03-01",
                        "2;NAN; NAN ;NAN",
                        "3;;2,3E+01;",
                        "4;\"\";\"\";\"\""))
                .containsExactly(
                        "(1000,\"3,14\",1234.560,\"2026-03-01 00:00:00\")", "(2,,,)", "(3,,23.000,)", "(4,\"\",,)");
        assertThat(rows("delimiter=; decimal-separator=,", "%s, %s, %(header:T)s, %s", "1;x;2026-03-01"))
                .containsExactly("(1,x,23.500,\"2026-03-01 00:00:00\")");
        assertThat(rows(
                        "decimal-separator=,",
                        "%s::numeric, upper(%s), %s::float8 * 2, NULL",
                        "\"1,0\",\"a,5\",\"1,5\""))
                .containsExactly("(1,\"A,5\",3.000,)");
    }

    private List<String> rows(String options, String values, String... lines) throws Exception {
        return left(
                format(options),
                "INSERT INTO t VALUES (" + values + ")",
                (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static FieldFormat format(String options) {
        Map<String, String> texts = new HashMap<>();
        for (String option : options.split(" (?=[a-z-]+=)")) {
            String[] parts = option.split("=", 2);
            texts.put(parts[0], parts[1]);
        }
        return FieldFormat.of(WatchOptions.of(ChunkWriting.WATCH, texts));
    }

    private List<String> left(FieldFormat format, String template, byte[] content) throws Exception {
        DATABASE.cleared();
        DATABASE.execute("CREATE TABLE t (" + COLUMNS + ")");
        Path home = Files.createTempDirectory(directory, "file");
        ChunkWriting.of(home, DATABASE.dataSource(), LIMITS, format, LEARNT).write(template, content);
        return DATABASE.column(
                "SELECT t::text FROM t UNION ALL SELECT concat_ws(' ', 'refused', line_number, first_byte, sqlstate, reason, line)"
                        + " FROM jumbo_dead_letters ORDER BY 1");
    }

    private static byte[] content(String line) {
        Random random = new Random(SEED);
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            int kind = random.nextInt(60);
            content.append(line.replace("%n", kind == 0 ? "bad" : Integer.toString(i))
                            .replace(
                                    "%t",
                                    kind == 1 ? "NAN" : kind == 2 ? "\u00E4\\\\x" : kind == 3 ? "a'b" : "note" + i)
                            .replace("%v", kind == 4 ? "NAN" : kind == 5 ? "-9999" : i + ".2505")
                            .replace("%c", kind == 4 ? "NAN" : kind == 5 ? "1.234,5" : i + ",2505")
                            .replace("%a", kind == 6 ? "2026-02-30" : "2026-03-01T12:00:07." + (i % 1000)))
                    .append('\n');
        }
        return content.append("\u00E4 short\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
