package io.jumbo.write.ways.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.TestDatabase;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.template.ParameterType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * What Jumbo reads itself is what the server reads: asked of the server about values made of the characters that matter, as text and in the server's own
 * form.
 */
class PlainTypeIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final long SEED = Long.getLong("jumbo.seed", System.nanoTime());
    private static final int VALUES = 20_000;

    private static final Map<String, PlainType> PLAIN = new HashMap<>();

    /** What gives the server's own form of a value. */
    private static final Map<String, String> SEND = Map.of(
            "smallint", "int2send",
            "integer", "int4send",
            "bigint", "int8send",
            "real", "float4send",
            "double precision", "float8send",
            "numeric", "numeric_send",
            "boolean", "boolsend",
            "date", "date_send",
            "timestamp", "timestamp_send",
            "timestamptz", "timestamptz_send");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smallint | 0123456789-+ | 6",
                "integer | 0123456789-+ | 11",
                "bigint | 0123456789-+ | 20",
                "real | 0123456789.-e+ | 20",
                "double precision | 0123456789.-e+ | 35",
                "numeric | 0123456789.-e+ | 35",
                "numeric(8,3) | 0123456789.-e+ | 5",
                "boolean | truefalsn01 | 5",
                "character varying | abcäöü0123456789 | 9",
                "varchar(4) | abcäöü   | 4",
                "char(9) | abcäöü   | 9",
                "text | abcäöü  0123456789 | 20",
            })
    void plain_values_are_what_the_server_reads(String type, String characters, int longest) throws Exception {
        Random random = new Random(SEED);
        assertSame(type, random.ints(VALUES, 1, longest + 1).mapToObj(length -> text(random, characters, length)));
    }

    @ParameterizedTest
    @CsvSource({"date, 10", "timestamp, 29", "timestamp(3), 29", "timestamptz, 29", "timestamptz(0), 29"})
    void plain_times_are_what_the_server_reads(String type, int longest) throws Exception {
        Random random = new Random(SEED);
        String pattern = "2024-02-29 23:59:59.123456+07";
        assertSame(
                type,
                random.ints(VALUES, 9, longest + 1)
                        .mapToObj(length -> changed(random, pattern.substring(0, Math.min(length, pattern.length())))));
    }

    /** Where the nearest number is hard to find, and at the ends of what a type holds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "double precision | 0.1 -0.0 123456789012345 9007199254740993 9007199254740992.5 0.1234567890123456789"
                        + " 1.7976931348623157e308 2.2250738585072014e-308 2.2250738585072011e-308 8.5e-27 000000000000000000.5"
                        + " 1e23 9.5e-3 0e999 0.000e-999 5e-324 123456.789e-40",
                "real | 0.1 -0.0 16777217 16777216.5 0.3 3.4028235e38 1.17549435e-38 8388609.5 1.00000017881393421514957253748434595763683319091796875001"
                        + " 33554435 0.00000000000000000000000000000000000001 7.0385307e-26",
                "numeric | 0 -0 0.0 -0.000 00.10 10000 9999.9999 0.0001 0.00001 123456789012345678901234567890.123456789 100000000",
                "numeric(8,3) | 99999.9994 0.0005 -0.0004 12345",
                "smallint | 32767 -32768 0 -0 00012",
                "integer | 2147483647 -2147483648 0000000000000012",
                "bigint | 999999999999999999 -999999999999999999",
                "date | 0100-01-01 1582-10-10 1900-02-28 2000-02-29 9999-12-31 2024-02-29 2026-12-31",
                "timestamp | 0100-01-01T00:00:00 9999-12-31T23:59:59.999999 1999-12-31T23:59:59.9 2026-03-29T02:30:00+01",
                "timestamptz | 0100-01-01T00:00:00Z 9999-12-31T23:59:59.999999Z 2026-03-29T02:30:00+12 2026-03-29T02:30:00-12",
            })
    void limits_are_what_the_server_reads(String type, String values) throws Exception {
        List<String> all = Arrays.asList(values.split(" "));
        assertSame(type, all.stream());
        assertThat(all).filteredOn(value -> !isPlain(type, value)).hasSizeLessThanOrEqualTo(all.size() / 3);
    }

    private static void assertSame(String type, Stream<String> values) throws Exception {
        List<String> all = values.toList();
        assertValid(
                type.startsWith("char(") ? "bpchar" : type.replaceAll("\\(.*", ""),
                all.stream().filter(value -> isInput(type, value)).toList());
        List<String> plain = all.stream().filter(value -> isPlain(type, value)).toList();
        assertThat(plain).as("-Djumbo.seed=" + SEED).isNotEmpty();
        DATABASE.cleared();
        DATABASE.execute("CREATE TABLE t (n serial, v " + type + ", w " + type + ")");
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            copy(connection, type, plain);
        }
        DATABASE.column(
                "WITH read AS (UPDATE t SET w = value.v::" + type
                        + " FROM unnest(?::text[]) WITH ORDINALITY AS value (v, n)"
                        + " WHERE value.n = t.n RETURNING t.n) SELECT count(*)::text FROM read",
                (Object) plain.toArray(String[]::new));
        assertThat(DATABASE.column("SELECT count(*)::text FROM t WHERE w IS NOT NULL"))
                .containsExactly(String.valueOf(plain.size()));
        String bytes = SEND.getOrDefault(type.replaceAll("\\(.*", ""), "textsend");
        assertThat(DATABASE.column("SELECT v::text || ' instead of ' || w::text FROM t WHERE " + bytes + "(v) <> "
                        + bytes + "(w) OR v::text <> w::text"))
                .as("-Djumbo.seed=" + SEED)
                .isEmpty();
    }

    private static void copy(Connection connection, String type, List<String> values) throws Exception {
        CopyBinary rows = new CopyBinary(1);
        CopyIn copy =
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t (v) FROM STDIN (FORMAT binary)");
        copy.writeToCopy(rows.header(), 0, rows.header().length);
        for (String value : values) {
            LineRecord line = line(value);
            rows.beginRow(1);
            assertThat(plainType(type).append(line, 1, line.length(), rows)).isTrue();
        }
        rows.endRows();
        copy.writeToCopy(rows.bytes(), 0, rows.length());
        copy.endCopy();
    }

    /** A value that is not is named in the server's message. */
    private static void assertValid(String type, List<String> values) {
        assertThat(DATABASE.column("SELECT count(v::" + type + ")::text FROM unnest(?::text[]) v", (Object)
                        values.toArray(String[]::new)))
                .as("-Djumbo.seed=" + SEED)
                .containsExactly(String.valueOf(values.size()));
    }

    private static boolean isInput(String type, String value) {
        LineRecord line = line(value);
        return plainType(type).isInput(line, 1, line.length(), new CopyBinary(1));
    }

    /** Also looks whether nothing is left behind of what is not plain. */
    private static boolean isPlain(String type, String value) {
        LineRecord line = line(value);
        CopyBinary rows = new CopyBinary(1);
        boolean plain = plainType(type).append(line, 1, line.length(), rows);
        assertThat(rows.length() > 0).isEqualTo(plain);
        return plain;
    }

    /** Not at the beginning of its line. */
    private static LineRecord line(String value) {
        byte[] bytes = ("x" + value).getBytes(StandardCharsets.UTF_8);
        return LineRecord.stored(1, 0, bytes.length, bytes);
    }

    private static PlainType plainType(String type) {
        return PLAIN.computeIfAbsent(type, asked -> {
            String name = DATABASE.column("SELECT format_type(CAST(? AS regtype), -1)", asked)
                    .get(0);
            return PlainType.of(new ParameterType(name, "", ',', 0)).orElseThrow();
        });
    }

    private static String text(Random random, String characters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            // Mostly digits, so that not all is nonsense.
            int index = random.nextInt(4) == 0
                    ? random.nextInt(characters.length())
                    : random.nextInt(Math.min(10, characters.length()));
            text.append(characters.charAt(index));
        }
        return text.toString();
    }

    private static String changed(Random random, String value) {
        StringBuilder changed = new StringBuilder(value);
        for (int i = random.nextInt(4); i > 0; i--) {
            changed.setCharAt(random.nextInt(value.length()), "0123456789-:. T+Z".charAt(random.nextInt(17)));
        }
        return changed.toString();
    }
}
