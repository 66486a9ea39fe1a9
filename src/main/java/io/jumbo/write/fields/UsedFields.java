package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds those fields of a line that a statement uses, and makes values of them, byte by byte: by name and position, trimmed, with null values and decimal commas. Says
 * no where {@link RowParser} must look at the line. Knows one line at a time. Not thread-safe.
 */
final class UsedFields extends LineFields {

    private final ByteKinds kinds;
    private final int needed;
    private final boolean exact;
    private final int[] indexes;
    private final boolean[] numbers;
    private final boolean trim;
    private final byte[][] nulls;
    private final NumberForm form;

    /** The separators of the form that are not the server's; a NUL where it has none. */
    private final byte decimal;

    private final byte thousands;
    private final boolean asciiForm;

    /** Where the fields of the line are, as far as they are needed. */
    private final int[] starts;

    private final int[] ends;

    /** Where the values of the placeholders are. */
    private final int[] from;

    private final int[] to;
    private final boolean[] rewritten;
    private byte[] scratch = new byte[64];
    private LineRecord scratchLine = LineRecord.over(scratch);
    private int scratched;
    private boolean escapes;
    private final Stretch stretch = new Stretch();

    /**
     * @param bound whose fields
     * @param numbers whether each of them is a number in another form than the server's
     */
    UsedFields(Bound bound, ByteKinds kinds, ValueRules rules, boolean[] numbers) {
        this.kinds = kinds;
        this.needed = bound.fields();
        this.exact = bound.exact();
        this.indexes = bound.indexes().stream().mapToInt(Integer::intValue).toArray();
        this.numbers = numbers.clone();
        this.trim = rules.trim();
        this.nulls = bytes(rules.nulls());
        this.form = rules.numbers();
        this.decimal = (byte) (form.decimal() == '.' ? 0 : form.decimal());
        this.asciiForm = form.isAscii();
        this.thousands = (byte) (asciiForm ? form.thousands().orElse('\0') : 0);
        this.starts = new int[needed];
        this.ends = new int[needed];
        this.from = new int[indexes.length];
        this.to = new int[indexes.length];
        this.rewritten = new boolean[indexes.length];
    }

    private static byte[][] bytes(List<String> nulls) {
        return nulls.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    @Override
    public boolean read(LineRecord line) {
        if (line.isTooLong() || !(kinds.areRuns() ? cutAtRuns(line) : cut(line))) {
            return false;
        }
        scratched = 0;
        for (int i = 0; i < indexes.length; i++) {
            if (!value(line, i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public LineRecord source(LineRecord line, int field) {
        return rewritten[field] ? scratchLine : line;
    }

    @Override
    public int from(int field) {
        return from[field];
    }

    @Override
    public int to(int field) {
        return to[field];
    }

    @Override
    public boolean isNull(int field) {
        return from[field] == to[field];
    }

    @Override
    public boolean escapes() {
        return escapes;
    }

    /** Notes where the fields are that are needed; returns whether it can be told, and they are all there. */
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

    /** Notes where the value of a placeholder is; returns whether it can be told. */
    private boolean value(LineRecord line, int i) {
        int begin = starts[indexes[i]];
        int end = ends[indexes[i]];
        if (trim || nulls.length > 0) {
            int first = begin;
            int last = end;
            while (first < last && Blanks.is(line.byteAt(first))) {
                first++;
            }
            while (last > first && Blanks.is(line.byteAt(last - 1))) {
                last--;
            }
            if (isNullValue(line, first, last)) {
                begin = end;
            } else if (trim) {
                begin = first;
                end = last;
            }
        }
        from[i] = begin;
        to[i] = end;
        rewritten[i] = false;
        return !numbers[i] || number(line, i);
    }

    private boolean isNullValue(LineRecord line, int begin, int end) {
        for (byte[] text : nulls) {
            if (text.length == end - begin) {
                int at = 0;
                while (at < text.length && text[at] == line.byteAt(begin + at)) {
                    at++;
                }
                if (at == text.length) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Rewrites a number that is not in the server's form. */
    private boolean number(LineRecord line, int i) {
        stretch.of(line, from[i], to[i]);
        boolean other = false;
        for (int at = from[i]; at < to[i]; at++) {
            byte value = line.byteAt(at);
            if (value < 0 && !asciiForm) {
                return false;
            }
            other |= value == decimal || value == thousands;
        }
        if (other && form.isNumber(stretch)) {
            int begin = scratched;
            makeRoom(to[i] - from[i]);
            for (int at = from[i]; at < to[i]; at++) {
                int put = form.plain((char) (line.byteAt(at) & 0xFF));
                if (put >= 0) {
                    scratch[scratched++] = (byte) put;
                }
            }
            from[i] = begin;
            to[i] = scratched;
            rewritten[i] = true;
        }
        return true;
    }

    private void makeRoom(int bytes) {
        if (scratched + bytes > scratch.length) {
            scratch = Arrays.copyOf(scratch, 2 * (scratched + bytes));
            scratchLine = LineRecord.over(scratch);
        }
    }

    /** Part of a line as single bytes; what is not ASCII is no part of a number. */
    private static final class Stretch implements CharSequence {

        private LineRecord line = LineRecord.over(new byte[0]);
        private int from;
        private int to;

        void of(LineRecord whole, int begin, int end) {
            line = whole;
            from = begin;
            to = end;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            return (char) (line.byteAt(from + index) & 0xFF);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(length());
            for (int i = 0; i < length(); i++) {
                text.append(charAt(i));
            }
            return text.toString();
        }
    }
}
