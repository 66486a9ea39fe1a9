package io.jumbo.tail;

/** Tells UTF-16 by its bytes, where another charset is expected. Pure. */
final class Utf16Guess {

    /** The least that UTF-16 without a mark is told from: three characters. */
    private static final int LEAST = 6;

    private static final int MOST = 256;

    private Utf16Guess() {}

    /** Whether bytes begin with the byte order mark of UTF-16, or every second one of the first {@value #MOST} is NUL, and no other. */
    static boolean isRight(byte[] head) {
        if (ByteOrderMark.isLittleEndian(head, Short.BYTES).isPresent()) {
            return true;
        }
        int pairs = Math.min(head.length, MOST) / 2;
        return pairs >= LEAST / 2 && (isPaired(head, pairs, 0) || isPaired(head, pairs, 1));
    }

    private static boolean isPaired(byte[] head, int pairs, int text) {
        for (int i = 0; i < 2 * pairs; i += 2) {
            if (head[i + 1 - text] != 0 || !LinelessBytes.isText(head[i + text])) {
                return false;
            }
        }
        return true;
    }

    /** The charset of bytes that {@linkplain #isRight look like UTF-16}. */
    static String charset(byte[] head) {
        if (ByteOrderMark.startsWith(head, ByteOrderMark.littleEndian(Integer.BYTES))) {
            return "UTF-32";
        } else if (ByteOrderMark.isLittleEndian(head, Short.BYTES).isPresent()) {
            return "UTF-16";
        }
        return head[0] == 0 ? "UTF-16BE" : "UTF-16LE";
    }
}
