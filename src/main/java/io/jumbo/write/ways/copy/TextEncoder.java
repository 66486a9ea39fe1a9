package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.Binding;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.fields.SimpleLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns lines into rows of COPY's text format, straight from their bytes where they are {@linkplain SimpleLine simple}. Any other line is read by
 * {@link RowParser}, so that its row, or what is wrong with it, is the same whatever the way to write. Not thread-safe.
 */
final class TextEncoder {

    private final RowParser parser;
    private final SimpleLine simple;
    private final int fieldCount;
    private final List<Part> parts = new ArrayList<>();

    /** Whether a row is the fields of its line, as they are and nothing else. */
    private final boolean rowIsLine;

    /** Appends the value of one placeholder. */
    @FunctionalInterface
    private interface Part {
        void append(LineRecord line, CopyText text);
    }

    TextEncoder(RowParser parser) {
        this.parser = parser;
        this.fieldCount = parser.template().fieldCount();
        this.simple = parser.simpleLine();
        parser.bindings().forEach(binding -> parts.add(part(binding)));
        this.rowIsLine = simple.isSeparated() && parser.bindings().equals(fieldsInOrder());
    }

    private List<Binding> fieldsInOrder() {
        return IntStream.range(0, fieldCount)
                .<Binding>mapToObj(Binding.Field::new)
                .toList();
    }

    private Part part(Binding binding) {
        if (binding instanceof Binding.Field field) {
            return (line, text) -> appendField(line, field.index(), text);
        } else if (binding instanceof Binding.Place place) {
            return (line, text) -> text.field(place.number().applyAsLong(line));
        } else if (binding instanceof Binding.Constant constant) {
            return constant(constant.value());
        }
        return this::appendLine;
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
        if (!simple.read(line)) {
            parser.row(line).values().forEach(text::field);
        } else if (rowIsLine && !simple.escapes() && !simple.isAnyEmpty()) {
            text.plainFields(line, simple.bounds(), fieldCount);
        } else {
            for (Part part : parts) {
                part.append(line, text);
            }
        }
        text.endRow();
    }

    private void appendLine(LineRecord line, CopyText text) {
        append(line, 0, line.length(), text);
    }

    private void appendField(LineRecord line, int index, CopyText text) {
        if (simple.isNull(index)) {
            text.nothing();
        } else {
            append(line, simple.from(index), simple.to(index), text);
        }
    }

    private void append(LineRecord line, int from, int to, CopyText text) {
        if (simple.escapes()) {
            text.field(line, from, to);
        } else {
            text.plainField(line, from, to);
        }
    }
}
