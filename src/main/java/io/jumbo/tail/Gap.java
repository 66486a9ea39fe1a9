package io.jumbo.tail;

import java.util.Arrays;

/**
 * Gaps: runs of NUL bytes that nobody wrote. On a network file system a reader may see a file's new size before its data; a program that goes on at its
 * old position after its file was emptied leaves a hole in front. Pure.
 */
final class Gap {

    /**
     * Fewer NUL bytes in a row are content. A program that writes a NUL by mistake, a terminator of a C string or numbers as binary or UTF-16,
     * writes few of them in a row; a hole has the length of a write, a page or a file.
     */
    static final int LEAST = 8;

    private static final byte NUL = 0;

    private Gap() {}

    /** The index of the first gap that begins in {@code bytes} at {@code from} or behind; the length of {@code bytes} if there is none. */
    static int first(LineEnds lineEnds, byte[] bytes, int from) {
        // Each gap covers one of the indices looked at, so that text costs one look in eight bytes.
        for (int i = from + LEAST - 1; i < bytes.length; i += LEAST) {
            if (bytes[i] == NUL) {
                int start = i;
                while (start > from && bytes[start - 1] == NUL) {
                    start--;
                }
                int whole = from + lineEnds.whole(start - from + lineEnds.width() - 1);
                if (isAt(bytes, whole)) {
                    return whole;
                }
            }
        }
        return bytes.length;
    }

    /** The index of the first gap that a line in {@code bytes} begins with, at {@code from} or behind, where a line begins; the length of {@code bytes} if there is none. */
    static int firstAtLineStart(LineEnds lineEnds, byte[] bytes, int from) {
        int gap = first(lineEnds, bytes, from);
        while (gap > from && gap < bytes.length && !lineEnds.isAt(bytes, gap - lineEnds.width())) {
            gap = first(lineEnds, bytes, end(lineEnds, bytes, gap));
        }
        return gap;
    }

    /** How many finished lines in a row, at most, hold a gap that they do not begin with; the first line begins at {@code from}, or before it. */
    static int mostLinesInARow(LineEnds lineEnds, byte[] bytes, int from) {
        int most = 0;
        int inARow = 0;
        int behindLast = -1;
        for (int gap = first(lineEnds, bytes, from);
                gap < bytes.length;
                gap = first(lineEnds, bytes, end(lineEnds, bytes, gap))) {
            int start = gap;
            while (start > from && !lineEnds.isAt(bytes, start - lineEnds.width())) {
                start -= lineEnds.width();
            }
            int[] ends = lineEnds.find(bytes, gap, bytes.length, 1);
            if (ends.length == 0) {
                break;
            }
            if (start < gap && ends[0] != behindLast) {
                inARow = start == behindLast ? inARow + 1 : 1;
                behindLast = ends[0];
                most = Math.max(most, inARow);
            }
        }
        return most;
    }

    /** The index after the units of NUL bytes that begin at {@code from}; {@code from} if there are none. */
    static int end(LineEnds lineEnds, byte[] bytes, int from) {
        int end = end(bytes, from);
        return end == bytes.length ? end : from + lineEnds.whole(end - from);
    }

    private static int end(byte[] bytes, int from) {
        if (from == bytes.length || bytes[from] != NUL) {
            return from;
        }
        // As long as the run lasts, each byte is the same as the next one.
        int same = Arrays.mismatch(bytes, from, bytes.length - 1, bytes, from + 1, bytes.length);
        return same < 0 ? bytes.length : from + same + 1;
    }

    /** Whether {@code bytes} from {@code from} on end with NUL: with a gap, or with what may turn out to be one when more is there to see. */
    static boolean isOpenAtEnd(LineEnds lineEnds, byte[] bytes, int from) {
        int end = from + lineEnds.whole(bytes.length - from);
        return end > from && end(bytes, end - lineEnds.width()) >= end;
    }

    private static boolean isAt(byte[] bytes, int start) {
        return bytes.length - start >= LEAST && end(Arrays.copyOfRange(bytes, start, start + LEAST), 0) == LEAST;
    }
}
