package io.jumbo.app.backlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How fast a file is written: over the last minute, and over more than that where commits are rare, be it that each takes long or that many
 * files take turns. The time to the next commit counts too. Not thread-safe.
 */
final class Speed {

    /** Counted from commits this far apart... */
    private static final long SPACING_NANOS = Duration.ofSeconds(5).toNanos();

    /** ...and this many of them: a burst, the turn of a file among many, is then a twelfth of the whole at most. */
    private static final int MOST = 12;

    /** What was measured for less time says nothing. */
    private static final long MEASURED_NANOS = Duration.ofSeconds(2).toNanos();

    /** No commit for so long is a standstill... */
    private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

    /** ...unless they were so rare all along: how many times the longest pause so far, */
    private static final int PAUSES = 3;

    /** which may have been a standstill itself. */
    private static final long LONGEST_SILENCE_NANOS = Duration.ofMinutes(5).toNanos();

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private record Commit(long at, long bytes, long rows) {}

    /**
     * What is written in a second.
     *
     * @param bytes by which the offset moves
     * @param rows lines that become rows or dead letters
     */
    record PerSecond(double bytes, double rows) {

        private static final PerSecond NOTHING = new PerSecond(0, 0);
    }

    private final Deque<Commit> commits = new ArrayDeque<>();
    private Commit last;
    private long longestPause;
    private boolean stopped;

    /** Begins with a commit, of which it is not known how long it took. */
    Speed(long now, long bytes) {
        last = new Commit(now, bytes, 0);
        commits.add(last);
    }

    /**
     * Something was committed.
     *
     * @param bytes up to which the file is written
     * @param rows that were added
     */
    void committed(long now, long bytes, long rows) {
        if (stopped || (isStill(now) && isMeasured())) {
            commits.clear(); // how fast it was before says nothing about the time after it
        }
        longestPause = stopped ? longestPause : Math.max(longestPause, now - last.at());
        stopped = false;
        last = new Commit(now, bytes, last.rows() + rows);
        if (commits.isEmpty() || now - commits.getLast().at() >= SPACING_NANOS) {
            commits.add(last);
        }
        if (commits.size() > MOST) {
            commits.remove();
        }
    }

    /** Nothing can be written until the next commit. */
    void stopped() {
        stopped = true;
    }

    /** Whether the last commit is this long ago. */
    boolean isSilentFor(long nanos, long now) {
        return now - last.at() >= nanos;
    }

    private boolean isStill(long now) {
        long usual = Math.min(PAUSES * longestPause, LONGEST_SILENCE_NANOS);
        return stopped || isSilentFor(Math.max(SILENCE_NANOS, usual), now);
    }

    /** A single commit is no speed: nobody knows how long it took. */
    private boolean isMeasured() {
        return last.at() != commits.getFirst().at();
    }

    /** What is written in a second; nothing at a standstill, absent if it was not measured for long enough. */
    Optional<PerSecond> at(long now) {
        if (isStill(now)) {
            return Optional.of(PerSecond.NOTHING);
        }
        Commit first = commits.getFirst();
        double seconds = (now - first.at()) / NANOS;
        return isMeasured() && now - first.at() >= MEASURED_NANOS
                ? Optional.of(
                        new PerSecond((last.bytes() - first.bytes()) / seconds, (last.rows() - first.rows()) / seconds))
                : Optional.empty();
    }
}
