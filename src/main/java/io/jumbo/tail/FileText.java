package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * How text stands in files: its charset, and what ends a line. In UTF-16 and UTF-32 the file itself may say which byte of a unit comes first; see {@link
 * #of(byte[], boolean)}. Immutable and thread-safe.
 */
public final class FileText {

    /** How lines become UTF-8. */
    private enum Change {
        /** They are. */
        NEVER,
        /** Those in which all bytes are ASCII are. */
        BEYOND_ASCII,
        ALWAYS
    }

    private final Charset charset;
    private final LineEnd lineEnd;
    private final LineEnds lineEnds;
    private final Change change;

    /** Whether the file says which byte of a unit comes first. */
    private final boolean isOpen;

    private FileText(Charset charset, LineEnd lineEnd, boolean isOpen) {
        this.charset = charset;
        this.lineEnd = lineEnd;
        this.lineEnds = LineEnds.of(charset, lineEnd);
        this.isOpen = isOpen;
        this.change = charset.equals(StandardCharsets.UTF_8)
                ? Change.NEVER
                : isAsciiIn(charset) ? Change.BEYOND_ASCII : Change.ALWAYS;
    }

    /** Text in a charset; of UTF-16 and UTF-32 the higher byte comes first, unless the file says otherwise. */
    public static FileText of(Charset charset, LineEnd lineEnd) {
        return switch (charset.name().toUpperCase(Locale.ROOT)) {
            case "UTF-16" -> new FileText(StandardCharsets.UTF_16BE, lineEnd, true);
            case "UTF-32" -> new FileText(Charset.forName("UTF-32BE"), lineEnd, true);
            case "X-UTF-16LE-BOM" -> new FileText(StandardCharsets.UTF_16LE, lineEnd, false);
            case "X-UTF-32LE-BOM" -> new FileText(Charset.forName("UTF-32LE"), lineEnd, false);
            case "X-UTF-32BE-BOM" -> new FileText(Charset.forName("UTF-32BE"), lineEnd, false);
            default -> new FileText(charset, lineEnd, false);
        };
    }

    /** As the options of a watch have it. */
    public static FileText of(WatchOptions options) {
        return of(options.get(Option.CHARSET), options.get(Option.LINE_END));
    }

    /** In UTF-8. */
    public static FileText utf8(LineEnd lineEnd) {
        return of(StandardCharsets.UTF_8, lineEnd);
    }

    /** Whether each byte of ASCII is the same character in a charset, and no state in which it is another one. */
    private static boolean isAsciiIn(Charset charset) {
        String name = charset.name().toUpperCase(Locale.ROOT);
        if (name.startsWith("ISO-2022") || name.contains("AUTODETECT") || name.contains("COMPOUND")) {
            return false;
        }
        byte[] ascii = new byte[0x80];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) i;
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(ascii))
                    .toString()
                    .equals(new String(ascii, StandardCharsets.US_ASCII));
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The charset, for a person. */
    public String charsetName() {
        return charset.name();
    }

    /** What ends a line. */
    public LineEnd lineEnd() {
        return lineEnd;
    }

    LineEnds lineEnds() {
        return lineEnds;
    }

    /** Whether a character is more than a byte, whatever it is. */
    boolean isWide() {
        return lineEnds.width() > 1;
    }

    /**
     * The text of one file.
     *
     * @param head its first bytes, which may say which byte of a unit comes first
     * @param littleEndian what is believed if they do not
     */
    public FileText of(byte[] head, boolean littleEndian) {
        boolean isLittle =
                isOpen && ByteOrderMark.isLittleEndian(head, lineEnds.width()).orElse(littleEndian);
        return isOpen && isLittle != isLittleEndian() ? turned() : this;
    }

    /** With the other byte of each unit first; of charsets without such units the same. */
    FileText turned() {
        String name = charset.name();
        String family = name.substring(0, Math.max(0, name.length() - 2));
        return isWide()
                ? new FileText(Charset.forName(family + (isLittleEndian() ? "BE" : "LE")), lineEnd, isOpen)
                : this;
    }

    private boolean isLittleEndian() {
        return isWide() && charset.name().endsWith("LE");
    }

    /** Whether it is the file that has said that the lower byte of a unit comes first. */
    boolean isFoundLittleEndian() {
        return isOpen && isLittleEndian();
    }

    /** Decodes bytes of a file, without byte order marks in front. */
    Decoded decode(byte[] bytes, int from, int to, boolean complete) {
        Decoded decoded = Decoded.of(charset, bytes, from, to, complete);
        return new Decoded(ByteOrderMark.without(decoded.text()), decoded.noText());
    }

    /**
     * A line of a file.
     *
     * @param byteLength of its content; more than {@code to - from} where only the head was kept
     * @param bytes holds the content from {@code from} to {@code to}; not copied, never changed
     */
    LineRecord line(long number, long firstByte, long byteLength, byte[] bytes, int from, int to) {
        return line(number, firstByte, byteLength, byteLength > to - from, bytes, from, to);
    }

    /** The same of a line that may be cut though its parts have as many bytes. */
    LineRecord line(long number, long firstByte, long byteLength, boolean cut, byte[] bytes, int from, int to) {
        if (change == Change.NEVER || (change == Change.BEYOND_ASCII && EightBytes.areAscii(bytes, from, to))) {
            return new LineRecord(this, number, firstByte, byteLength, cut, new LineText(bytes, from, to));
        }
        Decoded decoded = decode(bytes, from, to, !cut);
        byte[] utf8 = decoded.text().getBytes(StandardCharsets.UTF_8);
        Original original = new Original(this, bytes, from, to, decoded.noText());
        return new LineRecord(this, number, firstByte, byteLength, cut, new LineText(utf8, original));
    }

    /**
     * A line that was kept elsewhere than in its file, as {@link #kept} has it.
     *
     * @param content not copied, never changed
     */
    LineRecord stored(long number, long firstByte, long byteLength, byte[] content) {
        boolean isUtf8 = !isUnicode() && ByteOrderMark.utf8(content, 0, content.length) > 0;
        FileText text = isUtf8 ? utf8(lineEnd) : of(content, false);
        return text.line(number, firstByte, byteLength, content, 0, content.length);
    }

    /**
     * Bytes of the content of a line such that they can be decoded without its file: with a byte order mark if only the file says which byte of a unit comes
     * first. A head is the shorter for it.
     */
    byte[] kept(byte[] bytes, int from, int to, boolean cut) {
        byte[] content = Arrays.copyOfRange(bytes, from, to);
        byte[] mark = ByteOrderMark.littleEndian(Math.max(Short.BYTES, lineEnds.width()));
        if (!isFoundLittleEndian() || ByteOrderMark.startsWith(content, mark)) {
            return content;
        }
        int length = cut ? Math.max(0, content.length - mark.length) : content.length;
        byte[] marked = Arrays.copyOf(mark, mark.length + length);
        System.arraycopy(content, 0, marked, mark.length, length);
        return marked;
    }

    /** A line with another text than in its file. Where the charset has not all the characters it is UTF-8 with a byte order mark, which {@link #stored} knows. */
    LineRecord edited(long number, long firstByte, String text) {
        boolean canAll =
                isUnicode() || (charset.canEncode() && charset.newEncoder().canEncode(text));
        byte[] content = canAll ? text.getBytes(charset) : ByteOrderMark.before(text.getBytes(StandardCharsets.UTF_8));
        return (canAll ? this : utf8(lineEnd)).line(number, firstByte, content.length, content, 0, content.length);
    }

    /** A line end in bytes. */
    byte[] lf() {
        byte[] lf = new byte[lineEnds.width()];
        lineEnds.putLf(lf, 0);
        return lf;
    }

    /** The number of bytes that byte order marks take where a line begins. */
    int marks(byte[] bytes, int from, int to) {
        int after = from;
        while (isWide() && lineEnds.isMark(bytes, after) && after < to) {
            after += lineEnds.width();
        }
        return isWide() ? after - from : ByteOrderMark.utf8(bytes, from, to);
    }

    private boolean isUnicode() {
        String name = charset.name();
        return name.startsWith("UTF-") || name.equals("CESU-8") || name.equals("GB18030");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileText that
                && charset.equals(that.charset)
                && lineEnd == that.lineEnd
                && isOpen == that.isOpen;
    }

    @Override
    public int hashCode() {
        return 31 * charset.hashCode() + lineEnd.hashCode();
    }

    @Override
    public String toString() {
        return charset.name() + (isOpen ? " or as the file says" : "") + ", " + lineEnd;
    }
}
