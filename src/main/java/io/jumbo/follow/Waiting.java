package io.jumbo.follow;

/**
 * For how long somebody has looked at a file that may yet change. Immutable; all times in nanoseconds of {@link Watch#now()}.
 *
 * @param <T> what of its looks counts
 * @param like how it was seen last
 * @param since when it was first seen like this
 * @param seen when it was seen last
 * @param waited for how long it was looked at in all, whatever it looked like
 */
record Waiting<T>(T like, long since, long seen, long waited) {

    static <T> Waiting<T> begun(T like, long now) {
        return new Waiting<>(like, now, now, 0);
    }

    /**
     * One look more. It adds the time since the one before, but no more than a bound: what happened while nobody looked is not known.
     *
     * @param most that a look adds
     */
    Waiting<T> seen(T now, long time, long most) {
        return new Waiting<>(now, now.equals(like) ? since : time, time, waitedAt(time, most));
    }

    /** For how long it will have been looked at, if the next look is then. */
    long waitedAt(long time, long most) {
        return waited + Math.min(most, time - seen);
    }

    /** For how long it had been like this when it was seen last. */
    long unchanged() {
        return seen - since;
    }
}
