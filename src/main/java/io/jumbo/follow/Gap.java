package io.jumbo.follow;

import java.util.Optional;

/**
 * A gap that is waited for. Immutable.
 *
 * @param size of the file when the gap was first met
 * @param waiting by the offset at which it is
 */
record Gap(long size, Waiting<Long> waiting) {

    static Gap met(long offset, long size, long now) {
        return new Gap(size, Waiting.begun(offset, now));
    }

    boolean isAt(long offset) {
        return waiting.like() == offset;
    }

    /** It still is there. */
    Gap again(long now, long mostBetweenLooks) {
        return new Gap(size, waiting.seen(waiting.like(), now, mostBetweenLooks));
    }

    /** How long the file was when it was first met, if it has been waited for long enough. */
    Optional<Long> tired(long now, long mostBetweenLooks) {
        return waiting.waitedAt(now, mostBetweenLooks) >= Times.GAP ? Optional.of(size) : Optional.empty();
    }
}
