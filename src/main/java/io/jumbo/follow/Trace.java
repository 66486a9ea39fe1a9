package io.jumbo.follow;

/**
 * What there is to know of a file that left its path, or lost what was consumed of it. Each question is asked of the disk when its answer is needed, so that the decision is a
 * pure function of the trace.
 */
interface Trace {

    /** Why it is asked what became of the file. */
    enum Occasion {
        /** Polls did not meet it. */
        NOT_MET,
        /** Another file, or other content, is under its path. */
        REPLACED,
        /** It was read to its end by its handle, which is given back. */
        LET_GO
    }

    Occasion occasion();

    /** Whether the same offset goes on in changed lines. */
    boolean goesOn();

    /** Whether another offset counts for what the very file holds now, so that only a copy holds the rest. */
    boolean wasCut();

    /** Whether it is certain that nothing is under its path: its directory can be listed and holds other files. */
    boolean isCertainlyAway();

    /** Whether it is held open. */
    boolean isHeld();

    /** Whether its directory can be searched, so that it counts what is not found there. */
    boolean canBeSearched();

    /** Whether it is in its directory under another name. */
    boolean isElsewhere();

    /** Whether there is something in it, there, that was not there when it was let go. */
    boolean isNewElsewhere();

    /** Whether a copy in its directory holds more than was consumed. */
    boolean hasCopy();
}
