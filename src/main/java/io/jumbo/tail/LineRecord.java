package io.jumbo.tail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One complete line and where it stands in its file. The content excludes the terminator. Its {@link #text} excludes a byte order mark at its start too:
 * programs that open their file anew for each line write one each time.
 *
 * <p>Immutable; safe to keep beyond its chunk, but keeping one keeps the bytes of the whole chunk.
 */
public final class LineRecord {

    private final long number;
    private final long firstByte;
    /** Of the text: without a byte order mark. */
    private final long byteLength;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final Learnt learnt;

    /** Whether there is more of it than {@link #bytes} hold. */
    private final boolean cut;

    /**
     * @param number of the line in its file, from 1
     * @param firstByte offset of the line's first byte in its file, that of a byte order mark if it begins with one
     * @param byteLength bytes of the content in the file; more than {@code end - start} where only the head was kept
     * @param bytes holds the content from {@code start} to {@code end}; not copied, never changed
     */
    LineRecord(long number, long firstByte, long byteLength, byte[] bytes, int start, int end) {
        this(number, firstByte, byteLength, byteLength > end - start, bytes, start, end, Learnt.NOTHING);
    }

    private LineRecord(
            long number,
            long firstByte,
            long byteLength,
            boolean cut,
            byte[] bytes,
            int start,
            int end,
            Learnt learnt) {
        this.number = number;
        this.firstByte = firstByte;
        this.bytes = bytes;
        int marks = LineSplitter.byteOrderMarks(bytes, start, end);
        this.byteLength = byteLength - marks;
        this.cut = cut;
        this.start = start + marks;
        this.end = end;
        this.learnt = learnt;
    }

    /**
     * One record of several lines that follow each other: their texts, joined by LF. It stands where the first of them does, and has the bytes of all of them and
     * of what ends all but the last.
     *
     * @param mostBytes more are not kept: then it is too long
     */
    public static LineRecord joined(List<LineRecord> lines, int mostBytes) {
        LineRecord first = lines.get(0);
        LineRecord last = lines.get(lines.size() - 1);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean cut = false;
        for (LineRecord line : lines) {
            if (text.size() > 0 || line != first) {
                text.write(LineSplitter.LF);
            }
            text.write(line.bytes, line.start, line.length());
            cut |= line.cut;
        }
        byte[] bytes = text.toByteArray();
        int end = Math.min(bytes.length, mostBytes);
        return new LineRecord(
                first.number,
                first.firstByte,
                last.firstByte + last.byteLength() - first.firstByte,
                cut || end < bytes.length,
                bytes,
                0,
                end,
                first.learnt);
    }

    /** What the lines above it say of it. */
    public Learnt learnt() {
        return learnt;
    }

    /** The same line below lines that say something of it. */
    public LineRecord below(Learnt above) {
        return new LineRecord(number, firstByte, byteLength + markBytes(), cut, bytes, start - markBytes(), end, above);
    }

    /** Number of the line in its file, from 1, blank lines counted. */
    public long number() {
        return number;
    }

    /** Offset in bytes of the line's first byte in its file, that of a byte order mark if it begins with one. */
    public long firstByte() {
        return firstByte;
    }

    /** Bytes of the content as it stands in the file, a byte order mark included, without terminator. */
    public long byteLength() {
        return byteLength + markBytes();
    }

    /** Whether the line is longer than {@code max-line-bytes}, so that only its head was kept. */
    public boolean isTooLong() {
        return cut;
    }

    /** Whether the line has no text at all, or is a byte order mark and nothing else. A line of blanks is text. */
    public boolean isEmpty() {
        return byteLength == 0;
    }

    /** Bytes that were kept of the text. */
    public int length() {
        return end - start;
    }

    /** A byte of the text; the index is not checked against {@link #length}. */
    public byte byteAt(int index) {
        return bytes[start + index];
    }

    /** Eight bytes of the text at an index below {@link #length}; those behind its end may be anything. */
    public long eightBytesAt(int index) {
        int at = start + index;
        return at + Long.BYTES <= bytes.length ? EightBytes.at(bytes, at) : EightBytes.last(bytes, at, bytes.length);
    }

    /** Copies the text's bytes from index {@code from} up to {@code to} into {@code target}, at {@code at}. */
    public void copyTo(int from, int to, byte[] target, int at) {
        System.arraycopy(bytes, start + from, target, at, to - from);
    }

    /** The content's bytes as they stand in the file, a byte order mark included, a copy; only the head of a line that {@linkplain #isTooLong() is too long}. */
    public byte[] content() {
        return Arrays.copyOfRange(bytes, start - markBytes(), end);
    }

    /** Bytes of the byte order marks in front of the text: what stands before them, if anything, ended another line. */
    private int markBytes() {
        return LineSplitter.byteOrderMarksBefore(bytes, start);
    }

    /**
     * The content as text, without a byte order mark at its start.
     *
     * @throws CharacterCodingException if the bytes are not UTF-8; nothing is replaced silently
     */
    public String text() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, start, end - start))
                .toString();
    }

    /** The content as text, without a byte order mark at its start; what is no UTF-8 in it is replaced, so that this is only to look at. */
    public String anyText() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /**
     * The same line, at the same place of its file, with other content: for a route's own steps before the insert. A line that {@linkplain
     * #isTooLong() is too long} stays as it is: of what is missing nothing can be made.
     */
    public LineRecord withText(String text) {
        if (isTooLong()) {
            return this;
        }
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new LineRecord(number, firstByte, content.length, false, content, 0, content.length, learnt);
    }

    /** A line that was stored earlier, with what is known of its place. */
    public static LineRecord stored(long number, long firstByte, long byteLength, byte[] content) {
        byte[] copy = content.clone();
        return new LineRecord(number, firstByte, byteLength, copy, 0, copy.length);
    }

    /**
     * Bytes that are no line of a file, but are read like one.
     *
     * @param bytes not copied: who changes them changes this
     */
    public static LineRecord over(byte[] bytes) {
        return new LineRecord(0, 0, bytes.length, bytes, 0, bytes.length);
    }

    /** Names the place, not the content: content does not belong in a log. */
    @Override
    public String toString() {
        return "line " + number + " at byte " + firstByte;
    }
}
