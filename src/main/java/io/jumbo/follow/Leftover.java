package io.jumbo.follow;

import io.jumbo.tail.Observation;

/** What becomes of a stored offset when a file is read on from another one. */
enum Leftover {
    /** It is about another file, or about lines that may come in elsewhere. */
    KEPT,
    /** It is about this very file, which still begins with what was consumed: whoever holds it would read what is read for the other one. */
    DELETED,
    /** It is about this very file, which does not hold what was consumed any more: it is kept for the copy, should there be one. */
    CUT;

    /**
     * What becomes of an offset other than the one that the observed file is read on from. Of two offsets of one file both would be read on: one under its name,
     * the other one by who holds it open.
     */
    static Leftover of(Observation now, Known other) {
        if (!now.hasKeyOf(other.progress()) || other.own() == Own.WHOLE) {
            return KEPT;
        } else if (other.isOfNothing() || (other.isContinued() && Identification.isMoved(now, other))) {
            return DELETED;
        }
        return !other.isContinued() && other.own() == Own.OPEN ? CUT : KEPT;
    }
}
