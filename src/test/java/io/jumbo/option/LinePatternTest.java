package io.jumbo.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regular expressions of a user's. */
class LinePatternTest {

    private static final Duration REASONABLE = Duration.ofSeconds(20);

    /** Java itself ends the best-known kinds, such as {@code (a+)+$}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "(.*)(.*)(.*)(.*)(.*)b ! 3000",
                "(a*)*(a*)*(a*)*(a*)*b ! 1000",
                "^(a+)+(a+)+(a+)+\\2\\1b ! 200",
                "a.*b ! 60000",
                "^((a|b)*)c ! 100000"
            })
    void line_in_which_it_would_be_looked_for_without_end_is_given_up(String expression, int length) {
        LinePattern pattern = new LinePattern(expression);
        String line = "a".repeat(length) + "!";
        assertTimeoutPreemptively(
                REASONABLE,
                () -> assertThatThrownBy(() -> pattern.isIn(line))
                        .isInstanceOf(TooManyStepsException.class)
                        .hasMessage("the pattern " + expression + " needs too many steps for the line, which has "
                                + (length + 1)
                                + " characters; repeat single characters, not groups, and begin it with ^"));
    }

    @Test
    void ordinary_pattern_is_found_in_a_line_of_megabytes() {
        LinePattern pattern = new LinePattern("^(?<first>[^,]*),(?<second>[^,]*),");
        String line = "a".repeat(4_000_000) + ",b,";
        assertThat(pattern.find(line).orElseThrow().group("second")).isEqualTo("b");
        assertThat(new LinePattern("b,$").isIn(line)).isTrue();
        assertThat(new LinePattern("[0-9]+;").isIn(line)).isFalse();
    }
}
