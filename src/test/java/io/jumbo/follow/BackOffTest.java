package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {

    @Test
    void each_attempt_waits_twice_as_long_up_to_ten_seconds() {
        List<Long> millis = new ArrayList<>();
        BackOff backOff = BackOff.first(0);
        for (int attempt = 1; attempt <= 8; attempt++) {
            millis.add(Duration.ofNanos(backOff.until()).toMillis());
            backOff = backOff.again(0);
        }
        assertThat(millis).containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
    }

    @Test
    void no_number_of_attempts_makes_it_longer_or_shorter_than_ten_seconds() {
        assertThat(new BackOff(1_000_000, 0).again(0).until())
                .isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void is_over_at_its_time_and_not_before() {
        BackOff backOff = BackOff.first(1_000);
        assertThat(backOff.isOver(backOff.until() - 1)).isFalse();
        assertThat(backOff.isOver(backOff.until())).isTrue();
    }

    @Test
    void survives_the_overflow_of_the_clock() {
        BackOff backOff = BackOff.first(Long.MAX_VALUE);
        assertThat(backOff.isOver(Long.MAX_VALUE)).isFalse();
        assertThat(backOff.isOver(Long.MAX_VALUE + Duration.ofSeconds(1).toNanos()))
                .isTrue();
    }
}
