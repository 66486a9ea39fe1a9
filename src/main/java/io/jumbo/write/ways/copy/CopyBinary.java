package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Rows in COPY's binary format, being written: what {@link PlainType} knows the server's own form of. The server has nothing to parse then.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
public final class CopyBinary extends CopyBytes {

    /** A signature, no flags, no extension. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final int NULL = -1;
    private static final int END = -1;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    CopyBinary(int capacity) {
        super(capacity);
    }

    @Override
    byte[] header() {
        return HEADER;
    }

    @Override
    void endRows() {
        makeRoom(Short.BYTES);
        putShort(END);
    }

    /** Begins a row of so many fields. */
    void beginRow(int fields) {
        makeRoom(Short.BYTES);
        putShort(fields);
    }

    /** Takes back what was appended since there were so many bytes. */
    void backTo(int length) {
        this.length = length;
    }

    /** The field NULL. */
    void nothing() {
        makeRoom(Integer.BYTES);
        putInt(NULL);
    }

    /** A field whose form is the stretch of a line itself. */
    void field(LineRecord line, int from, int to) {
        beginField(to - from);
        line.copyTo(from, to, bytes, length);
        length += to - from;
    }

    void field(boolean value) {
        beginField(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void field(short value) {
        beginField(Short.BYTES);
        putShort(value);
    }

    void field(int value) {
        beginField(Integer.BYTES);
        putInt(value);
    }

    void field(long value) {
        beginField(Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    /** Begins a field of so many bytes, for which there is room then. */
    void beginField(int fieldBytes) {
        makeRoom(Integer.BYTES + fieldBytes);
        putInt(fieldBytes);
    }

    /** The lower half of a number, where a field was begun with room for it. */
    void putShort(int value) {
        SHORT.set(bytes, length, (short) value);
        length += Short.BYTES;
    }

    private void putInt(int value) {
        INT.set(bytes, length, value);
        length += Integer.BYTES;
    }
}
