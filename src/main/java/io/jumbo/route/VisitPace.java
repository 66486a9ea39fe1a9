package io.jumbo.route;

import java.util.function.LongSupplier;

/**
 * Keeps visits to single files from taking a processor to themselves. After some, no others begin before twenty-four times the processor
 * time that they took has passed. A poll interval is enough, since a poll is made then anyway. So a fast writer gets less than a
 * twenty-fourth of a processor for its visits, on a slow machine too. For the thread that polls.
 */
final class VisitPace {

    private static final int TIMES = 24;

    private final LongSupplier clock;
    private final long interval;
    private volatile long restedAt;

    /**
     * @param clock monotonic, in nanoseconds
     * @param interval of the polls, in nanoseconds
     */
    VisitPace(LongSupplier clock, long interval) {
        this.clock = clock;
        this.interval = interval;
        this.restedAt = clock.getAsLong();
    }

    /** Visits have ended that took so many nanoseconds of a processor. */
    void ended(long processorTime) {
        restedAt = clock.getAsLong() + Math.min(interval, TIMES * processorTime);
    }

    /** In how many nanoseconds the next visits may begin; not positive if at once. */
    long rest() {
        return restedAt - clock.getAsLong();
    }
}
