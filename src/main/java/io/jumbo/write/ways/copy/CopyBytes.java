package io.jumbo.write.ways.copy;

import java.util.Arrays;

/** What is to be sent to a COPY next. Grows as needed. Not thread-safe. */
abstract sealed class CopyBytes permits CopyText, CopyBinary {

    byte[] bytes;
    int length;

    CopyBytes(int capacity) {
        bytes = new byte[capacity];
    }

    final byte[] bytes() {
        return bytes;
    }

    final int length() {
        return length;
    }

    final void clear() {
        length = 0;
    }

    /** What comes before all rows. */
    abstract byte[] header();

    /** Appends what comes behind all rows. */
    abstract void endRows();

    /** Makes room for so many bytes more. */
    final void makeRoom(int most) {
        if (bytes.length - length < most) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + most));
        }
    }
}
