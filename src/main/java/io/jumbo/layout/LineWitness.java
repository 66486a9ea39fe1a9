package io.jumbo.layout;

import io.jumbo.tail.Learnt;
import io.jumbo.tail.LineRecord;

/** Is told what each line turned out to be. A line may be told more than once: one of a record that had no end yet comes again. */
public interface LineWitness {

    /**
     * A line was looked at.
     *
     * @param learnt what it and the lines above it say
     */
    void saw(LineRecord line, LineKind kind, Learnt learnt);

    /**
     * A record of several lines, which were told as data, is of a kind that is not wanted.
     *
     * @param lines so many of it are not blank
     */
    void leftOut(LineRecord record, int lines);
}
