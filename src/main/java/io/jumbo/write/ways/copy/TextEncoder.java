package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.Binding;
import io.jumbo.write.fields.Bound;
import io.jumbo.write.fields.LineFields;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.fields.SimpleLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Turns lines into rows of COPY's text format, straight from their bytes where {@link LineFields} can tell the fields. Any other line is read by
 * {@link RowParser}, so that its row, or what is wrong with it, is the same whatever the way to write. Not thread-safe.
 */
final class TextEncoder {

    private final RowParser parser;
    private final LineFields fields;
    private final int fieldCount;
    private final List<Part> parts = new ArrayList<>();

    /** Where a row is the fields of its line, as they are and nothing else. */
    private final Optional<SimpleLine> row;

    /** Appends the value of one placeholder. */
    @FunctionalInterface
    private interface Part {
        void append(LineRecord line, CopyText text);
    }

    TextEncoder(RowParser parser, Bound bound) {
        this.parser = parser;
        this.fields = parser.lineFields(bound);
        this.fieldCount = bound.fields();
        int number = 0;
        for (Binding binding : bound.bindings()) {
            parts.add(part(binding, number));
            number += binding instanceof Binding.Field ? 1 : 0;
        }
        this.row = fields instanceof SimpleLine simple
                        && simple.isSeparated()
                        && bound.bindings().equals(fieldsInOrder())
                ? Optional.of(simple)
                : Optional.empty();
    }

    private List<Binding> fieldsInOrder() {
        return IntStream.range(0, fieldCount)
                .<Binding>mapToObj(Binding.Field::new)
                .toList();
    }

    /**
     * @param number of the field among those that are bound, if it is one
     */
    private Part part(Binding binding, int number) {
        if (binding instanceof Binding.Field) {
            return (line, text) -> appendField(line, number, text);
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
        if (!fields.read(line)) {
            parser.row(line).values().forEach(text::field);
        } else if (row.isPresent() && !fields.escapes() && !row.get().isAnyEmpty()) {
            text.plainFields(line, row.get().bounds(), fieldCount);
        } else {
            for (Part part : parts) {
                part.append(line, text);
            }
        }
        text.endRow();
    }

    /** What is in no field that is used may have to be escaped all the same. */
    private void appendLine(LineRecord line, CopyText text) {
        if (fields instanceof SimpleLine && !fields.escapes()) {
            text.plainField(line, 0, line.length());
        } else {
            text.field(line, 0, line.length());
        }
    }

    private void appendField(LineRecord line, int number, CopyText text) {
        if (fields.isNull(number)) {
            text.nothing();
        } else if (fields.escapes()) {
            text.field(fields.source(line, number), fields.from(number), fields.to(number));
        } else {
            text.plainField(fields.source(line, number), fields.from(number), fields.to(number));
        }
    }
}
