package io.jumbo.app.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacklogLineTest {

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(usual);
    }

    @ParameterizedTest
    @CsvSource({"de-DE", "fr-FR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
    void reads_the_same_in_every_locale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(line(42, 100, Optional.of(512_345.6), Optional.of(Duration.ofSeconds(80)))
                        .text())
                .isEqualTo("data: sub/big.txt 42 %, 512,000 rows/s, 1 min 20 s left");
    }

    @Test
    void says_nothing_of_what_is_not_known() {
        assertThat(line(42, 100, Optional.empty(), Optional.empty()).text()).isEqualTo("data: sub/big.txt 42 %");
        assertThat(line(42, 100, Optional.of(0.0), Optional.empty()).text())
                .isEqualTo("data: sub/big.txt 42 %, 0 rows/s");
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0", "999, 1000, 99", "100, 100, 99", "1, 9223372036854775807, 0", "41999, 100000, 41"})
    void percent_are_rounded_down_and_a_hundred_only_said_by_the_end_of_the_line(
            long nextByte, long size, String percent) {
        assertThat(line(nextByte, size, Optional.empty(), Optional.empty()).text())
                .isEqualTo("data: sub/big.txt " + percent + " %");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0",
                "0.3; under 1",
                "0.6; 1",
                "87.4; 87",
                "999.4; 999",
                "1234; 1,230",
                "999999; 1,000,000",
                "512345; 512,000"
            })
    void speed_has_three_digits_that_mean_something(double rows, String said) {
        String unit = said.equals("under 1") ? " row/s" : " rows/s";
        assertThat(line(1, 2, Optional.of(rows), Optional.empty()).text()).endsWith(", " + said + unit);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1 s",
        "59, 59 s",
        "60, 1 min 0 s",
        "3599, 59 min 59 s",
        "3600, 1 h 0 min",
        "86399, 23 h 59 min",
        "86400, 1 d 0 h",
        "9223372036854775807, 106751991167300 d 15 h"
    })
    void time_has_two_units(long seconds, String said) {
        assertThat(line(1, 2, Optional.of(5.0), Optional.of(Duration.ofSeconds(seconds)))
                        .text())
                .endsWith(", " + said + " left");
    }

    /** A line break in a name would be one on the terminal, and an escape sequence a command to it. */
    @Test
    void name_cannot_command_the_terminal() {
        BacklogLine line = line("a\n\u001b[2J.txt");
        assertThat(line.text()).isEqualTo("data: a␊␛[2J.txt 50 %");
        assertThat(line.text(80)).isEqualTo(line.text());
    }

    @Test
    void of_a_long_name_the_end_is_kept() {
        assertThat(line("2026/11/24/balance-in-the-cellar.txt").text(30))
                .isEqualTo("…/24/balance-in-the-cellar.txt 50 %");
        assertThat(line("\uD83D\uDC18".repeat(40)).text(10)).isEqualTo("…" + "\uD83D\uDC18".repeat(9) + " 50 %");
    }

    private static BacklogLine line(String path) {
        return new BacklogLine(new FileOfWatch("data", 1), path, 1, 2, Optional.empty(), Optional.empty());
    }

    private static BacklogLine line(long nextByte, long size, Optional<Double> rows, Optional<Duration> left) {
        return new BacklogLine(new FileOfWatch("data", 1), "sub/big.txt", nextByte, size, rows, left);
    }
}
