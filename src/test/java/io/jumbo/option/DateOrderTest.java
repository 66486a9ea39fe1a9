package io.jumbo.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateOrderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DMY|DMY",
                "mdy|MDY",
                " YMD |YMD",
                "SQL, DMY|DMY",
                "dmy,iso|DMY",
                "European|DMY",
                "Postgres, Euro|DMY",
                "US|MDY",
                "NonEuropean|MDY",
                "postgresql,MDY|MDY",
                "German|DMY",
                "German, MDY|MDY",
                "MDY, German|MDY",
                "ISO, YMD, YMD|YMD",
                "\"dmy\"|DMY"
            })
    void is_the_one_that_postgresql_takes_from_the_words(String style, DateOrder order) {
        assertThat(DateOrder.of(style)).contains(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "ISO", "sql", "Postgres", "default", "ISO, default"})
    void is_the_databases_where_the_words_say_nothing_of_it(String style) {
        assertThat(DateOrder.of(style)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DYM", "DD.MM.YYYY", "SQL DMY", "ISO,", "'DMY'", "MYD"})
    void words_that_postgresql_does_not_know_are_refused(String style) {
        assertThatThrownBy(() -> DateOrder.of(style))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is no date style: write DMY, MDY or YMD, as PostgreSQL's DateStyle has it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DMY, MDY", "ISO, SQL", "German, ISO"})
    void words_that_exclude_each_other_are_refused(String style) {
        assertThatThrownBy(() -> DateOrder.of(style)).hasMessageStartingWith("contradicts itself: write DMY");
    }

    @Test
    void a_watch_is_refused_with_key_value_and_remedy() {
        assertThatThrownBy(() -> WatchOptions.of("a", Map.of("date-style", "DD.MM.")))
                .hasMessageContaining("jumbo.date-style = DD.MM. is no date style: write DMY, MDY or YMD");
        assertThat(DateOptions.of(WatchOptions.of("a", Map.of("date-style", "German", "time-zone", " Asia/Tokyo "))))
                .isEqualTo(new DateOptions(Optional.of("Asia/Tokyo"), Optional.of(DateOrder.DMY)));
    }
}
