package io.jumbo.route;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps the polls of a watch with very many files from taking a processor to themselves. After one that found nothing, no other begins
 * before twelve times the processor time that it took has passed. Where the system tells of every change, it is a hundred times, up to ten
 * seconds. A wait for a disk or a network does not count. Up to some thousand files that is less than the poll interval, and changes
 * nothing. For one thread at a time.
 */
final class PollPace {

    /** Less than a twelfth of one processor for looking. */
    private static final int TIMES = 12;

    /** A hundredth of one processor. */
    private static final int TIMES_IF_TOLD = 100;

    private static final long LONGEST_IF_TOLD = Duration.ofSeconds(10).toNanos();

    /** Fewer are looked at in no time, once Java is warm. */
    private static final int LEAST_FILES = 1000;

    private final LongSupplier clock;
    private final LongSupplier processorTime;
    private long begunAt;
    private long endedAt;
    private long pause;
    private long overAt;
    private long cost;

    /**
     * @param clock monotonic, in nanoseconds
     * @param processorTime of this thread, in nanoseconds
     */
    PollPace(LongSupplier clock, LongSupplier processorTime) {
        this.clock = clock;
        this.processorTime = processorTime;
    }

    /** Of the thread that asks; 0 where the Java cannot tell, so that nothing is slowed down. */
    static long processorTimeOfThread() {
        return ManagementFactory.getThreadMXBean().isCurrentThreadCpuTimeSupported()
                ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
                : 0;
    }

    /** Whether the next poll may begin. */
    boolean mayPoll() {
        return pause == 0 || clock.getAsLong() - endedAt >= pause;
    }

    /** What follows a poll has been done as well. */
    void isOver() {
        overAt = clock.getAsLong();
        cost = processorTime.getAsLong() - begunAt;
    }

    /** In how many nanoseconds a poll may begin that is made before its time, however many files there are; not positive if at once. */
    long restBeforeTime() {
        return cost == 0 ? 0 : overAt + TIMES * cost - clock.getAsLong();
    }

    void begins() {
        begunAt = processorTime.getAsLong();
    }

    /**
     * A poll has looked at all files. What follows it is not counted: that may be a whole file, read on after it left its path.
     *
     * @param found number of files with something new
     * @param all number of files
     * @param told whether the system tells of every change, and no file waits for its time
     */
    void ends(int found, int all, boolean told) {
        endedAt = clock.getAsLong();
        pause = found > 0 || all < LEAST_FILES ? 0 : pause(processorTime.getAsLong() - begunAt, told);
    }

    private static long pause(long taken, boolean told) {
        long usual = TIMES * taken;
        return told ? Math.max(usual, Math.min(LONGEST_IF_TOLD, TIMES_IF_TOLD * taken)) : usual;
    }
}
