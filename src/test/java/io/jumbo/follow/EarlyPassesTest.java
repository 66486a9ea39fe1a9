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
            assertThat(early.rest(0)).isEqualTo(SHORT);
        }
        assertThat(early.rest(0)).isEqualTo(INTERVAL);
        assertThat(early.rest(INTERVAL / 3 + 1)).isEqualTo(SHORT);
        assertThat(early.rest(INTERVAL / 3 + 1)).isEqualTo(INTERVAL);
    }

    @Test
    void no_more_are_saved_up() {
        for (int i = 0; i < 3; i++) {
            assertThat(early.rest(100 * INTERVAL)).isEqualTo(SHORT);
        }
        assertThat(early.rest(100 * INTERVAL)).isEqualTo(INTERVAL);
    }

    @Test
    void rest_is_never_longer_than_the_interval() {
        EarlyPasses often = new EarlyPasses(Duration.ofMillis(10), 0);
        assertThat(often.rest(0)).isEqualTo(Duration.ofMillis(10).toNanos());
    }
}
