package io.jumbo.follow;

/**
 * A time until which something that failed is left alone, growing from attempt to attempt. Immutable.
 *
 * @param attempts how often it failed in a row, from 1
 * @param until as {@link Watch#now()}
 */
record BackOff(int attempts, long until) {

    /** The first failure. */
    static BackOff first(long now) {
        return new BackOff(1, now + Times.FIRST_BACK_OFF);
    }

    /** One failure more: twice as long, at most ten seconds. */
    BackOff again(long now) {
        long delay = Math.min(Times.LONGEST_BACK_OFF, Times.FIRST_BACK_OFF << Math.min(attempts, 10));
        return new BackOff(attempts + 1, now + delay);
    }

    boolean isOver(long now) {
        return now - until >= 0;
    }
}
