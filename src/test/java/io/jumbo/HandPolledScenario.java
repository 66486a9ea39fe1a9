package io.jumbo;

import io.jumbo.route.HandPolledWatch;
import io.jumbo.support.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Polls are made by hand: what happens between two of them, and who looks first, is what matters. */
abstract class HandPolledScenario extends Scenario {

    private final ManualClock clock = new ManualClock();
    HandPolledWatch one;

    @BeforeEach
    void first_instance() throws Exception {
        one = instance();
    }

    @AfterEach
    void close() {
        one.close();
    }

    HandPolledWatch instance() throws Exception {
        return HandPolledWatch.start(() -> watch().into(database.dataSource()), clock);
    }

    /** Time enough for a file that was read to be read again. */
    void rests() {
        clock.pass(Duration.ofMillis(20));
    }

    void polls(HandPolledWatch watch) {
        polls(watch, Duration.ofMillis(20));
    }

    void polls(HandPolledWatch watch, Duration interval) {
        clock.pass(interval);
        watch.poll();
    }

    /** Lets it look until there is nothing more to wait for. */
    void settled(HandPolledWatch watch) {
        for (int i = 0; i < 6; i++) {
            polls(watch, Duration.ofSeconds(3));
        }
    }
}
