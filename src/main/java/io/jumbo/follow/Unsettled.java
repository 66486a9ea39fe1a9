package io.jumbo.follow;

import io.jumbo.tail.Observation;
import java.time.Duration;

/**
 * A file that somebody may be in the middle of writing. Immutable.
 *
 * @param last how it was seen last
 * @param seen when, on the monotonic clock, in nanoseconds
 * @param changed when it was last seen to change
 * @param waited nanoseconds for which it was looked at
 */
record Unsettled(Observation last, long seen, long changed, long waited) {

    /** What a look counts at most: a file that is written once a minute may look half written each time a rare poll meets it. */
    private static final long MOST_OF_A_LOOK = Duration.ofSeconds(1).toNanos();

    Unsettled(long now, Observation first) {
        this(first, now, now, 0);
    }

    Unsettled seen(long now, Observation observed) {
        long more = Math.min(MOST_OF_A_LOOK, now - seen);
        return new Unsettled(observed, now, observed.equals(last) ? changed : now, waited + more);
    }

    Settling settling() {
        return new Settling(Duration.ofNanos(seen - changed), Duration.ofNanos(waited));
    }
}
