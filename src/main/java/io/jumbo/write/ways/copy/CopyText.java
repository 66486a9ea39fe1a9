package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import java.nio.charset.StandardCharsets;

/**
 * Rows in COPY's text format, being written: fields separated by tabs, rows ended by LF, backslash escapes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Text Format</a>
 */
public final class CopyText extends CopyBytes {

    private static final byte[] NULL = {'\\', 'N'};

    private boolean inRow;

    CopyText(int capacity) {
        super(capacity);
    }

    @Override
    byte[] header() {
        return new byte[0];
    }

    @Override
    void endRows() {
        // Their end is the end of what is sent.
    }

    /** A field; null is NULL. */
    void field(String value) {
        if (value == null) {
            nothing();
        } else {
            field(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A field given as UTF-8. */
    void field(byte[] value) {
        begin(value.length);
        for (byte each : value) {
            put(each);
        }
    }

    /** A field that is a number. */
    void field(long number) {
        field(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** A field that is a stretch of a line. */
    void field(LineRecord line, int from, int to) {
        begin(to - from);
        for (int i = from; i < to; i++) {
            put(line.byteAt(i));
        }
    }

    /** A field that is a stretch of a line in which nothing has to be escaped. */
    void plainField(LineRecord line, int from, int to) {
        begin(to - from);
        line.copyTo(from, to, bytes, length);
        length += to - from;
    }

    /**
     * All fields of a line, in their order, in which nothing has to be escaped.
     *
     * @param bounds index of each field's first byte, and one more behind the last field's end; there is a delimiter before all but the first
     */
    void plainFields(LineRecord line, int[] bounds, int fields) {
        int all = bounds[fields] - 1;
        begin(all);
        line.copyTo(0, all, bytes, length);
        for (int i = 1; i < fields; i++) {
            bytes[length + bounds[i] - 1] = '\t';
        }
        length += all;
    }

    /** The field NULL. */
    void nothing() {
        begin(0);
        bytes[length++] = NULL[0];
        bytes[length++] = NULL[1];
    }

    void endRow() {
        bytes[length++] = '\n';
        inRow = false;
    }

    private void put(byte value) {
        switch (value) {
            case '\\' -> escaped((byte) '\\');
            case '\t' -> escaped((byte) 't');
            case '\r' -> escaped((byte) 'r');
            case '\n' -> escaped((byte) 'n');
            default -> bytes[length++] = value;
        }
    }

    private void escaped(byte letter) {
        bytes[length++] = '\\';
        bytes[length++] = letter;
    }

    /** Makes room for a field of so many bytes, each escaped at worst, and for what surrounds it. */
    private void begin(int fieldBytes) {
        makeRoom(2 * fieldBytes + 4);
        if (inRow) {
            bytes[length++] = '\t';
        }
        inRow = true;
    }
}
