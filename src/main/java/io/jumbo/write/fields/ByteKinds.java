package io.jumbo.write.fields;

import java.util.Optional;

/** What single bytes mean where lines are cut, so that most lines need not become text for it. Immutable. */
final class ByteKinds {

    /** Ends a field. */
    static final byte DELIMITER = 1;

    /** COPY's text format escapes it. */
    static final byte ESCAPED = 2;

    /** Part of a character beyond ASCII. */
    static final byte BEYOND_ASCII = 4;

    /** Makes the line one that must be read as text, wherever it stands. */
    static final byte NEVER = 8;

    /** Makes the line one that must be read as text, in a field that is wanted. */
    static final byte NOT_SIMPLE = 16;

    /** What counts behind the fields that are wanted too. */
    static final int ANYWHERE = BEYOND_ASCII | NEVER;

    private final byte[] kinds;
    private final boolean runs;

    private ByteKinds(byte[] kinds, boolean runs) {
        this.kinds = kinds;
        this.runs = runs;
    }

    static ByteKinds ofWholeLines() {
        byte[] kinds = new byte[256];
        for (int b = 0; b < kinds.length; b++) {
            kinds[b] = b >= 0x80 ? BEYOND_ASCII : isEscaped((byte) b) ? ESCAPED : 0;
        }
        kinds[0] = NEVER;
        return new ByteKinds(kinds, false);
    }

    static ByteKinds separatedBy(byte delimiter, Optional<Byte> quote) {
        byte[] kinds = withoutLineEnds();
        quote.ifPresent(found -> kinds[found] = NOT_SIMPLE);
        kinds[delimiter] = DELIMITER;
        return new ByteKinds(kinds, false);
    }

    static ByteKinds separatedByBlanks() {
        byte[] kinds = withoutLineEnds();
        kinds[' '] = DELIMITER;
        kinds['\t'] = DELIMITER;
        return new ByteKinds(kinds, true);
    }

    private static byte[] withoutLineEnds() {
        byte[] kinds = ofWholeLines().kinds;
        kinds['\r'] = NOT_SIMPLE;
        kinds['\n'] = NOT_SIMPLE;
        return kinds;
    }

    /** Whether COPY's text format escapes a byte. */
    static boolean isEscaped(byte value) {
        return value == '\\' || value == '\t' || value == '\r' || value == '\n';
    }

    /** One of the constants, or 0. */
    int of(byte value) {
        return kinds[value & 0xFF];
    }

    /** Whether several delimiters are one, and mean nothing at either end of a line. */
    boolean areRuns() {
        return runs;
    }
}
