package io.jumbo.tail;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at once, as one number whose lowest byte is the first of them. What is found is marked by the highest bit of each byte in question, all
 * other bits 0. Pure.
 *
 * @see <a href="https://doi.org/10.1145/360933.360994">Lamport: Multiple byte processing with full-word instructions, 1975</a>
 */
public final class EightBytes {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW = ~HIGH;
    private static final int FIRST_PRINTABLE = 0x20;

    private EightBytes() {}

    /** The bytes of an array from an index on; there must be eight. */
    static long at(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    /** The bytes of an array from an index up to another one, fewer than eight, and NUL behind them. */
    static long last(byte[] bytes, int from, int to) {
        long last = 0;
        for (int i = to - 1; i >= from; i--) {
            last = (last << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return last;
    }

    /** Eight times the same byte. */
    public static long of(byte value) {
        return (value & 0xFF) * 0x0101010101010101L;
    }

    /** Marks the bytes that are the same in both. */
    public static long same(long bytes, long others) {
        long differences = bytes ^ others;
        // The sum sets the highest bit where a lower one differs, and never carries into the next byte.
        return ~(((differences & LOW) + LOW) | differences) & HIGH;
    }

    /** Marks control characters, but not DEL, and what is not ASCII. */
    public static long notPrintable(long bytes) {
        return (~((bytes & LOW) + of((byte) (0x80 - FIRST_PRINTABLE))) | bytes) & HIGH;
    }

    /** Whether all bytes from an index up to another one are ASCII. */
    static boolean areAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to && (at(bytes, i) & HIGH) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i == to;
    }

    /** The index of the first marked byte, from 0; 8 if none is. */
    public static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) / Byte.SIZE;
    }

    /** The marks without the first one. */
    public static long withoutFirst(long marks) {
        return marks & (marks - 1);
    }

    /** The marks of the first {@code count} bytes, fewer than eight. */
    public static long ofFirst(int count, long marks) {
        return marks & ((1L << (count * Byte.SIZE)) - 1);
    }
}
