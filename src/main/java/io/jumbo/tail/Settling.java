package io.jumbo.tail;

import java.time.Duration;

/**
 * How long a file has been watched that does not hold what was consumed of it: somebody may be in the middle of writing it anew.
 *
 * @param unchanged since it was last seen to change
 * @param waited since it was first seen like this
 */
public record Settling(Duration unchanged, Duration waited) {

    /** A file that looks odd for the first time. */
    public static final Settling JUST_SEEN = new Settling(Duration.ZERO, Duration.ZERO);

    /** A file that does not change for so long is settled: longer than a program takes between two writes of one go. */
    static final Duration QUIET = Duration.ofSeconds(2);

    /** A file of other content is believed after so long, quiet or not: its writer may just append. */
    static final Duration BOUND_OTHER = Duration.ofSeconds(5);

    /**
     * A file that is growing back to what was consumed is given so long: to read it too early would insert its lines twice, to wait costs
     * time only.
     */
    static final Duration BOUND_BEGINNING = Duration.ofSeconds(60);

    boolean isOver(Match match) {
        Duration bound = match == Match.BEGINNING ? BOUND_BEGINNING : BOUND_OTHER;
        return unchanged.compareTo(QUIET) >= 0 || waited.compareTo(bound) >= 0;
    }

    /** Whether it may be over, so that a thorough comparison is worth its time. */
    public boolean isWorthALook() {
        return isQuiet() || waited.compareTo(BOUND_OTHER) >= 0;
    }

    /** Whether what stands there will stay, whatever it is. */
    public boolean isQuiet() {
        return unchanged.compareTo(QUIET) >= 0;
    }
}
