package io.jumbo.follow;

import java.time.Duration;

/**
 * How long a file rests that was read to its end: without a rest a steady writer would mean a transaction for every handful of lines. That is a poll interval,
 * but for three files in an interval, on the average, it is next to nothing: a line that comes now and then need not wait. For one thread at a time, as {@link WatchedFiles}.
 */
final class EarlyPasses {

    /** So that a long interval, which is set to have few transactions, keeps them few. */
    static final int MOST_IN_INTERVAL = 3;

    private static final long SHORT_NANOS = Duration.ofMillis(20).toNanos();

    private final long interval;
    private double left = MOST_IN_INTERVAL;
    private long countedAt;

    /**
     * @param interval of the polls
     * @param now as {@link Watch#now()}
     */
    EarlyPasses(Duration interval, long now) {
        this.interval = interval.toNanos();
        this.countedAt = now;
    }

    /** How many nanoseconds the next file rests. */
    long rest(long now) {
        left = Math.min(MOST_IN_INTERVAL, left + (double) MOST_IN_INTERVAL * (now - countedAt) / interval);
        countedAt = now;
        if (left < 1) {
            return interval;
        }
        left--;
        return Math.min(SHORT_NANOS, interval);
    }
}
