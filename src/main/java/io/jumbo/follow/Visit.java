package io.jumbo.follow;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One visit to a file: it begins before the file is looked into, and ends when everything that was handed out is written or something failed. Opaque; for
 * {@link Follower}, whose lock guards it.
 */
public final class Visit {

    private final WatchedFile file;
    private final Optional<Path> met;
    private final Optional<Held> departed;
    private final boolean alone;
    private Optional<Pass> pass = Optional.empty();
    private Way way = Way.NOT_OPEN;

    private enum Way {
        NOT_OPEN,
        OPEN,
        LEFT_ALONE,
        PUT_OFF
    }

    private Visit(WatchedFile file, Optional<Path> met, Optional<Held> departed, boolean alone) {
        this.file = file;
        this.met = met;
        this.departed = departed;
        this.alone = alone;
    }

    /** To a file that a poll has met. */
    static Visit to(WatchedFile file, Path met) {
        return new Visit(file, Optional.of(met), Optional.empty(), false);
    }

    /** To a file that is known and has changed, without a poll. */
    static Visit alone(WatchedFile file, Path path) {
        return new Visit(file, Optional.of(path), Optional.empty(), true);
    }

    /** To a file that left its path. */
    static Visit to(Held departed) {
        return new Visit(departed.watched(), Optional.empty(), Optional.of(departed), false);
    }

    WatchedFile file() {
        return file;
    }

    /** Where it is; absent of a file that left its path. */
    Optional<Path> met() {
        return met;
    }

    Optional<Held> departed() {
        return departed;
    }

    boolean isAlone() {
        return alone;
    }

    /** What is read of it, once it is open. */
    Optional<Pass> pass() {
        return pass;
    }

    void opened(Pass opened) {
        pass = Optional.of(opened);
        way = Way.OPEN;
    }

    /** There is nothing to read now, or not under this name. */
    void leaveAlone() {
        way = Way.LEFT_ALONE;
    }

    boolean isLeftAlone() {
        return way == Way.LEFT_ALONE;
    }

    /** It is not looked into now, whatever there is to read. */
    void putOff() {
        way = Way.PUT_OFF;
    }

    boolean isPutOff() {
        return way == Way.PUT_OFF;
    }
}
