package io.jumbo.layout;

import io.jumbo.tail.Learnt;
import java.util.Optional;

/**
 * What is known behind a line. Immutable.
 *
 * @param phase where in its structure the file is
 * @param headerLines so many lines of the present header were read
 * @param endFound whether the line was found that ends the header
 * @param headerAt offset of the first byte of the present header, if one of its lines was read and none of its data
 * @param firstLine of the file, by which its header is known again
 * @param likeliest the line of the present header that looks most like names, for a message
 * @param learnt of all lines so far
 */
record State(
        Phase phase,
        long headerLines,
        boolean endFound,
        Optional<Long> headerAt,
        Optional<String> firstLine,
        Optional<String> likeliest,
        Learnt learnt) {

    State {
        if (headerLines < 0) {
            throw new IllegalArgumentException("a header has no less than no lines: " + headerLines);
        }
    }

    /** At the top of a file. */
    static State atTop(Phase phase, Learnt learnt) {
        return new State(phase, 0, false, Optional.empty(), Optional.empty(), Optional.empty(), learnt);
    }

    State in(Phase other) {
        return new State(other, headerLines, endFound, headerAt, firstLine, likeliest, learnt);
    }

    State knowing(Learnt other) {
        return other.equals(learnt)
                ? this
                : new State(phase, headerLines, endFound, headerAt, firstLine, likeliest, other);
    }

    /** The first line of data below a header was read, so that this is a header for good. */
    State aboveData() {
        return headerAt.isEmpty()
                ? this
                : new State(phase, headerLines, endFound, Optional.empty(), firstLine, Optional.empty(), learnt);
    }

    /** Behind lines that were handed out: what was read of a header is none of which nothing was. */
    State belowOthers() {
        return new State(phase, headerLines, endFound, Optional.empty(), firstLine, likeliest, learnt);
    }

    /** Behind the end of the data. */
    State ended() {
        return new State(Phase.SECTION, 0, false, Optional.empty(), firstLine, Optional.empty(), learnt);
    }
}
