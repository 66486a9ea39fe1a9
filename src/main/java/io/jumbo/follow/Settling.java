package io.jumbo.follow;

import io.jumbo.tail.Match;
import java.time.Duration;

/**
 * How long a file has been watched that does not hold what was consumed of it: somebody may be in the middle of writing it anew.
 *
 * @param unchanged since it was last seen to change
 * @param waited while it was looked at like this: of the time between two looks a second at most, so that rare looks do not end it
 */
record Settling(Duration unchanged, Duration waited) {

    /** A file that looks odd for the first time. */
    static final Settling JUST_SEEN = new Settling(Duration.ZERO, Duration.ZERO);

    /** A file of other content that does not change for so long is settled: longer than most programs take between two writes of one go. */
    static final Duration QUIET = Duration.ofSeconds(2);

    /** One that is growing back is given longer. */
    static final Duration QUIET_BEGINNING = Duration.ofSeconds(5);

    /** Half a second more than the default poll interval: two looks. */
    static final Duration SUCCESSOR = Duration.ofSeconds(1);

    /** A file of other content is believed after so long, quiet or not: its writer may just append. */
    static final Duration BOUND_OTHER = Duration.ofSeconds(5);

    /**
     * A file that is growing back to what was consumed is given so long: to read it too early would insert its lines twice, to wait costs
     * time only.
     */
    static final Duration BOUND_BEGINNING = Duration.ofSeconds(60);

    boolean isOver(Match match) {
        boolean beginning = match == Match.BEGINNING;
        return unchanged.compareTo(beginning ? QUIET_BEGINNING : QUIET) >= 0
                || waited.compareTo(beginning ? BOUND_BEGINNING : BOUND_OTHER) >= 0;
    }

    /**
     * What took the place of a file that is nowhere any more may be that file, saved by deleting and creating it; or a short-lived one that
     * must be read before it is moved away as well.
     */
    boolean isOverForSuccessor() {
        return unchanged.compareTo(SUCCESSOR) >= 0 || waited.compareTo(SUCCESSOR) >= 0;
    }

    /** A copy in the making is waited for until it stands still; a whole one whose original is not cut is a file of its own. */
    boolean isOverForCopy(Match match) {
        return match == Match.SAME
                ? unchanged.compareTo(QUIET) >= 0 || waited.compareTo(BOUND_BEGINNING) >= 0
                : unchanged.compareTo(QUIET_BEGINNING) >= 0;
    }

    /**
     * Whether it may be over, so that a thorough comparison is worth its time.
     *
     * @param sameFile whether it still is the file that was consumed, not one in its place
     */
    boolean isWorthALook(boolean sameFile) {
        return sameFile ? isOver(Match.DIFFERENT) : isOverForSuccessor();
    }
}
