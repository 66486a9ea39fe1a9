package io.jumbo.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeAndTimeTest {

    @ParameterizedTest
    @CsvSource({"512B,512", "64KB,65536", "4MB,4194304", "1GB,1073741824", " 2 kb ,2048", "0B,0"})
    void reads_a_size_with_its_unit(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1023, 1024, 1500, 65536, 4 << 20, 3L << 30})
    void writes_a_size_so_that_it_reads_it_back(long bytes) {
        assertThat(ByteSize.parse(new ByteSize(bytes).toString()).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "MB", "-4MB", "1.5MB", "4TB", "99999999999MB"})
    void refuses_what_is_not_a_size(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("write a whole number and B, KB, MB or GB, such as 4MB");
    }

    @Test
    void refuses_a_negative_size() {
        assertThatThrownBy(() -> new ByteSize(-1)).hasMessage("a size must be at least 0B, was -1");
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "2s,PT2S", "1m,PT1M", "1h,PT1H", " 3 S ,PT3S"})
    void reads_a_time_with_its_unit(String text, Duration duration) {
        assertThat(Interval.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0ms", "PT0.5S,500ms", "PT2S,2s", "PT90S,90s", "PT1M,1m", "PT1H,1h"})
    void writes_a_time_in_its_shortest_form(Duration duration, String text) {
        assertThat(Interval.format(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "ms", "0.5s", "-1s", "1w"})
    void refuses_what_is_not_a_time(String text) {
        assertThatThrownBy(() -> Interval.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("write a whole number and ms, s, m, h or d, such as 500ms");
    }

    @Test
    void proposes_the_nearest_word_only_when_it_is_near() {
        List<String> known = List.of("include", "exclude", "insert");

        assertThat(Spelling.nearest("inclde", known)).contains("include");
        assertThat(Spelling.nearest("zzzzzz", known)).isEmpty();
        assertThat(Spelling.edits("kitten", "sitting")).isEqualTo(3);
    }
}
