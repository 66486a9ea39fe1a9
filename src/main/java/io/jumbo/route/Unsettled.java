package io.jumbo.route;

import io.jumbo.tail.Observation;
import io.jumbo.tail.Settling;
import java.time.Duration;

/**
 * A file that somebody may be in the middle of writing. Immutable.
 *
 * @param since when it was first seen like this, on the monotonic clock, in nanoseconds
 * @param last how it was seen last
 * @param changed when it was last seen to change
 */
record Unsettled(long since, Observation last, long changed) {

    Unsettled(long now, Observation first) {
        this(now, first, now);
    }

    Unsettled seen(long now, Observation observed) {
        return new Unsettled(since, observed, observed.equals(last) ? changed : now);
    }

    Settling settling(long now) {
        return new Settling(Duration.ofNanos(now - changed), Duration.ofNanos(now - since));
    }
}
