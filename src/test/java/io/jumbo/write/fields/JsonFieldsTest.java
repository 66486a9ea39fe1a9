package io.jumbo.write.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFieldsTest {

    private static List<String> values(String line, String... keys) throws RejectedLineException {
        return new JsonFields(List.of(keys)).fields(line);
    }

    @Test
    void values_are_found_by_their_key_and_what_is_not_there_is_null() throws RejectedLineException {
        assertThat(values(
                        "{\"t\":\"2026\", \"ok\":true, \"n\":null, \"RH %\":40.50}", "RH %", "t", "ok", "n", "missing"))
                .containsExactly("40.50", "2026", "true", null, null);
    }

    @Test
    void numbers_are_the_text_that_stands_there() throws RejectedLineException {
        String exact = "12345678901234567890.12345678901234567890";
        assertThat(values(
                        "{\"a\":" + exact + ",\"b\":-1.50E+03,\"c\":" + "9".repeat(3000) + ",\"d\":NaN}",
                        "a",
                        "b",
                        "c",
                        "d"))
                .containsExactly(exact, "-1.50E+03", "9".repeat(3000), "NaN");
    }

    @Test
    void nested_values_are_their_text_as_it_stands_in_the_line() throws RejectedLineException {
        assertThat(values(
                        " { \"x\" : 1, \"a\" : { \"b\" : [ 1.0 ,\"\u00E4\uD83D\uDE00}\" ] } ,\"l\":[ ]}",
                        "a",
                        "l",
                        "x"))
                .containsExactly("{ \"b\" : [ 1.0 ,\"\u00E4\uD83D\uDE00}\" ] }", "[ ]", "1");
        String deep = "[".repeat(5000) + "]".repeat(5000);
        assertThat(values("{\"pad\":\"" + "\u00E4".repeat(40_000) + "\",\"a\":" + deep + "}", "a"))
                .containsExactly(deep);
    }

    @Test
    void pointers_lead_into_objects_and_arrays() throws RejectedLineException {
        String line = "{\"sensor\":[{\"value\":1.5},{\"value\":null}],\"a/b\":{\"m~n\":{\"\":7}},\"/x\":3}";
        assertThat(values(line, "/sensor/0/value", "/sensor/1/value", "/sensor/2/value", "/a~1b/m~0n/", "/sensor/0"))
                .containsExactly("1.5", null, null, "7", "{\"value\":1.5}");
        assertThat(values(line, "/sensor/value", "sensor/0", "/~1x")).containsExactly(null, null, "3");
    }

    @Test
    void the_last_of_several_equal_keys_counts() throws RejectedLineException {
        assertThat(values("{\"a\":1,\"a\":{\"b\":2},\"a\":{\"c\":3}}", "a", "/a/b", "/a/c"))
                .containsExactly("{\"c\":3}", null, "3");
        assertThat(values("{\"a\":1,\"a\":null}", "a")).containsExactly((String) null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1,2]            | the line is no JSON object: it does not begin with {
            7                | the line is no JSON object: it does not begin with {
            {"a":secret}     | the line is not valid JSON, from character 12 on
            {"a":1} {"a":2}  | the line is not valid JSON, from character 9 on
            {"a":1           | the line is not valid JSON, from character 7 on
            {"a":01}         | the line is not valid JSON, from character 7 on
            """)
    void broken_lines_are_refused_with_the_place_and_without_quoting_them(String line, String reason) {
        assertThatThrownBy(() -> values(line, "a"))
                .isInstanceOfSatisfying(
                        RejectedLineException.class,
                        e -> assertThat(e.sqlState()).isEqualTo("22P04"))
                .hasMessage(reason);
    }

    @Test
    void what_is_broken_behind_the_values_is_refused_too() {
        assertThatThrownBy(() -> values("{\"a\":1,\"b\":[1,}", "a"))
                .hasMessageStartingWith("the line is not valid JSON");
        assertThatThrownBy(() -> values("{\"a\":1]", "a")).hasMessageStartingWith("the line is not valid JSON");
    }

    @Test
    void escapes_that_stand_for_no_text_are_refused() {
        for (String escape : List.of("\\u0000", "\\ud800", "\\udc00x", "\\ud83dx")) {
            assertThatThrownBy(() -> values("{\"a\":\"" + escape + "\"}", "a"))
                    .isInstanceOfSatisfying(
                            RejectedLineException.class,
                            e -> assertThat(e.sqlState()).isEqualTo("22021"));
        }
    }
}
