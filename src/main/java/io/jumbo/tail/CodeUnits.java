package io.jumbo.tail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * How a charset writes what stands at the end of a line and round it. Each is a unit: one byte, or two in UTF-16 and four in UTF-32.
 *
 * @param width bytes of a unit
 * @param bigEndian whether the higher byte of a unit comes first
 */
record CodeUnits(int width, boolean bigEndian, int lf, int cr, int blank, int tab) {

    /** Those of a charset whose order of bytes is told. */
    static CodeUnits of(Charset charset) {
        int width = width(charset);
        return new CodeUnits(
                width,
                !charset.name().endsWith("LE"),
                unit(charset, width, '\n'),
                unit(charset, width, '\r'),
                unit(charset, width, ' '),
                unit(charset, width, '\t'));
    }

    /** Bytes of a unit in a charset. */
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

    /** The unit at an index. */
    int at(byte[] bytes, int index) {
        int unit = 0;
        for (int i = 0; i < width; i++) {
            unit = (unit << Byte.SIZE) | (bytes[bigEndian ? index + i : index + width - 1 - i] & 0xFF);
        }
        return unit;
    }

    /** Whether a unit stands at an index. */
    boolean is(int unit, byte[] bytes, int index) {
        return index + width <= bytes.length && at(bytes, index) == unit;
    }

    /** Puts a unit of ASCII into bytes. */
    void put(int unit, byte[] bytes, int index) {
        for (int i = 0; i < width; i++) {
            bytes[index + i] = 0;
        }
        bytes[bigEndian ? index + width - 1 : index] = (byte) unit;
    }
}
