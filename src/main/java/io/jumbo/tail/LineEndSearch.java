package io.jumbo.tail;

import java.util.Arrays;

/** Finds line ends in bytes: eight bytes at once where a unit is a byte, as {@link LineEnds#find}. Immutable. */
final class LineEndSearch {

    private static final int FEW = 64;

    private final CodeUnits units;
    private final boolean countsCr;
    private final long lineFeeds;
    private final long carriageReturns;

    LineEndSearch(CodeUnits units, boolean countsCr) {
        this.units = units;
        this.countsCr = countsCr;
        this.lineFeeds = EightBytes.of((byte) units.lf());
        this.carriageReturns = EightBytes.of((byte) units.cr());
    }

    int[] find(byte[] bytes, int from, int to, int most) {
        return units.width() > 1
                ? wide(bytes, from, to, most)
                : countsCr ? both(bytes, from, to, most) : lineFeeds(bytes, from, to, most);
    }

    private int[] wide(byte[] bytes, int from, int to, int most) {
        int[] ends = new int[Math.min(most, FEW)];
        int found = 0;
        int width = units.width();
        for (int i = from; i + width <= to && found < most; i += width) {
            int unit = units.at(bytes, i);
            int after = i + width;
            boolean isFirstHalf = unit == units.cr() && after + width <= to && units.at(bytes, after) == units.lf();
            if ((unit == units.lf() || (countsCr && unit == units.cr())) && !isFirstHalf) {
                ends = found < ends.length ? ends : Arrays.copyOf(ends, 2 * found);
                ends[found++] = after;
            }
        }
        return Arrays.copyOf(ends, found);
    }

    private int[] both(byte[] bytes, int from, int to, int most) {
        int[] ends =
                new int[Math.min(most, count(bytes, from, to, carriageReturns) + count(bytes, from, to, lineFeeds))];
        int found = 0;
        for (int i = from; i < to && found < ends.length; i += Long.BYTES) {
            long marks = marks(bytes, i, to, carriageReturns) | marks(bytes, i, to, lineFeeds);
            for (; marks != 0 && found < ends.length; marks = EightBytes.withoutFirst(marks)) {
                int after = i + EightBytes.first(marks) + 1;
                boolean isFirstHalf =
                        bytes[after - 1] == (byte) units.cr() && after < to && bytes[after] == (byte) units.lf();
                if (!isFirstHalf) {
                    ends[found++] = after;
                }
            }
        }
        return Arrays.copyOf(ends, found);
    }

    private int[] lineFeeds(byte[] bytes, int from, int to, int most) {
        // Counted first: an array that turns out too long or too short would take more time, and memory.
        int[] ends = new int[Math.min(most, count(bytes, from, to, lineFeeds))];
        int found = 0;
        for (int i = from; found < ends.length; i += Long.BYTES) {
            for (long marks = marks(bytes, i, to, lineFeeds); marks != 0 && found < ends.length; ) {
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
}
