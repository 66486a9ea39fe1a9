package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds those fields of a line that a statement uses, and makes values of them, byte by byte: by name and position, trimmed, with null values and decimal commas. Says
 * no where {@link RowParser} must look at the line. Knows one line at a time. Not thread-safe.
 */
final class UsedFields extends LineFields {

    private final FieldCuts cuts;
    private final RewrittenNumbers rewriting;
    private final int[] indexes;
    private final boolean[] numbers;
    private final boolean trim;
    private final byte[][] nulls;

    /** Where the values of the placeholders are. */
    private final int[] from;

    private final int[] to;
    private final boolean[] rewritten;

    /**
     * @param bound whose fields
     * @param numbers whether each of them is a number in another form than the server's
     */
    UsedFields(Bound bound, ByteKinds kinds, ValueRules rules, boolean[] numbers) {
        this.cuts = new FieldCuts(bound.fields(), bound.exact(), kinds, rules.trim());
        this.rewriting = new RewrittenNumbers(rules.numbers());
        this.indexes = bound.indexes().stream().mapToInt(Integer::intValue).toArray();
        this.numbers = numbers.clone();
        this.trim = rules.trim();
        this.nulls = bytes(rules.nulls());
        this.from = new int[indexes.length];
        this.to = new int[indexes.length];
        this.rewritten = new boolean[indexes.length];
    }

    private static byte[][] bytes(List<String> nulls) {
        return nulls.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    @Override
    public boolean read(LineRecord line) {
        if (line.isTooLong() || !cuts.find(line)) {
            return false;
        }
        rewriting.lineBegins();
        for (int i = 0; i < indexes.length; i++) {
            if (!value(line, i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public LineRecord source(LineRecord line, int field) {
        return rewritten[field] ? rewriting.line() : line;
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
        return cuts.escapes();
    }

    /** Notes where the value of a placeholder is; returns whether it can be told. */
    private boolean value(LineRecord line, int i) {
        int begin = cuts.start(indexes[i]);
        int end = cuts.end(indexes[i]);
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

    /** Rewrites a number that is not in the server's form; returns whether it can be told. */
    private boolean number(LineRecord line, int i) {
        if (!rewriting.canTell(line, from[i], to[i])) {
            return false;
        }
        if (rewriting.isOther(line, from[i], to[i])) {
            int begin = rewriting.length();
            rewriting.rewrite(line, from[i], to[i]);
            from[i] = begin;
            to[i] = rewriting.length();
            rewritten[i] = true;
        }
        return true;
    }
}
