package io.jumbo.follow;

import io.jumbo.follow.Matters.Matter;
import io.jumbo.follow.Matters.What;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What keeps a watch from writing, and since when. Noted where it is found out, by the thread that polls or who holds the lock of {@link Follower}; asked by any
 * thread, which waits for nobody. What is the matter follows from the last answer of each thing alone, never from counting failures.
 */
public final class Standing {

    /** Whose matter it is if it is the watch's own. */
    private static final Object WATCH = new Object();

    /** Whose matter the header of a file is, which has others besides. */
    private record HeaderOf(WatchedFile file) {}

    private final LongSupplier clock;
    private final Matters matters = new Matters();
    private volatile long runningSince;
    private volatile long aliveAt;
    private volatile Optional<Long> readyAt = Optional.empty();
    private volatile Optional<Long> rowsAt = Optional.empty();
    private volatile Optional<Long> changeAt = Optional.empty();

    /** Nothing is the matter yet. */
    Standing(LongSupplier clock) {
        this.clock = clock;
        this.runningSince = clock.getAsLong();
        this.aliveAt = runningSince;
    }

    /** Something keeps the whole watch from writing; anything else that did so is over. */
    void stands(WatchState state, String reason) {
        note(state, WATCH, reason);
        matters.overIf(
                what -> what.whose().equals(WATCH) && what.state() != state && what.state() != WatchState.WAITING);
    }

    /** Nothing keeps the whole watch from writing, as far as the database is asked. */
    void goesOn() {
        over(WatchState.PAUSED, WATCH);
        over(WatchState.DATABASE_LOST, WATCH);
    }

    /** Whether the watched directory is there. */
    public void directory(boolean there, String reason) {
        if (there) {
            over(WatchState.WAITING, WATCH);
        } else {
            note(WatchState.WAITING, WATCH, reason);
        }
    }

    /**
     * A directory below the watched one cannot be read.
     *
     * @param path of it, with a slash behind
     */
    public void unreadable(String path, String reason) {
        note(WatchState.WAITING, path, path + ": " + reason);
    }

    /** It can be read, or is not there any more. */
    public void readable(String path) {
        over(WatchState.WAITING, path);
    }

    /** Something is the matter with a file; whatever was before is over. */
    void trouble(WatchedFile file, WatchState state, String reason) {
        note(state, file, file.path() + ": " + reason);
        matters.overIf(what -> what.whose().equals(file) && what.state() != state);
    }

    /** Nothing is the matter with a file any more. */
    void mended(WatchedFile file) {
        over(WatchState.HELD_BACK, file);
        over(WatchState.WAITING, file);
    }

    /** The header of a file is not the one that the statement speaks of; nothing is said if it is. */
    void header(WatchedFile file, Optional<String> objection) {
        objection.ifPresentOrElse(
                why -> note(WatchState.HELD_BACK, new HeaderOf(file), file.path() + ": " + why),
                () -> over(WatchState.HELD_BACK, new HeaderOf(file)));
    }

    /** A file is not there any more, and what was the matter with it. */
    void forgotten(WatchedFile file) {
        mended(file);
        header(file, Optional.empty());
    }

    /** The watch does something: a poll begins or ends, or must wait, or something was written. */
    public void isAlive() {
        aliveAt = clock.getAsLong();
    }

    /** A poll has ended to which nothing was in the way: tables, statement and database were as they must be. */
    void polled() {
        isAlive();
        readyAt = readyAt.or(() -> Optional.of(clock.getAsLong()));
    }

    /** A chunk is committed. */
    void written() {
        isAlive();
        rowsAt = Optional.of(clock.getAsLong());
    }

    /** A file has grown. */
    void changed() {
        changeAt = Optional.of(clock.getAsLong());
    }

    private void note(WatchState state, Object whose, String reason) {
        matters.note(new What(state, whose), reason, clock.getAsLong());
    }

    private void over(WatchState state, Object whose) {
        if (matters.over(new What(state, whose))) {
            runningSince = clock.getAsLong();
        }
    }

    /** How the watch stands now: by the worst of what is the matter. */
    WatchStatus at(String watch, Lag lag) {
        long now = clock.getAsLong();
        WatchStatus.Times times = new WatchStatus.Times(
                since(aliveAt, now),
                readyAt.map(at -> since(at, now)),
                rowsAt.map(at -> since(at, now)),
                changeAt.map(at -> since(at, now)));
        Optional<Matter> worst = matters.worst(now);
        WatchState state =
                worst.map(Matter::state).orElse(lag.bytes() > 0 ? WatchState.CATCHING_UP : WatchState.RUNNING);
        Duration lasts = worst.map(matter -> since(matter.since(), now))
                .orElse(state == WatchState.CATCHING_UP ? lag.age() : since(runningSince, now));
        return new WatchStatus(watch, state, lasts, worst.map(Matter::reason), lag, times);
    }

    private static Duration since(long time, long now) {
        return Duration.ofNanos(now - time);
    }
}
