package io.jumbo.tail;

import java.util.Arrays;

/** Finds complete lines in bytes. Pure; knows LF, and CRLF as one terminator; a CR anywhere else is data. */
final class LineSplitter {

    static final byte LF = '\n';
    static final byte CR = '\r';
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private LineSplitter() {}

    /**
     * The index after each LF in {@code bytes[0..length)}, ascending, of at most {@code most} lines; bytes after the last LF are an
     * unfinished line.
     */
    static int[] lineEnds(byte[] bytes, int length, int most) {
        int[] ends = new int[Math.min(most, Math.max(16, length / 16))];
        int count = 0;
        for (int i = 0; i < length && count < most; i++) {
            if (bytes[i] == LF) {
                if (count == ends.length) {
                    ends = Arrays.copyOf(ends, Math.min(most, count * 2));
                }
                ends[count++] = i + 1;
            }
        }
        return Arrays.copyOf(ends, count);
    }

    /** The {@code ends} of the lines before the first one that is longer than {@code maxLineBytes}. */
    static int[] endsWithin(int maxLineBytes, byte[] bytes, int[] ends) {
        int start = 0;
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
