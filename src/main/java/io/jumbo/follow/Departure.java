package io.jumbo.follow;

import io.jumbo.follow.Trace.Occasion;

/** What becomes of a file that left its path, or lost what was consumed of it. */
enum Departure {
    /** The same offset goes on; nothing left. */
    GOES_ON,
    /** Nobody can look there now: everything is kept, and nothing follows. */
    NOT_OBSERVABLE,
    /** It is read to its end by its handle. */
    BY_HANDLE,
    /** It is read on under another name. */
    ELSEWHERE,
    /** It is there under another name, with nothing new. */
    KNOWN_ELSEWHERE,
    /** What it held is read on in a copy. */
    IN_COPY,
    /** It is not there any more; what was not read of it is lost. */
    GONE;

    /** Decides; changes nothing. */
    static Departure of(Trace trace) {
        if (trace.goesOn()) {
            return GOES_ON;
        } else if (trace.wasCut()) {
            return trace.hasCopy() ? IN_COPY : trace.canBeSearched() ? GONE : NOT_OBSERVABLE;
        } else if (trace.occasion() == Occasion.NOT_MET && !trace.isCertainlyAway()) {
            return NOT_OBSERVABLE;
        } else if (trace.isHeld()) {
            return BY_HANDLE;
        } else if (trace.isElsewhere()) {
            return trace.isNewElsewhere() ? ELSEWHERE : KNOWN_ELSEWHERE;
        }
        return trace.isCertainlyAway() && trace.canBeSearched() ? GONE : NOT_OBSERVABLE;
    }
}
