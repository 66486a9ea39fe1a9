package io.jumbo.app.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoggedViewTest {

    private final ManualClock clock = new ManualClock();
    private final List<String> log = new ArrayList<>();
    private final LoggedView view = new LoggedView(clock, log::add);

    @Test
    void a_line_at_once_and_then_every_half_minute() {
        for (int look = 0; look <= 240; look++) { // two minutes
            view.show(List.of(line(1, look / 4)), 0);
            clock.pass(Duration.ofMillis(500));
        }
        assertThat(log)
                .containsExactly(
                        "data: 1.txt 0 %",
                        "data: 1.txt 15 %", "data: 1.txt 30 %", "data: 1.txt 45 %", "data: 1.txt 60 %");
    }

    @Test
    void each_file_has_its_own_half_minute() {
        view.show(List.of(line(1, 10)), 0);
        clock.pass(Duration.ofSeconds(20));
        view.show(List.of(line(1, 20), line(2, 50)), 0);
        clock.pass(Duration.ofSeconds(10));
        view.show(List.of(line(1, 30), line(2, 60)), 0);
        assertThat(log).containsExactly("data: 1.txt 10 %", "data: 2.txt 50 %", "data: 1.txt 30 %");
    }

    @Test
    void nothing_while_a_file_stands_still_and_a_line_as_soon_as_it_goes_on() {
        view.show(List.of(line(1, 10)), 0);
        clock.pass(Duration.ofHours(8));
        view.show(List.of(line(1, 10)), 0);
        clock.pass(Duration.ofMillis(500));
        view.show(List.of(line(1, 11)), 0);
        assertThat(log).containsExactly("data: 1.txt 10 %", "data: 1.txt 11 %");
    }

    @Test
    void file_that_falls_behind_again_is_said_at_once() {
        view.show(List.of(line(1, 10)), 0);
        view.show(List.of(), 0);
        view.show(List.of(line(1, 10)), 0);
        assertThat(log).containsExactly("data: 1.txt 10 %", "data: 1.txt 10 %");
    }

    @Test
    void further_files_are_counted_every_half_minute() {
        view.show(List.of(line(1, 10)), 1);
        clock.pass(Duration.ofSeconds(29));
        view.show(List.of(line(1, 11)), 12);
        clock.pass(Duration.ofSeconds(1));
        view.show(List.of(line(1, 12)), 12);
        assertThat(log)
                .containsExactly(
                        "data: 1.txt 10 %",
                        "and 1 more file is behind", "data: 1.txt 12 %", "and 12 more files are behind");
    }

    private static BacklogLine line(long file, long percent) {
        return new BacklogLine(
                new FileOfWatch("data", file), file + ".txt", percent, 100, Optional.empty(), Optional.empty());
    }
}
