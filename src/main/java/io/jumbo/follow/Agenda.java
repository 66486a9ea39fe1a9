package io.jumbo.follow;

import java.util.Optional;

/** Before when a file is not looked into, and when it last was without a poll; times as {@link Watch#now()}. For one thread at a time, as {@link WatchedFiles}. */
final class Agenda {

    private Optional<BackOff> backOff = Optional.empty();
    private Optional<Long> restUntil = Optional.empty();
    private Optional<Long> sharedUntil = Optional.empty();
    private Optional<Long> readOnAt = Optional.empty();

    /** Whether it may be looked into. */
    boolean isFree(long now) {
        return !isBackingOff(now) && !isBefore(now, restUntil);
    }

    /** When it may be looked into, unless something failed. */
    Optional<Long> freeAt(long now) {
        return isBackingOff(now) ? Optional.empty() : Optional.of(isBefore(now, restUntil) ? restUntil.get() : now);
    }

    private boolean isBackingOff(long now) {
        return backOff.isPresent() && !backOff.get().isOver(now);
    }

    private static boolean isBefore(long now, Optional<Long> time) {
        return time.isPresent() && now - time.get() < 0;
    }

    /** Leaves it alone until then, although nothing is the matter with it. */
    void restUntil(long time) {
        restUntil = Optional.of(time);
    }

    /** It failed, and is left alone for a while, longer each time in a row; returns the number of times. */
    int failed(long now) {
        backOff = Optional.of(backOff.map(earlier -> earlier.again(now)).orElseGet(() -> BackOff.first(now)));
        return backOff.get().attempts();
    }

    void succeeded() {
        backOff = Optional.empty();
    }

    /** Whether the last attempt failed. */
    boolean hasFailed() {
        return backOff.isPresent();
    }

    /** Somebody else writes it too. */
    void shared(long now) {
        sharedUntil = Optional.of(now + Times.SHARED);
    }

    boolean isShared(long now) {
        return isBefore(now, sharedUntil);
    }

    /** It is read on without a poll. */
    void readOn(long now) {
        readOnAt = Optional.of(now);
    }

    /** Whether that was no longer ago. */
    boolean wasReadOnSince(long time) {
        return readOnAt.filter(at -> at - time > 0).isPresent();
    }
}
