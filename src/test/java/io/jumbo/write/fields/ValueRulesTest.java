package io.jumbo.write.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.WatchOptions;
import io.jumbo.write.template.ValueKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueRulesTest {

    private static ValueRules rules(Map<String, String> options) {
        return ValueRules.of(WatchOptions.of("a", options));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "3,14|3.14",
                "2,3E+01|2.3E+01",
                "1.234,56|1234.56",
                "-1.234.567|-1234567",
                " 1,5 | 1.5 ",
                ",5|.5",
                "5,|5.",
                "+1,0e-3|+1.0e-3",
                "1,2,3|1,2,3",
                "3,14 V|3,14 V",
                ".5|.5",
                "1.|1.",
                "1..2|1..2",
                "NaN|NaN",
                "1,2e|1,2e",
                "-|-",
                ",|,",
                "1,234.5|1,234.5",
                "0x1F|0x1F"
            })
    void numbers_with_comma_and_thousands_become_those_of_the_server_and_all_else_stays(String field, String value) {
        ValueRules comma = rules(Map.of("decimal-separator", ",", "thousands-separator", ".", "delimiter", ";"));
        assertThat(comma.value(field, ValueKind.NUMBER)).isEqualTo(value);
        assertThat(comma.value(field, ValueKind.TEXT)).isEqualTo(field);
        assertThat(comma.value(field, ValueKind.OTHER)).isEqualTo(field);
    }

    @Test
    void thousands_may_be_blanks_apostrophes_or_no_break_spaces() {
        assertThat(rules(Map.of("thousands-separator", " ")).value(" 1 234 567.5 ", ValueKind.NUMBER))
                .isEqualTo("1234567.5");
        assertThat(rules(Map.of("thousands-separator", "'")).value("1'234.5", ValueKind.NUMBER))
                .isEqualTo("1234.5");
        assertThat(rules(Map.of("thousands-separator", "\u00A0")).value("1\u00A0234", ValueKind.NUMBER))
                .isEqualTo("1234");
    }

    @Test
    void null_values_are_null_with_blanks_round_them_and_in_any_column() {
        ValueRules nulls = rules(Map.of("null-value", "NAN, -9999,---"));
        assertThat(nulls.value(" NAN\t", ValueKind.NUMBER)).isNull();
        assertThat(nulls.value("---", ValueKind.TEXT)).isNull();
        assertThat(nulls.value("-9999.0", ValueKind.NUMBER)).isEqualTo("-9999.0");
        assertThat(nulls.value("nan", ValueKind.NUMBER)).isEqualTo("nan");
    }

    @Test
    void empty_field_is_an_empty_string_in_text_and_null_in_anything_else() {
        assertThat(ValueRules.NONE.value("", ValueKind.TEXT)).isEmpty();
        assertThat(ValueRules.NONE.value("", ValueKind.NUMBER)).isNull();
        assertThat(ValueRules.NONE.value("", ValueKind.OTHER)).isNull();
        assertThat(ValueRules.NONE.value(null, ValueKind.TEXT)).isNull();
    }

    @Test
    void blanks_are_trimmed_if_they_shall_be_and_no_break_spaces_stay() {
        assertThat(rules(Map.of("trim", "yes")).value(" \ta b\u00A0 ", ValueKind.TEXT))
                .isEqualTo("a b\u00A0");
        assertThat(ValueRules.NONE.value(" a ", ValueKind.TEXT)).isEqualTo(" a ");
    }
}
