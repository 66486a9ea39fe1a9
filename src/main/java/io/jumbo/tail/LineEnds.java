package io.jumbo.tail;

import io.jumbo.option.LineEnd;
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

    private final boolean countsCr;
    private final CodeUnits units;
    private final int width;
    private final LineEndSearch search;

    private LineEnds(CodeUnits units, boolean countsCr) {
        this.countsCr = countsCr;
        this.units = units;
        this.width = units.width();
        this.search = new LineEndSearch(units, countsCr);
    }

    /** As a charset writes them whose order of bytes is told. */
    static LineEnds of(Charset charset, LineEnd lineEnd) {
        return new LineEnds(CodeUnits.of(charset), lineEnd == LineEnd.CR);
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
        return search.find(bytes, from, to, most);
    }

    /** Whether a unit ends a line, or is the first of the two that do. */
    boolean isAt(byte[] bytes, int index) {
        if (width == 1) {
            return bytes[index] == (byte) units.lf() || (countsCr && bytes[index] == (byte) units.cr());
        }
        return isLf(bytes, index) || (countsCr && isCr(bytes, index));
    }

    /** Whether there is a LF at an index. */
    boolean isLf(byte[] bytes, int index) {
        return units.is(units.lf(), bytes, index);
    }

    /** Whether there is a CR at an index, which may be negative. */
    boolean isCr(byte[] bytes, int index) {
        return index >= 0 && units.is(units.cr(), bytes, index);
    }

    /** Whether there is a CR, a blank or a tab at an index. */
    boolean isBlank(byte[] bytes, int index) {
        return isCr(bytes, index) || units.is(units.blank(), bytes, index) || units.is(units.tab(), bytes, index);
    }

    /** Whether there is a byte order mark at an index. */
    boolean isMark(byte[] bytes, int index) {
        return units.is(ByteOrderMark.CHARACTER, bytes, index);
    }

    /** Puts a LF into bytes. */
    void putLf(byte[] bytes, int index) {
        units.put(units.lf(), bytes, index);
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
