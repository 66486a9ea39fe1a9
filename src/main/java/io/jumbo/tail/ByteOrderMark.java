package io.jumbo.tail;

import java.util.Arrays;
import java.util.Optional;

/** What programs put in front of a text to say how it is encoded; some of them in front of each line, since they open their file anew for it. Pure. */
final class ByteOrderMark {

    /** As it is decoded. */
    static final char CHARACTER = '\uFEFF';

    private static final byte[] UTF_8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private ByteOrderMark() {}

    /** The number of bytes that marks of UTF-8 take at {@code start}, where a line begins: 0, seldom 3, hardly ever more. */
    static int utf8(byte[] bytes, int start, int end) {
        int after = start;
        while (after < end && bytes[after] == UTF_8[0] && isUtf8(bytes, after, end)) {
            after += UTF_8.length;
        }
        return after - start;
    }

    private static boolean isUtf8(byte[] bytes, int start, int end) {
        int after = start + UTF_8.length;
        return after <= end && Arrays.equals(bytes, start, after, UTF_8, 0, UTF_8.length);
    }

    /** Bytes of UTF-8 with a mark in front. */
    static byte[] before(byte[] utf8) {
        byte[] marked = Arrays.copyOf(UTF_8, UTF_8.length + utf8.length);
        System.arraycopy(utf8, 0, marked, UTF_8.length, utf8.length);
        return marked;
    }

    /** Whether a mark in units of so many bytes, two or four, says that the lower byte comes first; nothing if there is no mark. */
    static Optional<Boolean> isLittleEndian(byte[] head, int width) {
        if (startsWith(head, littleEndian(width))) {
            return Optional.of(true);
        }
        return startsWith(head, reversed(littleEndian(width))) ? Optional.of(false) : Optional.empty();
    }

    /** The mark in units of so many bytes of which the lower comes first. */
    static byte[] littleEndian(int width) {
        byte[] mark = new byte[width];
        mark[0] = (byte) 0xFF;
        mark[1] = (byte) 0xFE;
        return mark;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    /** A text without the marks in front of it. */
    static String without(String text) {
        int after = 0;
        while (after < text.length() && text.charAt(after) == CHARACTER) {
            after++;
        }
        return text.substring(after);
    }
}
