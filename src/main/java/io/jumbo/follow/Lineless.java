package io.jumbo.follow;

import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Observation;
import java.time.Duration;

/**
 * A file with bytes that make no line.
 *
 * @param observed how it looks
 * @param since when it looks like this, in nanoseconds
 * @param told whether that was told
 */
record Lineless(Observation observed, long since, boolean told) {

    /** No program stops for so long between the bytes of one line, or between the CR and the LF of a line end. */
    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

    /** The same file later, when this is what its bytes look like. */
    Lineless seen(Observation now, long time, Diagnosis diagnosis) {
        if (told) {
            return this;
        }
        Lineless same = now.equals(observed) ? this : new Lineless(now, time, false);
        boolean isCertain =
                !diagnosis.kind().mayBeUnfinished() || diagnosis.bytes() >= Diagnosis.LONG || same.isDue(time);
        return isCertain ? new Lineless(now, same.since, true) : same;
    }

    /** Whether it has been quiet for so long that it is looked into once more, and told. */
    boolean isDue(long time) {
        return !told && time - since >= QUIET_NANOS;
    }
}
