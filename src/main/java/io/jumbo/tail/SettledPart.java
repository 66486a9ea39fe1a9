package io.jumbo.tail;

import java.util.OptionalLong;

/**
 * The part of a file that has not changed for so long that its gaps will not be filled any more. Immutable.
 *
 * @param line the offset of a line, or a gap, that belongs to it although it may go on behind it
 * @param below all that begins before this offset belongs to it
 */
record SettledPart(OptionalLong line, long below) {

    static final SettledPart NONE = new SettledPart(OptionalLong.empty(), 0);
    static final SettledPart ALL = new SettledPart(OptionalLong.empty(), Long.MAX_VALUE);

    /** Whether what begins at an offset belongs to it. */
    boolean holds(long offset) {
        return offset < below || isLine(offset);
    }

    /** Whether an offset is that of the line that may go on behind it. */
    boolean isLine(long offset) {
        return line.equals(OptionalLong.of(offset));
    }

    boolean isAll() {
        return below == Long.MAX_VALUE;
    }
}
