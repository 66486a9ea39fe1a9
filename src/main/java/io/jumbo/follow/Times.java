package io.jumbo.follow;

import java.time.Duration;

/** Everything that files are waited for, in nanoseconds of the one clock, {@link Watch#now()}. */
final class Times {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    // ---- failures

    /** From the first failure to the next attempt; twice as long each time. */
    static final long FIRST_BACK_OFF = 250 * MILLISECOND;

    static final long LONGEST_BACK_OFF = 10 * SECOND;

    /** For how long a file is left to polls whose row somebody else has moved: each of two instances that follow it would read what the other one writes. */
    static final long SHARED = 10 * SECOND;

    // ---- files that may yet change

    /** A file of other content that does not change for so long is settled: longer than most programs take between two writes of one go. */
    static final long QUIET = 2 * SECOND;

    /** One that is growing back is given longer. */
    static final long QUIET_BEGINNING = 5 * SECOND;

    /** Half a second more than the default poll interval: two looks. */
    static final long SUCCESSOR = SECOND;

    /** A file of other content is believed after so long, quiet or not: its writer may just append. */
    static final long BOUND_OTHER = 5 * SECOND;

    /**
     * A file that is growing back to what was consumed is given so long: to read it too early would insert its lines twice, to wait costs
     * time only.
     */
    static final long BOUND_BEGINNING = 60 * SECOND;

    /** What a look at an unsettled file counts at most: one that is written once a minute may look half written each time a rare poll meets it. */
    static final long MOST_OF_A_LOOK = SECOND;

    /**
     * How long a gap is waited for, whether the file changes elsewhere or not. What fills it later is lost, and so this is longer than a network file
     * system delays a write (a Linux NFS client writes back after 30 s at the latest); a writer that left a hole in a cut file comes late by it, once.
     */
    static final long GAP = 40 * SECOND;

    private static final long LEAST_PAUSE = 2 * SECOND;

    /** No program stops for so long between the bytes of one line, or between the CR and the LF of a line end. */
    static final long LINELESS = 5 * SECOND;

    // ---- open files

    /** A file that was read to its end and has not changed for so long is let go, so that a disk can be unmounted. */
    static final long QUIET_UNDER_ITS_PATH = 120 * SECOND;

    /** How long a file that left its path is watched after its last change: longer than a log rotation leaves its writers in the dark. */
    static final long LINGER = 60 * SECOND;

    // ---- polls

    /** How often offsets are compared, in case the database was restored from a backup or another instance knows more. */
    static final long COMPARE = 30 * SECOND;

    /** How often offsets of files that are gone for long are deleted. */
    static final long FORGET = 60 * SECOND;

    /** How long a file rests that was read to its end, while early passes are left. */
    static final long SHORT_REST = 20 * MILLISECOND;

    /** An interval that is set to have few transactions. */
    static final long LONG_INTERVAL = 5 * SECOND;

    private Times() {}

    /**
     * What lies at most between two looks at a gap; what is more was a pause: while nobody looks, the file may be cut, and get another gap there.
     *
     * @param interval of the polls
     */
    static long mostBetweenLooks(long interval) {
        return Math.max(LEAST_PAUSE, 2 * interval);
    }
}
