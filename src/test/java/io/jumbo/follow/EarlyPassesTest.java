package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EarlyPassesTest {

    private static final long INTERVAL = Duration.ofMillis(500).toNanos();
    private static final long SHORT = Duration.ofMillis(20).toNanos();

    private final EarlyPasses early = new EarlyPasses(Duration.ofMillis(500), -7);

    @Test
    void three_in_an_interval_rest_for_a_moment_and_the_others_for_the_interval() {
        for (int i = 0; i < 3; i++) {
            assertThat(early.rest(0, false)).isEqualTo(SHORT);
        }
        assertThat(early.rest(0, false)).isEqualTo(INTERVAL);
        assertThat(early.rest(INTERVAL / 3 + 1, false)).isEqualTo(SHORT);
        assertThat(early.rest(INTERVAL / 3 + 1, false)).isEqualTo(INTERVAL);
    }

    @Test
    void no_more_are_saved_up() {
        for (int i = 0; i < 3; i++) {
            assertThat(early.rest(100 * INTERVAL, false)).isEqualTo(SHORT);
        }
        assertThat(early.rest(100 * INTERVAL, false)).isEqualTo(INTERVAL);
    }

    @Test
    void rest_is_never_longer_than_the_interval() {
        EarlyPasses often = new EarlyPasses(Duration.ofMillis(10), 0);
        assertThat(often.rest(0, false)).isEqualTo(Duration.ofMillis(10).toNanos());
    }

    @Test
    void ten_times_as_many_rest_for_a_moment_in_half_a_second_if_they_need_no_poll() {
        assertThat(shortRests(early, true)).isEqualTo(30);
    }

    @Test
    void of_a_long_interval_no_more_rest_for_a_moment_if_they_need_no_poll() {
        assertThat(shortRests(new EarlyPasses(Duration.ofSeconds(5), 0), true)).isEqualTo(3);
        assertThat(shortRests(new EarlyPasses(Duration.ofMinutes(1), 0), true)).isEqualTo(3);
    }

    @Test
    void those_that_need_a_poll_leave_fewer_to_those_that_need_none() {
        assertThat(early.rest(0, false)).isEqualTo(SHORT);
        assertThat(shortRests(early, true)).isEqualTo(20);
        assertThat(early.rest(0, false)).isEqualTo(INTERVAL);
    }

    private static int shortRests(EarlyPasses passes, boolean cheap) {
        int rests = 0;
        while (passes.rest(0, cheap) == SHORT) {
            rests++;
        }
        return rests;
    }
}
