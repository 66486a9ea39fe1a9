package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.ways.copy.StageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is in a file, each way to write leaves the same rows and the same dead letters: the template executed row by row is compared with COPY, with
 * COPY that finds a conflict, with COPY into a stage, and with arrays.
 */
class SameRowsIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final int LINES = 2 * StageWriter.LEAST_LINES + 1000;
    private static final int ROUNDS = Integer.getInteger("jumbo.long-run", 1);
    private static final long SEED = Long.getLong("jumbo.seed", System.nanoTime());

    /** Chunks large enough for a stage, and for the last one too small. */
    private static final ReadLimits LIMITS = new ReadLimits(64 * 1024, 300, LineEnd.LF);

    private static final List<String> AWKWARD = List.of(
            "\\",
            "\\\\",
            "\\N",
            "\\.",
            "\\n",
            "\t",
            "a\tb",
            "\u0001\b\f\u000B",
            "\"",
            "\"\"",
            "\"a,b\"",
            "\"a\"\"b\"",
            "\"a\"b",
            "a\"b\"",
            "\"open",
            "'",
            "''",
            "a\rb",
            "\r",
            "a\r",
            "\0",
            "a\0b",
            "NULL",
            "null",
            "{}",
            "{1,2}",
            " ",
            "  a  ",
            ",",
            ",,",
            "ä",
            "23.5 °C, µ",
            "😀",
            "\uFEFF",
            "\uFFFE",
            "x".repeat(400),
            "\\".repeat(299),
            "%s",
            "$1",
            "1e5",
            "0x1F",
            "1_000",
            "-0",
            "+5",
            "NaN",
            "infinity",
            "00012",
            "12345678901234567890",
            "2026-02-30",
            "2026-01-01T00:00:00Z",
            "t",
            "yes");

    private static final List<byte[]> NO_TEXT = List.of(
            new byte[] {(byte) 0xFF},
            new byte[] {'a', (byte) 0xC3},
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80});

    @TempDir
    Path directory;

    /** Columns, and the template's values: those of one row are the line itself, or fields of it. */
    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("v text", "%s"),
                Arguments.of("v varchar(12)", "%s"),
                Arguments.of("v int", "%s"),
                Arguments.of("v float8", "%s"),
                Arguments.of("v char(12)", "%s"),
                Arguments.of("a smallint, b real, c numeric(8,3), d timestamp(3)", "%s, %s, %s, %s"),
                Arguments.of(
                        "n smallint, p varchar(200), b real, v char(9)",
                        "%(line_number)s, %(path)s, %(first_byte)s, %(line)s"),
                Arguments.of(
                        "n bigint, p text, b bigint, v text", "%(line_number)s, %(path)s, %(first_byte)s, %(line)s"),
                Arguments.of("a text, b text", "%s, %s"),
                Arguments.of("a int, b text, c float8", "%s, %s, %s"),
                Arguments.of("a timestamptz, b boolean, c numeric(6,2), d date", "%s, %s, %s, %s"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void every_way_to_write_leaves_the_same_rows(String columns, String values) throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] content = content(random, columns.split(", ", -1));
            List<String> expected = left(columns, "INSERT INTO t SELECT " + values, content);
            assertThat(left(columns, "INSERT INTO t VALUES (" + values + ")", content))
                    .as("COPY, -Djumbo.seed=" + SEED)
                    .isEqualTo(expected);
            assertThat(left(columns, "INSERT INTO t VALUES (" + values + ") ON CONFLICT DO NOTHING", content))
                    .as("COPY as long as nothing conflicts, -Djumbo.seed=" + SEED)
                    .isEqualTo(expected);
            assertThat(left(columns, "INSERT INTO t AS staged VALUES (" + values + ")", content))
                    .as("COPY into a stage, -Djumbo.seed=" + SEED)
                    .isEqualTo(expected);
        }
    }

    /** Rows that are there already, and rows that conflict with one another. */
    @ParameterizedTest
    @MethodSource("conflicts")
    void rows_that_conflict_are_what_they_are_line_by_line(String onConflict, String setUp) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append(i % 3000)
                    .append(',')
                    .append(i % 100 == 7 ? "bad" : String.valueOf(i))
                    .append('\n');
        }
        byte[] content = lines.toString().getBytes(StandardCharsets.UTF_8);
        String columns = "k int PRIMARY KEY, v int; " + setUp;
        assertThat(left(columns, "INSERT INTO t VALUES (%s, %s) " + onConflict, content))
                .isEqualTo(left(columns, "INSERT INTO t SELECT %s::int, %s::int " + onConflict, content));
    }

    static Stream<Arguments> conflicts() {
        return Stream.of("ON CONFLICT DO NOTHING", "ON CONFLICT (k) DO UPDATE SET v = t.v + EXCLUDED.v")
                .flatMap(onConflict -> Stream.of("SELECT 1", "INSERT INTO t VALUES (5, 5), (2999, 7)")
                        .map(setUp -> Arguments.of(onConflict, setUp)));
    }

    /** What is in the table and among the dead letters after a file was written. */
    private List<String> left(String columns, String template, byte[] content) throws Exception {
        DATABASE.cleared();
        String[] parts = columns.split("; ", 2);
        DATABASE.execute("CREATE TABLE t (" + parts[0] + ")" + (parts.length > 1 ? "; " + parts[1] : ""));
        Path home = Files.createTempDirectory(directory, "file");
        new ChunkWriting(home, DATABASE.dataSource(), LIMITS).write(template, content);
        return DATABASE.column(
                "SELECT t::text FROM t UNION ALL SELECT concat_ws(' ', 'refused', line_number, first_byte,"
                        + " line_bytes, sqlstate, line) FROM jumbo_dead_letters ORDER BY 1");
    }

    private static byte[] content(Random random, String[] columns) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int line = 0; line < LINES; line++) {
            for (int i = 0; i < columns.length && !columns[0].startsWith("n "); i++) {
                content.write(i == 0 ? new byte[0] : new byte[] {','});
                content.write(value(random, columns[i].split(" ", 2)[1]));
            }
            if (columns[0].startsWith("n ")) {
                content.write(value(random, "text"));
            }
            content.write(random.nextInt(50) == 0 ? "\r\n".getBytes(StandardCharsets.UTF_8) : new byte[] {'\n'});
        }
        return content.toByteArray();
    }

    private static byte[] value(Random random, String type) {
        int kind = random.nextInt(200);
        if (kind == 0) {
            return NO_TEXT.get(random.nextInt(NO_TEXT.size()));
        } else if (kind < 3) {
            return AWKWARD.get(random.nextInt(AWKWARD.size())).getBytes(StandardCharsets.UTF_8);
        } else if (kind == 3) {
            return new byte[0];
        }
        return usual(random, type).getBytes(StandardCharsets.UTF_8);
    }

    private static String usual(Random random, String type) {
        int number = random.nextInt(100_000);
        return switch (type) {
            case "int", "bigint" -> Integer.toString(number);
            case "smallint" -> Integer.toString(number % 40_000 - 2_000);
            case "float8", "real" -> (number % 3 == 0 ? "-" : "") + number + "." + number % 10;
            case "numeric(6,2)" -> number % 10_000 + ".125";
            case "numeric(8,3)" -> "-" + number + ".12345";
            case "boolean" -> number % 2 == 0 ? "true" : "f";
            case "date" -> String.format(Locale.ROOT, "2026-%02d-%02d", 1 + number % 12, 1 + number % 28);
            case "timestamp(3)" ->
                String.format(
                        Locale.ROOT, "2026-%02d-28T%02d:%02d:07.123456", 1 + number % 12, number % 24, number % 60);
            case "timestamptz" ->
                String.format(Locale.ROOT, "2026-%02d-28 %02d:%02d:07+01", 1 + number % 12, number % 24, number % 60);
            default -> "line " + number % 11_000; // some too long for a char(9)
        };
    }
}
