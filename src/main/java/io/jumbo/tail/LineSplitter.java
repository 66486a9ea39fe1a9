package io.jumbo.tail;

import java.util.Arrays;

/** Finds complete lines in bytes. Pure; knows LF, and CRLF as one terminator; a CR anywhere else is data. */
final class LineSplitter {

    static final byte LF = '\n';
    static final byte CR = '\r';
    private static final long LINE_FEEDS = EightBytes.of(LF);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private LineSplitter() {}

    /**
     * The index after each LF in {@code bytes[from..to)}, ascending, of at most {@code most} lines; bytes after the last LF are an
     * unfinished line.
     */
    static int[] lineEnds(byte[] bytes, int from, int to, int most) {
        // Counted first: an array that turns out too long or too short would take more time, and memory.
        int[] ends = new int[Math.min(most, count(bytes, from, to))];
        int found = 0;
        for (int i = from; found < ends.length; i += Long.BYTES) {
            for (long marks = lineFeeds(bytes, i, to); marks != 0 && found < ends.length; ) {
                ends[found++] = i + EightBytes.first(marks) + 1;
                marks = EightBytes.withoutFirst(marks);
            }
        }
        return ends;
    }

    private static int count(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i += Long.BYTES) {
            count += Long.bitCount(lineFeeds(bytes, i, to));
        }
        return count;
    }

    /** Marks the line feeds among the eight bytes at an index, or those up to {@code to}. */
    private static long lineFeeds(byte[] bytes, int index, int to) {
        if (index + Long.BYTES <= to) {
            return EightBytes.same(EightBytes.at(bytes, index), LINE_FEEDS);
        }
        return EightBytes.same(EightBytes.last(bytes, index, to), LINE_FEEDS);
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

    /** The index after the content of the line {@code bytes[start..end)}, whose last byte is its LF. */
    static int contentEnd(byte[] bytes, int start, int end) {
        int content = end - 1;
        return content > start && bytes[content - 1] == CR ? content - 1 : content;
    }

    /** The number of bytes a byte order mark takes at {@code start}: 3 or 0. Only a file's first line can have one. */
    static int byteOrderMark(byte[] bytes, int start, int end) {
        int after = start + BYTE_ORDER_MARK.length;
        return after <= end && Arrays.equals(bytes, start, after, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? BYTE_ORDER_MARK.length
                : 0;
    }
}
