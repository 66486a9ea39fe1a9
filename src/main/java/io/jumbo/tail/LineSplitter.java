package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import java.util.Arrays;

/** Finds complete lines in bytes: ended by LF or CRLF, or with {@link LineEnd#CR} by a lone CR too. Pure. */
final class LineSplitter {

    static final byte LF = '\n';
    static final byte CR = '\r';
    private static final long LINE_FEEDS = EightBytes.of(LF);
    private static final long CARRIAGE_RETURNS = EightBytes.of(CR);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private LineSplitter() {}

    /**
     * The index after each line end in {@code bytes[from..to)}, ascending, of at most {@code most} lines; bytes after the last one are an
     * unfinished line. Where lines may end with CR, one at the end of the stretch does: of a LF that follows, see {@link #isSecondHalf}.
     */
    static int[] lineEnds(LineEnd lineEnd, byte[] bytes, int from, int to, int most) {
        return lineEnd == LineEnd.CR ? carriageReturns(bytes, from, to, most) : lineFeeds(bytes, from, to, most);
    }

    private static int[] carriageReturns(byte[] bytes, int from, int to, int most) {
        int[] ends =
                new int[Math.min(most, count(bytes, from, to, CARRIAGE_RETURNS) + count(bytes, from, to, LINE_FEEDS))];
        int found = 0;
        for (int i = from; i < to && found < ends.length; i += Long.BYTES) {
            long marks = marks(bytes, i, to, CARRIAGE_RETURNS) | marks(bytes, i, to, LINE_FEEDS);
            for (; marks != 0 && found < ends.length; marks = EightBytes.withoutFirst(marks)) {
                int after = i + EightBytes.first(marks) + 1;
                boolean isFirstHalf = bytes[after - 1] == CR && after < to && bytes[after] == LF;
                if (!isFirstHalf) {
                    ends[found++] = after;
                }
            }
        }
        return Arrays.copyOf(ends, found);
    }

    private static int[] lineFeeds(byte[] bytes, int from, int to, int most) {
        // Counted first: an array that turns out too long or too short would take more time, and memory.
        int[] ends = new int[Math.min(most, count(bytes, from, to, LINE_FEEDS))];
        int found = 0;
        for (int i = from; found < ends.length; i += Long.BYTES) {
            for (long marks = marks(bytes, i, to, LINE_FEEDS); marks != 0 && found < ends.length; ) {
                ends[found++] = i + EightBytes.first(marks) + 1;
                marks = EightBytes.withoutFirst(marks);
            }
        }
        return ends;
    }

    private static int count(byte[] bytes, int from, int to, long wanted) {
        int count = 0;
        for (int i = from; i < to; i += Long.BYTES) {
            count += Long.bitCount(marks(bytes, i, to, wanted));
        }
        return count;
    }

    /** Marks the bytes that are wanted among the eight at an index, or those up to {@code to}. */
    private static long marks(byte[] bytes, int index, int to, long wanted) {
        if (index + Long.BYTES <= to) {
            return EightBytes.same(EightBytes.at(bytes, index), wanted);
        }
        return EightBytes.same(EightBytes.last(bytes, index, to), wanted);
    }

    /** Whether a line begins at an index: the byte before it ends one. */
    static boolean isBoundary(LineEnd lineEnd, byte[] bytes, int index) {
        return isLineEnd(lineEnd, bytes[index - 1])
                && !(bytes[index - 1] == CR && index < bytes.length && bytes[index] == LF);
    }

    /** The index after the last line end in the first bytes; 0 if there is none. */
    static int lastLineEnd(LineEnd lineEnd, byte[] bytes, int to) {
        int end = to;
        while (end > 0 && !isBoundary(lineEnd, bytes, end)) {
            end--;
        }
        return end;
    }

    /** Whether a byte ends a line, or is the first of the two that do. */
    static boolean isLineEnd(LineEnd lineEnd, byte value) {
        return value == LF || (lineEnd == LineEnd.CR && value == CR);
    }

    /**
     * Whether the byte at {@code index} is the LF of a CRLF whose CR has ended the line already, since nothing stood behind it then.
     *
     * @param before what stands in front of that byte in the file, or as much as is known
     */
    static boolean isSecondHalf(LineEnd lineEnd, byte[] before, byte[] bytes, int index) {
        return lineEnd == LineEnd.CR
                && before.length > 0
                && before[before.length - 1] == CR
                && index < bytes.length
                && bytes[index] == LF;
    }

    /** The {@code ends} of the lines before the first one that is longer than {@code maxLineBytes}; the first line begins at {@code from}. */
    static int[] endsWithin(int maxLineBytes, byte[] bytes, int from, int[] ends) {
        int start = from;
        for (int i = 0; i < ends.length; i++) {
            if (contentEnd(bytes, start, ends[i]) - start > maxLineBytes) {
                return Arrays.copyOf(ends, i);
            }
            start = ends[i];
        }
        return ends;
    }

    /** The index after the content of the line {@code bytes[start..end)}, whose last byte is its LF, or the CR that ends it. */
    static int contentEnd(byte[] bytes, int start, int end) {
        int content = end - 1;
        return content > start && bytes[content] == LF && bytes[content - 1] == CR ? content - 1 : content;
    }

    /** The number of bytes that byte order marks take at {@code start}, where a line begins: 0, seldom 3, hardly ever more. */
    static int byteOrderMarks(byte[] bytes, int start, int end) {
        int after = start;
        while (after < end && bytes[after] == BYTE_ORDER_MARK[0] && isByteOrderMark(bytes, after, end)) {
            after += BYTE_ORDER_MARK.length;
        }
        return after - start;
    }

    /** The number of bytes that byte order marks take in front of {@code end}. */
    static int byteOrderMarksBefore(byte[] bytes, int end) {
        int start = end;
        while (start >= BYTE_ORDER_MARK.length && isByteOrderMark(bytes, start - BYTE_ORDER_MARK.length, start)) {
            start -= BYTE_ORDER_MARK.length;
        }
        return end - start;
    }

    private static boolean isByteOrderMark(byte[] bytes, int start, int end) {
        int after = start + BYTE_ORDER_MARK.length;
        return after <= end && Arrays.equals(bytes, start, after, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }
}
