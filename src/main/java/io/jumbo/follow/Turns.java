package io.jumbo.follow;

import java.util.function.BooleanSupplier;

/**
 * Which files of a poll wait for others: where they are written one after the other, no file begins before those in front of it are read to their ends,
 * except files that are held back. Thread-safe.
 */
final class Turns {

    private final BooleanSupplier oneByOne;
    private boolean unfinished;

    /**
     * @param oneByOne whether the files of a poll are written one after the other; may take its time
     */
    Turns(BooleanSupplier oneByOne) {
        this.oneByOne = oneByOne;
    }

    synchronized void pollBegins() {
        unfinished = false;
    }

    /** A file was not read to its end, and will be read on with the next poll. */
    synchronized void unfinished() {
        unfinished = true;
    }

    /** Whether a file must wait for the next poll. */
    synchronized boolean mustWait() {
        return unfinished && oneByOne.getAsBoolean();
    }
}
