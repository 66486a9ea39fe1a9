package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.ManualClock;
import io.jumbo.support.RecordedEvents;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {

    private final ManualClock clock = new ManualClock();
    private final RecordedEvents events = new RecordedEvents();
    private final Gate gate = new Gate("data", clock, events::tell);

    @Test
    void is_open_until_something_fails() {
        assertThat(gate.isOpen()).isTrue();
        gate.flows();
        assertThat(events.news()).isEmpty();
    }

    @Test
    void opens_for_one_attempt_after_a_while_and_longer_after_each_failure() {
        gate.databaseLost(failure("refused"));
        assertThat(gate.isOpen()).isFalse();
        clock.pass(Duration.ofMillis(249));
        assertThat(gate.isOpen()).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(gate.isOpen()).isTrue();
        gate.databaseLost(failure("refused"));
        clock.pass(Duration.ofMillis(499));
        assertThat(gate.isOpen()).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void lost_database_is_told_once_until_it_is_back() {
        gate.databaseLost(failure("refused"));
        gate.databaseLost(failure("server is starting up"));
        assertThat(events.news()).containsExactly("database lost: refused");
        clock.pass(Duration.ofMillis(1_234));
        gate.flows();
        gate.flows();
        assertThat(events.news()).containsExactly("watch resumed after 1234 ms");
        gate.databaseLost(failure("refused"));
        assertThat(events.news()).containsExactly("database lost: refused");
    }

    @Test
    void pause_is_told_once_for_each_reason() {
        gate.pause(failure("no table t"));
        gate.pause(failure("no table t"));
        gate.pause(failure("no column c"));
        assertThat(events.news()).containsExactly("watch paused: no table t", "watch paused: no column c");
    }

    @Test
    void pause_after_a_lost_database_is_news_and_the_time_counts_from_the_first_failure() {
        gate.databaseLost(failure("refused"));
        clock.pass(Duration.ofSeconds(60));
        gate.pause(failure("no table t"));
        clock.pass(Duration.ofSeconds(60));
        gate.flows();
        assertThat(events.news())
                .containsExactly("database lost: refused", "watch paused: no table t", "watch resumed after 120000 ms");
    }

    @Test
    void begins_with_a_short_wait_again_after_rows_flowed() {
        for (int attempt = 0; attempt < 9; attempt++) {
            gate.databaseLost(failure("refused"));
        }
        gate.flows();
        assertThat(gate.isOpen()).isTrue();
        gate.databaseLost(failure("refused"));
        clock.pass(Duration.ofMillis(250));
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void failure_without_words_is_told_too() {
        gate.pause(new IllegalStateException());
        assertThat(events.news()).containsExactly("watch paused: null");
    }

    private static SQLException failure(String message) {
        return new SQLException(message);
    }
}
