package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.TestDatabase;
import io.jumbo.tail.LineRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is called certain is input of the type: asked of the server about values made of the characters that matter. */
class CertainInputIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final long SEED = Long.getLong("jumbo.seed", System.nanoTime());
    private static final int VALUES = 20_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smallint | 0123456789- | 6",
                "integer | 0123456789- | 11",
                "bigint | 0123456789- | 20",
                "real | 0123456789.-e | 20",
                "double precision | 0123456789.-e | 35",
                "numeric | 0123456789.-e | 35",
                "boolean | truefalsn01 | 5",
            })
    void certain_values_are_valid(String type, String characters, int longest) {
        Random random = new Random(SEED);
        List<String> certain = random.ints(VALUES, 1, longest + 1)
                .mapToObj(length -> text(random, characters, length))
                .filter(value -> isCertain(type, value))
                .toList();
        assertThat(certain).as("-Djumbo.seed=" + SEED).isNotEmpty();
        assertValid(type, certain);
    }

    @ParameterizedTest
    @CsvSource({"date, 10", "timestamp without time zone, 26", "timestamp with time zone, 26"})
    void certain_dates_are_valid(String type, int longest) {
        Random random = new Random(SEED);
        String pattern = "2024-02-29 23:59:59.123456+07Z";
        List<String> certain = random.ints(VALUES, 9, longest + 1)
                .mapToObj(length -> changed(random, pattern.substring(0, Math.min(length, pattern.length()))))
                .filter(value -> isCertain(type, value))
                .toList();
        assertThat(certain).as("-Djumbo.seed=" + SEED).isNotEmpty();
        assertValid(type, certain);
    }

    private static void assertValid(String type, List<String> values) {
        assertThat(DATABASE.column(
                        "SELECT v FROM unnest(?::text[]) v WHERE NOT pg_input_is_valid(v, ?)",
                        values.toArray(String[]::new),
                        type))
                .as("invalid, -Djumbo.seed=" + SEED)
                .isEmpty();
    }

    private static boolean isCertain(String type, String value) {
        byte[] bytes = ("x" + value).getBytes(StandardCharsets.UTF_8);
        LineRecord line = LineRecord.stored(1, 0, bytes.length, bytes);
        return CertainInput.of(type).holds(line, 1, bytes.length);
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
