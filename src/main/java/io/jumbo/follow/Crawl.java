package io.jumbo.follow;

import java.time.Duration;

/**
 * Transactions of a file that had to end after a few lines, one after the other. Immutable.
 *
 * @param cuts how many there were
 * @param lines written since the first of them
 * @param since when that was, on the monotonic clock, in nanoseconds
 */
record Crawl(int cuts, long lines, long since) {

    /** Fewer may be a header, or a wrong line here and there. */
    private static final int LEAST_CUTS = 8;

    /** So many lines in one transaction are no crawl, whatever it is cut for. */
    static final int MOST_LINES = 20;

    static Crawl begun(long now) {
        return new Crawl(0, 0, now);
    }

    Crawl cut() {
        return new Crawl(cuts + 1, lines, since);
    }

    Crawl written(long more) {
        return new Crawl(cuts, lines + more, since);
    }

    /** Whether it is to be told, which it is once. */
    boolean isNews() {
        return cuts == LEAST_CUTS;
    }

    long linesPerSecond(long now) {
        return Math.round((double) lines * Duration.ofSeconds(1).toNanos() / Math.max(1, now - since));
    }
}
