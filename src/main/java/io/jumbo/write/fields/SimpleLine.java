package io.jumbo.write.fields;

import io.jumbo.tail.EightBytes;
import io.jumbo.tail.LineRecord;
import java.nio.charset.CharacterCodingException;

/**
 * Finds the fields of lines that are simple: a whole line that is text; separated fields where no quote, NUL or carriage return is in the line.
 * Knows one line at a time. Not thread-safe.
 */
public final class SimpleLine extends LineFields {

    private static final long BACKSLASHES = EightBytes.of((byte) '\\');

    private final boolean separated;
    private final boolean anySimple;
    private final int fieldCount;

    private final ByteKinds kinds;

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
     * @param fieldCount how many a line must have, one more that is empty at its end aside; 0 if the line counts, not its fields
     * @param anySimple whether any line may be simple
     */
    SimpleLine(int fieldCount, FieldParser fields, boolean anySimple) {
        this.fieldCount = fieldCount;
        this.separated = fieldCount > 0 && fields.isSeparated();
        this.anySimple = anySimple && (separated || fieldCount <= 1);
        this.bounds = new int[fieldCount + 2];
        this.kinds = separated ? fields.bytes().orElseGet(ByteKinds::ofWholeLines) : ByteKinds.ofWholeLines();
        if (separated && anySimple && fields instanceof CsvFields csv) {
            delimiterIsEscaped = ByteKinds.isEscaped((byte) csv.delimiter());
            csv.quote().ifPresent(quote -> quotes = EightBytes.of((byte) quote.charValue()));
            delimiters = EightBytes.of((byte) csv.delimiter());
        }
    }

    /** Whether lines are cut at a delimiter; if not, a line is one field. */
    public boolean isSeparated() {
        return separated;
    }

    /** Looks at a line, and notes where its fields are if it is simple; returns whether it is. */
    @Override
    public boolean read(LineRecord line) {
        return anySimple && !line.isTooLong() && (isPlain(line) || isSimpleByteByByte(line));
    }

    @Override
    public LineRecord source(LineRecord line, int field) {
        return line;
    }

    @Override
    public int from(int field) {
        return separated ? bounds[field] : 0;
    }

    @Override
    public int to(int field) {
        return bounds[separated ? field + 1 : 1] - 1;
    }

    /** An empty one is, as {@link CsvFields} has it. */
    @Override
    public boolean isNull(int field) {
        return separated && from(field) == to(field);
    }

    @Override
    public boolean escapes() {
        return escapes;
    }

    /** Index of each field's first byte, and behind the last one's delimiter, if it had one. */
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
        int end = length;
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
                int next = i + EightBytes.first(ends) + 1;
                if (fields < fieldCount) {
                    bounds[fields++] = next;
                } else if (next == length) {
                    end = length - 1;
                } else {
                    return false;
                }
            }
        }
        return endFields(fields, end, end < length, false);
    }

    /** Looks at every byte once. */
    private boolean isSimpleByteByByte(LineRecord line) {
        int found = 0;
        int fields = 1;
        int length = line.length();
        int end = length;
        for (int i = 0; i < length; i++) {
            int kind = kinds.of(line.byteAt(i));
            if (kind == ByteKinds.DELIMITER) {
                if (fields < fieldCount) {
                    bounds[fields++] = i + 1;
                } else if (i + 1 == length) {
                    end = i;
                } else {
                    return false;
                }
            } else {
                found |= kind;
            }
        }
        return (found & (ByteKinds.NOT_SIMPLE | ByteKinds.NEVER)) == 0
                && endFields(fields, end, end < length, (found & ByteKinds.ESCAPED) != 0)
                && ((found & ByteKinds.BEYOND_ASCII) == 0 || isText(line));
    }

    /** Notes where the last field ends; returns whether so many are wanted. */
    private boolean endFields(int fields, int end, boolean emptyAtEnd, boolean fieldsEscape) {
        bounds[fields] = end + 1;
        escapes = fieldsEscape || (delimiterIsEscaped && (fields > 1 || emptyAtEnd));
        return !separated || fields == fieldCount;
    }

    static boolean isText(LineRecord line) {
        try {
            line.text();
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
