package io.jumbo.tail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A text that was bytes.
 *
 * @param text in which what was no text is one character
 * @param noText that character, which nothing else in the text is; absent if all of it was text
 */
record Decoded(String text, Optional<Character> noText) {

    private static final byte FIRST_LETTER = '@';
    private static final char REPLACED = '\uFFFD';

    /**
     * Decodes {@code bytes[from..to)}.
     *
     * @param complete whether no more bytes follow: if not, a part of a character at the end is left out
     */
    static Decoded of(Charset charset, byte[] bytes, int from, int to, boolean complete) {
        String text = new String(bytes, from, to - from, charset);
        return text.indexOf(REPLACED) < 0
                ? new Decoded(text, Optional.empty())
                : of(charset, ByteBuffer.wrap(bytes, from, to - from), complete, notIn(text));
    }

    private static Decoded of(Charset charset, ByteBuffer bytes, boolean complete, char noText) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        StringBuilder text = new StringBuilder();
        CharBuffer part = CharBuffer.allocate(bytes.remaining() + Long.BYTES);
        boolean isText = true;
        CoderResult result;
        do {
            result = decoder.decode(bytes, part, complete);
            text.append(part.flip());
            part.clear();
            if (result.isError()) {
                isText = false;
                text.append(noText);
                bytes.position(bytes.position() + length(result, bytes, CodeUnits.width(charset)));
            }
        } while (!result.isUnderflow());
        if (complete) {
            decoder.flush(part);
            text.append(part.flip());
        }
        return new Decoded(text.toString(), isText ? Optional.empty() : Optional.of(noText));
    }

    /** Bytes to pass over. A delimiter behind a wrong byte is none of them, though some decoders count two bytes as one that is wrong. */
    private static int length(CoderResult wrong, ByteBuffer bytes, int width) {
        int length = wrong.length();
        for (int i = 1; width == 1 && bytes.get(bytes.position()) < 0 && i < length; i++) {
            byte next = bytes.get(bytes.position() + i);
            if (next >= 0 && next < FIRST_LETTER) {
                return i;
            }
        }
        return length;
    }

    /** A character that stands for none, or whose meaning nobody has agreed on, and that a text does not hold. */
    private static char notIn(String text) {
        return (char) IntStream.concat(IntStream.rangeClosed(0xFDD0, 0xFDEF), IntStream.rangeClosed(0xE000, 0xF8FF))
                .filter(character -> text.indexOf(character) < 0)
                .findFirst()
                .orElse(REPLACED);
    }

    /** To look at: what was no text is U+FFFD. */
    String shown() {
        return noText.map(character -> text.replace(character, REPLACED)).orElse(text);
    }
}
