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

    /** Of a first line no more is kept. */
    private static final int MOST_KEPT = 2000;

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

    /** Its first line, if it has none yet. */
    State beginningWith(String text) {
        return headerLines > 0 || firstLine.isPresent()
                ? this
                : new State(phase, 0, endFound, headerAt, Optional.of(kept(text)), likeliest, learnt);
    }

    /** Whether a line is the first one of the file, as far as that was kept. */
    boolean beginsWith(String text) {
        return firstLine.equals(Optional.of(kept(text)));
    }

    private static String kept(String text) {
        return text.substring(0, Math.min(text.length(), MOST_KEPT));
    }

    /**
     * One line of a header more.
     *
     * @param isEnd whether that is found in it which ends the header
     */
    State oneLineMore(long firstByte, boolean isEnd) {
        return new State(
                phase,
                headerLines + 1,
                endFound || isEnd,
                headerAt.or(() -> Optional.of(firstByte)),
                firstLine,
                likeliest,
                learnt);
    }

    State likeliest(Optional<String> line) {
        return new State(phase, headerLines, endFound, headerAt, firstLine, line, learnt);
    }

    /** Nothing is taken until the options or the statement are others, or names come that fit. */
    State awaitingNames(String likeliestLine) {
        return likeliest(Optional.of(likeliestLine)).in(Phase.NAMES);
    }

    /** At the top of a file that was cut in place. */
    State cut() {
        return new State(Phase.CUT, 0, false, Optional.empty(), firstLine, Optional.empty(), learnt);
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
