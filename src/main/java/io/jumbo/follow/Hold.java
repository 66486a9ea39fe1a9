package io.jumbo.follow;

import java.time.Duration;

/**
 * A time until which something is left alone, growing from attempt to attempt. Immutable.
 *
 * @param attempts how often it failed in a row, from 1
 * @param until on the monotonic clock, in nanoseconds
 */
record Hold(int attempts, long until) {

    private static final long FIRST = Duration.ofMillis(250).toNanos();
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();

    /** The first failure. */
    static Hold first(long now) {
        return new Hold(1, now + FIRST);
    }

    /** One failure more: twice as long, at most ten seconds. */
    Hold again(long now) {
        long delay = Math.min(LONGEST, FIRST << Math.min(attempts, 10));
        return new Hold(attempts + 1, now + delay);
    }

    boolean isOver(long now) {
        return now - until >= 0;
    }
}
