package io.jumbo.tail;

import java.util.Arrays;

/**
 * A stretch of a file that may be too long to be kept: its two ends, each read at once. The search that found it took several reads, and the file may have
 * changed meanwhile.
 */
final class Stretch {

    /** A stretch of no more bytes is read as a whole. */
    static final int MOST_AT_ONCE = 64 * 1024;

    private final byte[] start;
    private final byte[] last;
    private final long length;

    /**
     * @param start its first bytes, {@value #MOST_AT_ONCE} or all; not copied
     * @param last its last bytes: all if these are no more than {@value #MOST_AT_ONCE}, otherwise {@value Evidence#WINDOW}; not copied
     * @param length of the stretch in bytes
     */
    Stretch(byte[] start, byte[] last, long length) {
        this.start = start;
        this.last = last;
        this.length = length;
    }

    /** In bytes. */
    long length() {
        return length;
    }

    /** Whether it is one line with its terminator, as far as the two ends tell. */
    boolean isLine(LineEnds lineEnds) {
        int[] inLast = lineEnds.find(last, 0, last.length, 1);
        boolean endsLine = isComplete() && inLast.length == 1 && inLast[0] == last.length;
        return endsLine && (isWhole() || lineEnds.find(start, 0, start.length, 1).length == 0);
    }

    /** Whether all of it is NUL, as far as the two ends tell. */
    boolean isGap(LineEnds lineEnds) {
        return length >= Gap.LEAST
                && isComplete()
                && Gap.end(lineEnds, start, 0) == start.length
                && Gap.end(lineEnds, last, 0) == last.length;
    }

    /** Bytes of the line without its terminator. */
    long contentLength(LineEnds lineEnds) {
        return length - last.length + lineEnds.contentEnd(last, 0, last.length);
    }

    /** The first {@code most} bytes, or all. */
    byte[] head(int most) {
        return Arrays.copyOf(start, Math.min(most, start.length));
    }

    void appendTo(ConsumedContent content) {
        if (!isWhole()) {
            content.append(start, 0, Evidence.WINDOW);
        }
        content.append(last, 0, last.length);
    }

    private boolean isWhole() {
        return length <= MOST_AT_ONCE;
    }

    /** Whether the file still had so many bytes. */
    private boolean isComplete() {
        return start.length == Math.min(length, MOST_AT_ONCE) && last.length == (isWhole() ? length : Evidence.WINDOW);
    }
}
