package io.jumbo.follow;

import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Observation;

/**
 * A file with bytes that make no line. Immutable.
 *
 * @param waiting for more of them
 * @param told whether that was told
 */
record Lineless(Waiting<Observation> waiting, boolean told) {

    static Lineless begun(Observation now, long time) {
        return new Lineless(Waiting.begun(now, time), false);
    }

    /** The same file later, when this is what its bytes look like. */
    Lineless seen(Observation now, long time, Diagnosis diagnosis) {
        if (told) {
            return this;
        }
        Lineless later = new Lineless(waiting.seen(now, time, Long.MAX_VALUE), false);
        boolean isCertain =
                !diagnosis.kind().mayBeUnfinished() || diagnosis.bytes() >= Diagnosis.LONG || later.isDue(time);
        return new Lineless(later.waiting, isCertain);
    }

    /** Whether it has been quiet for so long that it is looked into once more, and told. */
    boolean isDue(long time) {
        return !told && time - waiting.since() >= Times.LINELESS;
    }
}
