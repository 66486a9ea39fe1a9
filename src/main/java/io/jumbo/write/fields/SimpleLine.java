package io.jumbo.write.fields;

import io.jumbo.tail.EightBytes;
import io.jumbo.tail.LineRecord;
import java.nio.charset.CharacterCodingException;

/**
 * Finds the fields of lines that are simple: a whole line that is text; separated fields where no quote, NUL or carriage return is in the line.
 * Knows one line at a time. Not thread-safe.
 */
public final class SimpleLine {

    private static final byte DELIMITER = 1;
    private static final byte ESCAPED = 2;
    private static final byte BEYOND_ASCII = 4;
    private static final byte NOT_SIMPLE = 8;

    private static final long BACKSLASHES = EightBytes.of((byte) '\\');

    private final boolean separated;
    private final boolean anySimple;
    private final int fieldCount;

    /** What a byte is, other than a plain character. */
    private final byte[] kinds = new byte[256];

    /** Where the fields of the present line begin, and behind its last one, plus one. */
    private final int[] bounds;

    /** The delimiter, if there is one, and what else has a meaning among printable characters, eight times each. */
    private long delimiters;

    private long quotes = BACKSLASHES;

    private boolean escapes;
    private boolean delimiterIsEscaped;

    /**
     * For lines that are cut into fields.
     *
     * @param fieldCount how many a line must have; 0 if the line counts, not its fields
     */
    SimpleLine(int fieldCount, FieldParser fields) {
        this.fieldCount = fieldCount;
        this.separated = fieldCount > 0 && fields instanceof FieldParser.Csv;
        this.anySimple = separated ? ((FieldParser.Csv) fields).isAscii() : fieldCount <= 1;
        this.bounds = new int[fieldCount + 2];
        for (int b = 0; b < kinds.length; b++) {
            kinds[b] = b >= 0x80 ? BEYOND_ASCII : isEscaped((byte) b) ? ESCAPED : 0;
        }
        kinds[0] = NOT_SIMPLE;
        if (separated && anySimple) {
            FieldParser.Csv csv = (FieldParser.Csv) fields;
            kinds['\r'] = NOT_SIMPLE;
            kinds['\n'] = NOT_SIMPLE;
            delimiterIsEscaped = isEscaped((byte) csv.delimiter());
            csv.quote().ifPresent(quote -> {
                kinds[quote] = NOT_SIMPLE;
                quotes = EightBytes.of((byte) quote.charValue());
            });
            kinds[csv.delimiter()] = DELIMITER;
            delimiters = EightBytes.of((byte) csv.delimiter());
        }
    }

    /** Whether lines are cut at a delimiter; if not, a line is one field. */
    public boolean isSeparated() {
        return separated;
    }

    /** Looks at a line, and notes where its fields are if it is simple; returns whether it is. */
    public boolean read(LineRecord line) {
        return anySimple && !line.isTooLong() && (isPlain(line) || isSimpleByteByByte(line));
    }

    /** Index of a field's first byte in the line read last. */
    public int from(int field) {
        return separated ? bounds[field] : 0;
    }

    /** Index behind a field's last byte. */
    public int to(int field) {
        return bounds[separated ? field + 1 : 1] - 1;
    }

    /** Whether a field is NULL: an empty one is, as {@link FieldParser#csv} has it. */
    public boolean isNull(int field) {
        return separated && from(field) == to(field);
    }

    /** Whether a field of the line read last holds what COPY's text format escapes. */
    public boolean escapes() {
        return escapes;
    }

    /** Index of each field's first byte. */
    public int[] bounds() {
        return bounds;
    }

    /** Whether a field of the line read last is empty. */
    public boolean isAnyEmpty() {
        for (int i = 0; i < fieldCount; i++) {
            if (bounds[i + 1] - bounds[i] == 1) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line is simple, and printable ASCII without anything to escape: what most lines are, and eight bytes at once can tell. */
    private boolean isPlain(LineRecord line) {
        int fields = 1;
        int length = line.length();
        for (int i = 0; i < length; i += Long.BYTES) {
            long bytes = line.eightBytesAt(i);
            long ends = separated ? EightBytes.same(bytes, delimiters) : 0;
            long others = (EightBytes.notPrintable(bytes)
                            | EightBytes.same(bytes, quotes)
                            | EightBytes.same(bytes, BACKSLASHES))
                    & ~ends;
            if (length - i < Long.BYTES) {
                ends = EightBytes.ofFirst(length - i, ends);
                others = EightBytes.ofFirst(length - i, others);
            }
            if (others != 0) {
                return false;
            }
            for (; ends != 0; ends = EightBytes.withoutFirst(ends)) {
                if (fields == fieldCount) {
                    return false;
                }
                bounds[fields++] = i + EightBytes.first(ends) + 1;
            }
        }
        return endFields(fields, length, false);
    }

    /** Looks at every byte once. */
    private boolean isSimpleByteByByte(LineRecord line) {
        int found = 0;
        int fields = 1;
        int length = line.length();
        for (int i = 0; i < length; i++) {
            byte kind = kinds[line.byteAt(i) & 0xFF];
            if (kind == DELIMITER) {
                if (fields == fieldCount) {
                    return false;
                }
                bounds[fields++] = i + 1;
            } else {
                found |= kind;
            }
        }
        return (found & NOT_SIMPLE) == 0
                && endFields(fields, length, (found & ESCAPED) != 0)
                && ((found & BEYOND_ASCII) == 0 || isText(line));
    }

    /** Notes where the last field ends; returns whether so many are wanted. */
    private boolean endFields(int fields, int length, boolean fieldsEscape) {
        bounds[fields] = length + 1;
        escapes = fieldsEscape || (fields > 1 && delimiterIsEscaped);
        return !separated || fields == fieldCount;
    }

    private static boolean isText(LineRecord line) {
        try {
            line.text();
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Whether COPY's text format escapes a byte. */
    private static boolean isEscaped(byte value) {
        return value == '\\' || value == '\t' || value == '\r' || value == '\n';
    }
}
