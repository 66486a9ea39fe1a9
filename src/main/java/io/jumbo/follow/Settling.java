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

    static Settling of(Waiting<?> waiting) {
        return new Settling(Duration.ofNanos(waiting.unchanged()), Duration.ofNanos(waiting.waited()));
    }

    boolean isOver(Match match) {
        boolean beginning = match == Match.BEGINNING;
        return isUnchangedFor(beginning ? Times.QUIET_BEGINNING : Times.QUIET)
                || isWaitedFor(beginning ? Times.BOUND_BEGINNING : Times.BOUND_OTHER);
    }

    /**
     * What took the place of a file that is nowhere any more may be that file, saved by deleting and creating it; or a short-lived one that
     * must be read before it is moved away as well.
     */
    boolean isOverForSuccessor() {
        return isUnchangedFor(Times.SUCCESSOR) || isWaitedFor(Times.SUCCESSOR);
    }

    /** A copy in the making is waited for until it stands still; a whole one whose original is not cut is a file of its own. */
    boolean isOverForCopy(Match match) {
        return match == Match.SAME
                ? isUnchangedFor(Times.QUIET) || isWaitedFor(Times.BOUND_BEGINNING)
                : isUnchangedFor(Times.QUIET_BEGINNING);
    }

    /**
     * Whether it may be over, so that a thorough comparison is worth its time.
     *
     * @param sameFile whether it still is the file that was consumed, not one in its place
     */
    boolean isWorthALook(boolean sameFile) {
        return sameFile ? isOver(Match.DIFFERENT) : isOverForSuccessor();
    }

    private boolean isUnchangedFor(long nanos) {
        return unchanged.toNanos() >= nanos;
    }

    private boolean isWaitedFor(long nanos) {
        return waited.toNanos() >= nanos;
    }
}
