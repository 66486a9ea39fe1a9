package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What ends the lines of a file, in its bytes: LF or CRLF, or with {@link LineEnd#CR} a lone CR too, as the charset writes them. A line end is a <em>unit</em>: one
 * byte, or two in UTF-16 and four in UTF-32, at a multiple of so many bytes from the start of the file. Arrays of bytes that are given here begin with a whole unit. Immutable.
 */
final class LineEnds {

    static final LineEnds LF = of(StandardCharsets.UTF_8, LineEnd.LF);
    static final LineEnds CR = of(StandardCharsets.UTF_8, LineEnd.CR);

    private static final int FEW = 64;

    private final boolean countsCr;
    private final int width;
    private final boolean bigEndian;
    private final int lf;
    private final int cr;
    private final int blank;
    private final int tab;
    private final long lineFeeds;
    private final long carriageReturns;

    private LineEnds(LineEnd lineEnd, int width, boolean bigEndian, Charset charset) {
        this.countsCr = lineEnd == LineEnd.CR;
        this.width = width;
        this.bigEndian = bigEndian;
        this.lf = unit(charset, width, '\n');
        this.cr = unit(charset, width, '\r');
        this.blank = unit(charset, width, ' ');
        this.tab = unit(charset, width, '\t');
        this.lineFeeds = EightBytes.of((byte) lf);
        this.carriageReturns = EightBytes.of((byte) cr);
    }

    /** As a charset writes them whose order of bytes is told. */
    static LineEnds of(Charset charset, LineEnd lineEnd) {
        return new LineEnds(lineEnd, width(charset), !charset.name().endsWith("LE"), charset);
    }

    /** Bytes of a unit. */
    static int width(Charset charset) {
        String name = charset.name();
        return name.startsWith("UTF-16") ? Short.BYTES : name.startsWith("UTF-32") ? Integer.BYTES : 1;
    }

    /** The byte that is a character; its ASCII where no single byte is: in such a charset other programs have ended the lines. */
    private static int unit(Charset charset, int width, char character) {
        for (int i = 0; width == 1 && i <= 0xFF; i++) {
            if (decoded(charset, (byte) i).equals(String.valueOf(character))) {
                return i;
            }
        }
        return character;
    }

    /** Empty if the byte is a part of a character, or none. */
    private static String decoded(Charset charset, byte single) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(new byte[] {single}))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    /** Bytes of a unit. */
    int width() {
        return width;
    }

    /** Whether a lone CR ends a line. */
    boolean countsCr() {
        return countsCr;
    }

    /** An index, or a number of bytes, without the part of a unit at its end. */
    int whole(int bytes) {
        return bytes - bytes % width;
    }

    /**
     * The index after each line end in {@code bytes[from..to)}, ascending, of at most {@code most} lines; bytes after the last one are an
     * unfinished line. Where lines may end with CR, one at the end of the stretch does: of a LF that follows, see {@link #isSecondHalf}.
     */
    int[] find(byte[] bytes, int from, int to, int most) {
        return width > 1
                ? units(bytes, from, to, most)
                : countsCr ? both(bytes, from, to, most) : lineFeeds(bytes, from, to, most);
    }

    private int[] units(byte[] bytes, int from, int to, int most) {
        int[] ends = new int[Math.min(most, FEW)];
        int found = 0;
        for (int i = from; i + width <= to && found < most; i += width) {
            int unit = unit(bytes, i);
            int after = i + width;
            boolean isFirstHalf = unit == cr && after + width <= to && unit(bytes, after) == lf;
            if ((unit == lf || (countsCr && unit == cr)) && !isFirstHalf) {
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
                boolean isFirstHalf = bytes[after - 1] == (byte) cr && after < to && bytes[after] == (byte) lf;
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

    private int unit(byte[] bytes, int index) {
        int unit = 0;
        for (int i = 0; i < width; i++) {
            unit = (unit << Byte.SIZE) | (bytes[bigEndian ? index + i : index + width - 1 - i] & 0xFF);
        }
        return unit;
    }

    /** Whether a unit ends a line, or is the first of the two that do. */
    boolean isAt(byte[] bytes, int index) {
        if (width == 1) {
            return bytes[index] == (byte) lf || (countsCr && bytes[index] == (byte) cr);
        }
        int unit = index + width <= bytes.length ? unit(bytes, index) : 0;
        return unit == lf || (countsCr && unit == cr);
    }

    /** Whether there is a LF at an index. */
    boolean isLf(byte[] bytes, int index) {
        return index + width <= bytes.length && unit(bytes, index) == lf;
    }

    /** Whether there is a CR at an index, which may be negative. */
    boolean isCr(byte[] bytes, int index) {
        return index >= 0 && index + width <= bytes.length && unit(bytes, index) == cr;
    }

    /** Whether there is a CR, a blank or a tab at an index. */
    boolean isBlank(byte[] bytes, int index) {
        int unit = index + width <= bytes.length ? unit(bytes, index) : 0;
        return unit == blank || unit == tab || unit == cr;
    }

    /** Whether there is a byte order mark at an index. */
    boolean isMark(byte[] bytes, int index) {
        return index + width <= bytes.length && unit(bytes, index) == ByteOrderMark.CHARACTER;
    }

    /** Puts a LF into bytes. */
    void putLf(byte[] bytes, int index) {
        for (int i = 0; i < width; i++) {
            bytes[index + i] = 0;
        }
        bytes[bigEndian ? index + width - 1 : index] = (byte) lf;
    }

    /** Whether a line begins at an index: what stands before it ends one. */
    boolean isBoundary(byte[] bytes, int index) {
        return isAt(bytes, index - width) && !(isCr(bytes, index - width) && isLf(bytes, index));
    }

    /** The index after the last line end in the first bytes; 0 if there is none. */
    int last(byte[] bytes, int to) {
        int end = whole(to);
        while (end > 0 && !isBoundary(bytes, end)) {
            end -= width;
        }
        return end;
    }

    /**
     * Whether what stands at {@code index} is the LF of a CRLF whose CR has ended the line already, since nothing stood behind it then.
     *
     * @param before what stands in front of it in the file, or as much as is known
     */
    boolean isSecondHalf(byte[] before, byte[] bytes, int index) {
        return countsCr && isCr(before, before.length - width) && isLf(bytes, index);
    }

    /** The {@code ends} of the lines before the first one that is longer than {@code maxLineBytes}; the first line begins at {@code from}. */
    int[] within(int maxLineBytes, byte[] bytes, int from, int[] ends) {
        int start = from;
        for (int i = 0; i < ends.length; i++) {
            if (contentEnd(bytes, start, ends[i]) - start > maxLineBytes) {
                return Arrays.copyOf(ends, i);
            }
            start = ends[i];
        }
        return ends;
    }

    /** The index after the content of the line {@code bytes[start..end)}, at whose end there is its LF, or the CR that ends it. */
    int contentEnd(byte[] bytes, int start, int end) {
        int content = end - width;
        if (content < start || !(isLf(bytes, content) || isCr(bytes, content))) {
            return end; // a last line that counts as complete without its end
        }
        return content > start && isLf(bytes, content) && isCr(bytes, content - width) ? content - width : content;
    }
}
