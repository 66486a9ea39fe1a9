package io.jumbo.tail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a line says, as UTF-8, and the bytes of its file that say it. Without byte order marks at its start, except in {@link #content}. Immutable. */
final class LineText {

    /** UTF-8, from {@link #start} to {@link #end}; of a file in UTF-8, or of a line of ASCII, these are bytes of the file. */
    private final byte[] bytes;

    /** Where the content begins: the text, or byte order marks in front of it. */
    private final int contentStart;

    private final int start;
    private final int end;

    /** The content in its own charset, where {@link #bytes} are others. */
    private final Optional<Original> original;

    /**
     * Content that is UTF-8 in its file.
     *
     * @param bytes holds it from {@code start} to {@code end}; not copied, never changed
     */
    LineText(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.contentStart = start;
        this.start = start + ByteOrderMark.utf8(bytes, start, end);
        this.end = end;
        this.original = Optional.empty();
    }

    /** Content that is no UTF-8 in its file, and its text as UTF-8. */
    LineText(byte[] utf8, Original original) {
        this.bytes = utf8;
        this.contentStart = 0;
        this.start = 0;
        this.end = utf8.length;
        this.original = Optional.of(original);
    }

    /** Bytes of UTF-8. */
    int length() {
        return end - start;
    }

    /** A byte of UTF-8; the index is not checked against {@link #length}. */
    byte byteAt(int index) {
        return bytes[start + index];
    }

    /** Eight bytes of UTF-8 at an index below {@link #length}; those behind its end may be anything. */
    long eightBytesAt(int index) {
        int at = start + index;
        return at + Long.BYTES <= bytes.length ? EightBytes.at(bytes, at) : EightBytes.last(bytes, at, bytes.length);
    }

    /** Copies UTF-8 from index {@code from} up to {@code to} into {@code target}, at {@code at}. */
    void copyTo(int from, int to, byte[] target, int at) {
        System.arraycopy(bytes, start + from, target, at, to - from);
    }

    /** Writes its bytes as they stand in its file. */
    void writeTo(ByteArrayOutputStream out) {
        original.ifPresentOrElse(
                other -> out.write(other.bytes(), other.textFrom(), other.to() - other.textFrom()),
                () -> out.write(bytes, start, length()));
    }

    /** A copy of the bytes as they stand in its file, as {@link FileText#kept}. */
    byte[] content(FileText file, boolean cut) {
        return original.map(other -> file.kept(other.bytes(), other.from(), other.to(), cut))
                .orElseGet(() -> file.kept(bytes, contentStart, end, cut));
    }

    /**
     * The text.
     *
     * @throws CharacterCodingException if some of the bytes are no text in the file's charset
     */
    String strict() throws CharacterCodingException {
        if (original.isPresent()) {
            if (original.get().noText().isPresent()) {
                throw new MalformedInputException(1);
            }
            return utf8();
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, start, end - start))
                .toString();
    }

    /** The text, also if some of the bytes are none. */
    Decoded decoded() {
        return original.map(other -> new Decoded(utf8(), other.noText()))
                .orElseGet(() -> Decoded.of(StandardCharsets.UTF_8, bytes, start, end, true));
    }

    private String utf8() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
