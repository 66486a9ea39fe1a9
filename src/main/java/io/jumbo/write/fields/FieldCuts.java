package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;

/** Where the fields of a line are, as far as they are needed, found byte by byte. Knows one line at a time. Not thread-safe. */
final class FieldCuts {

    private final int needed;
    private final boolean exact;
    private final ByteKinds kinds;
    private final boolean trim;
    private final int[] starts;
    private final int[] ends;
    private boolean escapes;

    /**
     * @param needed so many fields
     * @param exact whether there must be no more of them
     * @param trim whether blanks are none of a field
     */
    FieldCuts(int needed, boolean exact, ByteKinds kinds, boolean trim) {
        this.needed = needed;
        this.exact = exact;
        this.kinds = kinds;
        this.trim = trim;
        this.starts = new int[needed];
        this.ends = new int[needed];
    }

    /** Notes where the fields are that are needed; returns whether it can be told, and they are all there. */
    boolean find(LineRecord line) {
        return kinds.areRuns() ? cutAtRuns(line) : cut(line);
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    /** Whether a byte of the line has to be escaped for COPY. */
    boolean escapes() {
        return escapes;
    }

    private boolean cut(LineRecord line) {
        int length = line.length();
        int field = 0;
        int begin = 0;
        int found = 0;
        for (int i = 0; i < length; i++) {
            int kind = kinds.of(line.byteAt(i));
            if (kind != ByteKinds.DELIMITER) {
                found |= field < needed || exact ? kind : kind & ByteKinds.ANYWHERE;
            } else if (field < needed) {
                end(field++, begin, i);
                begin = i + 1;
            } else if (exact) {
                return false;
            }
        }
        if (field < needed) {
            end(field++, begin, length);
        } else if (exact && !isEmpty(line, begin, length)) {
            return false;
        }
        return field == needed && isSimple(line, found);
    }

    private boolean isEmpty(LineRecord line, int begin, int end) {
        int at = begin;
        while (trim && at < end && Blanks.is(line.byteAt(at))) {
            at++;
        }
        return at == end;
    }

    private boolean cutAtRuns(LineRecord line) {
        int length = line.length();
        int field = 0;
        int begin = -1;
        int found = 0;
        for (int i = 0; i < length; i++) {
            int kind = kinds.of(line.byteAt(i));
            if (kind == ByteKinds.DELIMITER) {
                if (begin >= 0) {
                    end(field++, begin, i);
                    begin = -1;
                }
            } else {
                begin = begin < 0 ? i : begin;
                found |= field < needed || exact ? kind : kind & ByteKinds.ANYWHERE;
            }
        }
        if (begin >= 0) {
            end(field++, begin, length);
        }
        return (exact ? field == needed : field >= needed) && isSimple(line, found);
    }

    private void end(int field, int begin, int end) {
        if (field < needed) {
            starts[field] = begin;
            ends[field] = end;
        }
    }

    private boolean isSimple(LineRecord line, int found) {
        escapes = (found & ByteKinds.ESCAPED) != 0;
        return (found & (ByteKinds.NOT_SIMPLE | ByteKinds.NEVER)) == 0
                && ((found & ByteKinds.BEYOND_ASCII) == 0 || SimpleLine.isText(line));
    }
}
