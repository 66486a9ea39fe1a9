package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VisitPaceTest {

    private long time = -5;
    private final VisitPace pace =
            new VisitPace(() -> time, Duration.ofMillis(500).toNanos());

    @Test
    void first_visit_begins_at_once() {
        assertThat(pace.rest()).isNotPositive();
    }

    @Test
    void visits_are_followed_by_a_pause_of_twenty_four_times_their_processor_time() {
        pace.ended(Duration.ofMillis(2).toNanos());
        assertThat(pace.rest()).isEqualTo(Duration.ofMillis(48).toNanos());
        time += Duration.ofMillis(48).toNanos();
        assertThat(pace.rest()).isNotPositive();
    }

    /** A poll comes then anyway. */
    @Test
    void pause_is_never_longer_than_the_poll_interval() {
        pace.ended(Duration.ofSeconds(2).toNanos());
        assertThat(pace.rest()).isEqualTo(Duration.ofMillis(500).toNanos());
    }

    @Test
    void time_that_is_waited_for_the_server_does_not_count() {
        time += Duration.ofSeconds(3).toNanos();
        pace.ended(0);
        assertThat(pace.rest()).isNotPositive();
    }
}
