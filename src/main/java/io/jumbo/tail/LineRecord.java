package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/**
 * One complete line and where it stands in its file. The content excludes the terminator. Its {@link #text} excludes a byte order mark at its start too:
 * programs that open their file anew for each line write one each time. Places and lengths are those of the file, the text is UTF-8, whatever the charset of the file.
 *
 * <p>Immutable; safe to keep beyond its chunk, but keeping one keeps the bytes of the whole chunk.
 */
public final class LineRecord {

    private static final FileText UTF_8 = FileText.utf8(LineEnd.LF);

    private final FileText file;
    private final long number;
    private final long firstByte;
    private final long byteLength;

    /** Whether there is more of it than was kept. */
    private final boolean cut;

    private final LineText text;
    private final Learnt learnt;

    /**
     * A line below which nothing was learnt.
     *
     * @param number of the line in its file, from 1
     * @param firstByte offset of the line's first byte in its file, that of a byte order mark if it begins with one
     * @param byteLength bytes of the content in the file
     * @param cut whether only its head was kept
     */
    LineRecord(FileText file, long number, long firstByte, long byteLength, boolean cut, LineText text) {
        this(file, number, firstByte, byteLength, cut, text, Learnt.NOTHING);
    }

    private LineRecord(
            FileText file, long number, long firstByte, long byteLength, boolean cut, LineText text, Learnt learnt) {
        this.file = file;
        this.number = number;
        this.firstByte = firstByte;
        this.byteLength = byteLength;
        this.cut = cut;
        this.text = text;
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
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] lf = first.file.lf();
        boolean cut = false;
        for (LineRecord line : lines) {
            if (line != first) {
                content.write(lf, 0, lf.length);
            }
            line.text.writeTo(content);
            cut |= line.cut;
        }
        byte[] bytes = content.toByteArray();
        int end = first.file.lineEnds().whole(Math.min(bytes.length, mostBytes));
        cut |= end < bytes.length;
        long byteLength = last.firstByte + last.byteLength - first.firstByte;
        return first.file
                .line(first.number, first.firstByte, byteLength, cut, bytes, 0, end)
                .below(first.learnt);
    }

    /** What the lines above it say of it. */
    public Learnt learnt() {
        return learnt;
    }

    /** The same line below lines that say something of it. */
    public LineRecord below(Learnt above) {
        return new LineRecord(file, number, firstByte, byteLength, cut, text, above);
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
        return byteLength;
    }

    /** Whether the line is longer than {@code max-line-bytes}, so that only its head was kept. */
    public boolean isTooLong() {
        return cut;
    }

    /** Whether the line has no text at all, or is a byte order mark and nothing else. A line of blanks is text. */
    public boolean isEmpty() {
        return length() == 0 && !cut;
    }

    /** Bytes of UTF-8 that were kept of the text. */
    public int length() {
        return text.length();
    }

    /** A byte of the text in UTF-8; the index is not checked against {@link #length}. */
    public byte byteAt(int index) {
        return text.byteAt(index);
    }

    /** Eight bytes of the text in UTF-8 at an index below {@link #length}; those behind its end may be anything. */
    public long eightBytesAt(int index) {
        return text.eightBytesAt(index);
    }

    /** Copies the text's bytes in UTF-8 from index {@code from} up to {@code to} into {@code target}, at {@code at}. */
    public void copyTo(int from, int to, byte[] target, int at) {
        text.copyTo(from, to, target, at);
    }

    /**
     * The content's bytes as they stand in the file, a byte order mark included, a copy; only the head of a line that {@linkplain #isTooLong() is too long}. With
     * {@code charset=UTF-16} a byte order mark comes in front if the file has one that says how its lines are read, so that {@link #stored} can read them again.
     */
    public byte[] content() {
        return text.content(file, cut);
    }

    /**
     * The content as text, without a byte order mark at its start.
     *
     * @throws CharacterCodingException if some of the bytes are no text in the file's charset; nothing is replaced silently
     */
    public String text() throws CharacterCodingException {
        return text.strict();
    }

    /**
     * The content as text, without a byte order mark at its start, in which {@link #noText} stands for what is no text: what does not hold this character is as
     * it is in the file.
     */
    public String lenientText() {
        return text.decoded().text();
    }

    /** The character that stands in {@link #lenientText} for bytes that are no text in the file's charset, and for nothing else; absent if there are none. */
    public Optional<Character> noText() {
        return text.decoded().noText();
    }

    /** The content as text, without a byte order mark at its start; what is no text in it is replaced by U+FFFD, so that this is only to look at. */
    public String anyText() {
        return text.decoded().shown();
    }

    /** Whether each character of its file is more than one byte. */
    public boolean isWide() {
        return file.isWide();
    }

    /** Name of the charset of its file. */
    public String charsetName() {
        return file.charsetName();
    }

    /**
     * The same line, at the same place of its file, with other content: for a route's own steps before the insert. A line that {@linkplain
     * #isTooLong() is too long} stays as it is: of what is missing nothing can be made.
     */
    public LineRecord withText(String text) {
        if (isTooLong()) {
            return this;
        }
        return file.edited(number, firstByte, text).below(learnt);
    }

    /** A line of a file in UTF-8 that was stored earlier, with what is known of its place. */
    public static LineRecord stored(long number, long firstByte, long byteLength, byte[] content) {
        return stored(UTF_8, number, firstByte, byteLength, content);
    }

    /** A line that was stored earlier as {@link #content} gave it, with what is known of its place. */
    public static LineRecord stored(FileText file, long number, long firstByte, long byteLength, byte[] content) {
        return file.stored(number, firstByte, byteLength, content.clone());
    }

    /**
     * Bytes of UTF-8 that are no line of a file, but are read like one.
     *
     * @param bytes not copied: who changes them changes this
     */
    public static LineRecord over(byte[] bytes) {
        return new LineRecord(UTF_8, 0, 0, bytes.length, false, new LineText(bytes, 0, bytes.length));
    }

    /** Names the place, not the content: content does not belong in a log. */
    @Override
    public String toString() {
        return "line " + number + " at byte " + firstByte;
    }
}
