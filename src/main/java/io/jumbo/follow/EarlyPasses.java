package io.jumbo.follow;

import java.time.Duration;

/**
 * How long a file rests that was read to its end. Next to nothing while early passes are left, so that a line need not wait; else a poll interval, so that a steady writer
 * does not mean a transaction for every handful of lines. The counts are averages, for all files of the watch together.
 *
 * <p>Of passes that need polls {@value #MOST_IN_INTERVAL} in an interval are early. Those that need none are cheap, and the shorter the interval, the more its user wants
 * them: three times as many as it goes into five seconds, 30 in an interval of 500 ms. A longer one is set to have few transactions: there {@value
 * #MOST_IN_INTERVAL} are early, whatever they need. For one thread at a time, as {@link WatchedFiles}.
 */
final class EarlyPasses {

    static final int MOST_IN_INTERVAL = 3;

    private final long interval;

    /** How many of the cheap ones are early in an interval, if there are no others. */
    private final double most;

    private double left;
    private long countedAt;

    /**
     * @param interval of the polls
     * @param now as {@link Watch#now()}
     */
    EarlyPasses(Duration interval, long now) {
        this.interval = interval.toNanos();
        this.most = MOST_IN_INTERVAL * Math.max(1, (double) Times.LONG_INTERVAL / this.interval);
        this.left = most;
        this.countedAt = now;
    }

    /**
     * How many nanoseconds the next file rests.
     *
     * @param cheap whether its next pass needs no poll
     */
    long rest(long now, boolean cheap) {
        left = Math.min(most, left + most * (now - countedAt) / interval);
        countedAt = now;
        double cost = cheap ? 1 : most / MOST_IN_INTERVAL;
        if (left < cost) {
            return interval;
        }
        left -= cost;
        return Math.min(Times.SHORT_REST, interval);
    }
}
