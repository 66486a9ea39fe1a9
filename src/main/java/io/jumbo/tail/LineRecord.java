package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
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

    private final long number;
    private final long firstByte;
    private final long byteLength;
    private final FileText file;

    /** The text as UTF-8, from {@link #start} to {@link #end}; of a file in UTF-8, or of a line of ASCII, these are bytes of the file. */
    private final byte[] bytes;

    /** Where the content begins: the text, or byte order marks in front of it. */
    private final int contentStart;

    private final int start;
    private final int end;

    /** The content in its own charset, where {@link #bytes} are others. */
    private final Optional<Original> original;

    private final Learnt learnt;

    /** Whether there is more of it than was kept. */
    private final boolean cut;

    /**
     * A line whose bytes are UTF-8.
     *
     * @param number of the line in its file, from 1
     * @param firstByte offset of the line's first byte in its file, that of a byte order mark if it begins with one
     * @param byteLength bytes of the content in the file
     * @param cut whether only its head was kept
     * @param bytes holds the content from {@code start} to {@code end}; not copied, never changed
     */
    LineRecord(
            FileText file,
            long number,
            long firstByte,
            long byteLength,
            boolean cut,
            byte[] bytes,
            int start,
            int end) {
        this.file = file;
        this.number = number;
        this.firstByte = firstByte;
        this.byteLength = byteLength;
        this.cut = cut;
        this.bytes = bytes;
        this.contentStart = start;
        this.start = start + ByteOrderMark.utf8(bytes, start, end);
        this.end = end;
        this.original = Optional.empty();
        this.learnt = Learnt.NOTHING;
    }

    /** A line that was no UTF-8, and its text as UTF-8. */
    LineRecord(long number, long firstByte, long byteLength, boolean cut, byte[] text, Original original) {
        this(
                original.text(),
                number,
                firstByte,
                byteLength,
                cut,
                text,
                0,
                0,
                text.length,
                Optional.of(original),
                Learnt.NOTHING);
    }

    private LineRecord(
            FileText file,
            long number,
            long firstByte,
            long byteLength,
            boolean cut,
            byte[] bytes,
            int contentStart,
            int start,
            int end,
            Optional<Original> original,
            Learnt learnt) {
        this.file = file;
        this.number = number;
        this.firstByte = firstByte;
        this.byteLength = byteLength;
        this.cut = cut;
        this.bytes = bytes;
        this.contentStart = contentStart;
        this.start = start;
        this.end = end;
        this.original = original;
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
            line.original.ifPresentOrElse(
                    other -> content.write(other.bytes(), other.textFrom(), other.to() - other.textFrom()),
                    () -> content.write(line.bytes, line.start, line.length()));
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
        return new LineRecord(
                file, number, firstByte, byteLength, cut, bytes, contentStart, start, end, original, above);
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
        return start == end && !cut;
    }

    /** Bytes of UTF-8 that were kept of the text. */
    public int length() {
        return end - start;
    }

    /** A byte of the text in UTF-8; the index is not checked against {@link #length}. */
    public byte byteAt(int index) {
        return bytes[start + index];
    }

    /** Eight bytes of the text in UTF-8 at an index below {@link #length}; those behind its end may be anything. */
    public long eightBytesAt(int index) {
        int at = start + index;
        return at + Long.BYTES <= bytes.length ? EightBytes.at(bytes, at) : EightBytes.last(bytes, at, bytes.length);
    }

    /** Copies the text's bytes in UTF-8 from index {@code from} up to {@code to} into {@code target}, at {@code at}. */
    public void copyTo(int from, int to, byte[] target, int at) {
        System.arraycopy(bytes, start + from, target, at, to - from);
    }

    /**
     * The content's bytes as they stand in the file, a byte order mark included, a copy; only the head of a line that {@linkplain #isTooLong() is too long}. With
     * {@code charset=UTF-16} a byte order mark comes in front if the file has one that says how its lines are read, so that {@link #stored} can read them again.
     */
    public byte[] content() {
        return original.map(other -> file.kept(other.bytes(), other.from(), other.to(), cut))
                .orElseGet(() -> file.kept(bytes, contentStart, end, cut));
    }

    /**
     * The content as text, without a byte order mark at its start.
     *
     * @throws CharacterCodingException if some of the bytes are no text in the file's charset; nothing is replaced silently
     */
    public String text() throws CharacterCodingException {
        if (original.isPresent()) {
            if (original.get().noText().isPresent()) {
                throw new MalformedInputException(1);
            }
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, start, end - start))
                .toString();
    }

    /**
     * The content as text, without a byte order mark at its start, in which {@link #noText} stands for what is no text: what does not hold this character is as
     * it is in the file.
     */
    public String lenientText() {
        return decoded().text();
    }

    /** The character that stands in {@link #lenientText} for bytes that are no text in the file's charset, and for nothing else; absent if there are none. */
    public Optional<Character> noText() {
        return decoded().noText();
    }

    /** The content as text, without a byte order mark at its start; what is no text in it is replaced by U+FFFD, so that this is only to look at. */
    public String anyText() {
        return decoded().shown();
    }

    private Decoded decoded() {
        return original.isPresent()
                ? new Decoded(
                        new String(bytes, start, end - start, StandardCharsets.UTF_8),
                        original.get().noText())
                : Decoded.of(StandardCharsets.UTF_8, bytes, start, end, true);
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
        return new LineRecord(UTF_8, 0, 0, bytes.length, false, bytes, 0, bytes.length);
    }

    /** Names the place, not the content: content does not belong in a log. */
    @Override
    public String toString() {
        return "line " + number + " at byte " + firstByte;
    }
}
