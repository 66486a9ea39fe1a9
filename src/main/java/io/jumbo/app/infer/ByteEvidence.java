package io.jumbo.app.infer;

import java.io.ByteArrayOutputStream;

/**
 * What the bytes of a file say of its charset and its line ends. It is fed with all of them, block by block, and keeps counters, the beginning, and the
 * lines with bytes beyond ASCII. Not thread-safe.
 */
final class ByteEvidence {

    /** So many bytes of the beginning, and of such lines, are kept. */
    private static final int KEPT = 64 * 1024;

    private static final int LONGEST = 400;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream beyondAscii = new ByteArrayOutputStream();
    private final byte[] line = new byte[LONGEST];
    private int lineSize;
    private boolean lineIsBeyond;
    private long size;
    private final long[] nuls = new long[2];
    private long feeds;
    private long returns;
    private long pairs;
    private long high;
    private int previous = -1;
    private int continuations;
    private boolean utf8 = true;

    void accept(byte[] block, int length) {
        head.write(block, 0, Math.min(length, KEPT - head.size()));
        boolean beyond = continuations > 0 || isBeyondAscii(block, length);
        for (int i = 0; i < length; i++) {
            int b = block[i] & 0xFF;
            if (b < ' ') {
                control(b, size + i, i > 0 ? block[i - 1] : previous);
            }
        }
        for (int i = 0; i < length && beyond; i++) {
            int b = block[i] & 0xFF;
            if (b >= 0x80 || continuations > 0) {
                text(b);
            }
        }
        for (int i = beyond ? 0 : lastLine(block, length); i < length && beyondAscii.size() < KEPT; i++) {
            keep(block[i] & 0xFF);
        }
        previous = length > 0 ? block[length - 1] : previous;
        size += length;
    }

    private static boolean isBeyondAscii(byte[] block, int length) {
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= block[i];
        }
        return all < 0;
    }

    /** Where the line end stands in front of the last line of a block of ASCII: what precedes it need not be kept. */
    private int lastLine(byte[] block, int length) {
        int at = length;
        while (at > 0 && block[at - 1] != '\n' && block[at - 1] != '\r') {
            at--;
        }
        return lineIsBeyond ? 0 : Math.max(0, at - 1);
    }

    private void control(int b, long at, int before) {
        if (b == '\n') {
            feeds++;
            pairs += before == '\r' ? 1 : 0;
        } else if (b == '\r') {
            returns++;
        } else if (b == 0) {
            nuls[(int) (at & 1)]++;
        }
    }

    private void text(int b) {
        high += b >= 0x80 ? 1 : 0;
        if (continuations > 0) {
            utf8 &= (b & 0xC0) == 0x80;
            continuations--;
        } else if (b >= 0xC2 && b < 0xF5) {
            continuations = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        } else {
            utf8 = false;
        }
    }

    private void keep(int b) {
        boolean ends = b == '\n' || b == '\r';
        lineIsBeyond |= b >= 0x80;
        if (!ends && lineSize < LONGEST) {
            line[lineSize++] = (byte) b;
        }
        if (ends) {
            keepLine();
        }
    }

    private void keepLine() {
        if (lineIsBeyond) {
            beyondAscii.write(line, 0, lineSize);
            beyondAscii.write('\n');
        }
        lineSize = 0;
        lineIsBeyond = false;
    }

    byte[] head() {
        return head.toByteArray();
    }

    /** Lines that hold bytes beyond ASCII. */
    byte[] beyondAscii() {
        keepLine();
        return beyondAscii.toByteArray();
    }

    long size() {
        return size;
    }

    boolean isAscii() {
        return high == 0;
    }

    boolean isUtf8() {
        return utf8;
    }

    /** The share of NULs among the bytes at even places, or at odd ones. */
    double nuls(int parity) {
        return size < 2 ? 0 : nuls[parity] / (size / 2.0);
    }

    long feeds() {
        return feeds;
    }

    /** Carriage returns without a line feed behind them. */
    long loneReturns() {
        return returns - pairs;
    }
}
