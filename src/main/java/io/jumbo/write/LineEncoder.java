package io.jumbo.write;

import io.jumbo.tail.EightBytes;
import io.jumbo.tail.LineRecord;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns lines into rows of COPY's text format, straight from their bytes where they are simple: a whole line that is text; separated fields where
 * no quote, NUL or carriage return is in the line. Any other line is read by {@link RowParser}, so that its row, or what is wrong with
 * it, is the same whatever the way to write. Not thread-safe.
 */
final class LineEncoder {

    private static final byte DELIMITER = 1;
    private static final byte ESCAPED = 2;
    private static final byte BEYOND_ASCII = 4;
    private static final byte NOT_SIMPLE = 8;

    /** First byte of U+FFFE, which the CSV parser has a use of its own for. */
    private static final int BEFORE_FFFE = 0xEF;

    private static final long BACKSLASHES = EightBytes.of((byte) '\\');

    private final InsertTemplate template;
    private final RowParser parser;
    private final boolean separated;
    private final boolean anySimple;
    private final int fieldCount;
    private final List<Part> parts = new ArrayList<>();

    /** Whether a row is the fields of its line, as they are and nothing else. */
    private final boolean rowIsLine;

    /** What a byte is, other than a plain character. */
    private final byte[] kinds = new byte[256];

    /** Where the fields of the present line begin, and behind its last one, plus one. */
    private final int[] bounds;

    /** The delimiter, if there is one, and what else has a meaning among printable characters, eight times each. */
    private long delimiters;

    private long quotes = BACKSLASHES;

    private boolean escapes;
    private boolean delimiterIsEscaped;

    /** Appends the value of one placeholder. */
    @FunctionalInterface
    private interface Part {
        void append(LineRecord line, CopyText text);
    }

    LineEncoder(InsertTemplate template, FieldParser fields, RowParser parser) {
        this.template = template;
        this.parser = parser;
        this.fieldCount = template.fieldCount();
        this.separated = fieldCount > 0 && fields instanceof FieldParser.Csv;
        this.anySimple = separated ? ((FieldParser.Csv) fields).isAscii() : fieldCount <= 1;
        this.bounds = new int[fieldCount + 2];
        for (int b = 0; b < kinds.length; b++) {
            kinds[b] = b >= 0x80 ? BEYOND_ASCII : CopyText.isEscaped((byte) b) ? ESCAPED : 0;
        }
        kinds[0] = NOT_SIMPLE;
        if (separated && anySimple) {
            FieldParser.Csv csv = (FieldParser.Csv) fields;
            kinds['\r'] = NOT_SIMPLE;
            kinds['\n'] = NOT_SIMPLE;
            delimiterIsEscaped = CopyText.isEscaped((byte) csv.delimiter());
            kinds[BEFORE_FFFE] = NOT_SIMPLE;
            csv.quote().ifPresent(quote -> {
                kinds[quote] = NOT_SIMPLE;
                quotes = EightBytes.of((byte) quote.charValue());
            });
            kinds[csv.delimiter()] = DELIMITER;
            delimiters = EightBytes.of((byte) csv.delimiter());
        }
        template.placeholders().forEach(placeholder -> parts.add(part(placeholder)));
        this.rowIsLine = separated && template.placeholders().equals(fieldsInOrder());
    }

    private List<Placeholder> fieldsInOrder() {
        return IntStream.range(0, fieldCount)
                .<Placeholder>mapToObj(Placeholder.Field::new)
                .toList();
    }

    private Part part(Placeholder placeholder) {
        if (placeholder instanceof Placeholder.Field field) {
            int index = field.index();
            return separated ? (line, text) -> appendField(line, index, text) : this::appendLine;
        }
        String name = ((Placeholder.Named) placeholder).name();
        return switch (name) {
            case RowParser.LINE_NUMBER -> (line, text) -> text.field(line.number());
            case RowParser.FIRST_BYTE -> (line, text) -> text.field(line.firstByte());
            case RowParser.LINE -> this::appendLine;
            default -> constant(parser.constant(name));
        };
    }

    private static Part constant(String value) {
        if (value == null) {
            return (line, text) -> text.nothing();
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return (line, text) -> text.field(bytes);
    }

    /**
     * Appends the row of a line that is not empty.
     *
     * @throws RejectedLineException as {@link RowParser#row}; nothing was appended then
     */
    void append(LineRecord line, CopyText text) throws RejectedLineException {
        if (!isSimple(line)) {
            parser.row(line).values().forEach(text::field);
        } else if (rowIsLine && !escapes && !isAnyEmpty()) {
            text.plainFields(line, bounds, fieldCount);
        } else {
            for (Part part : parts) {
                part.append(line, text);
            }
        }
        text.endRow();
    }

    /**
     * Whether it is not certain that all fields of a line are input of their types.
     *
     * @param certain for each placeholder
     */
    boolean isDoubtful(LineRecord line, List<CertainInput> certain) {
        if (!isSimple(line)) {
            return true;
        }
        for (int i = 0; i < certain.size(); i++) {
            if (template.placeholders().get(i) instanceof Placeholder.Field field) {
                int from = separated ? bounds[field.index()] : 0;
                int to = separated ? bounds[field.index() + 1] - 1 : line.length();
                boolean isNull = separated && from == to;
                if (!isNull && !certain.get(i).holds(line, from, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isAnyEmpty() {
        for (int i = 0; i < fieldCount; i++) {
            if (bounds[i + 1] - bounds[i] == 1) {
                return true;
            }
        }
        return false;
    }

    /** Notes where the fields are. */
    private boolean isSimple(LineRecord line) {
        return anySimple && !line.isTooLong() && (isPlain(line) || isSimpleByteByByte(line));
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

    private void appendLine(LineRecord line, CopyText text) {
        append(line, 0, line.length(), text);
    }

    /** An empty field is NULL, as {@link FieldParser#csv} has it. */
    private void appendField(LineRecord line, int index, CopyText text) {
        int from = bounds[index];
        int to = bounds[index + 1] - 1;
        if (from == to) {
            text.nothing();
        } else {
            append(line, from, to, text);
        }
    }

    private void append(LineRecord line, int from, int to, CopyText text) {
        if (escapes) {
            text.field(line, from, to);
        } else {
            text.plainField(line, from, to);
        }
    }
}
