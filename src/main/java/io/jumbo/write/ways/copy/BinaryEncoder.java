package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.Binding;
import io.jumbo.write.fields.Bound;
import io.jumbo.write.fields.LineFields;
import io.jumbo.write.fields.RowParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Turns lines into rows of COPY's binary format, where {@link LineFields} can tell the fields and all their values {@linkplain PlainType plain}. Not
 * thread-safe.
 */
final class BinaryEncoder {

    /** What most fields fit into. */
    private static final int SCRATCH_BYTES = 64;

    private final List<Binding> bindings;
    private final LineFields fields;
    private final List<Optional<PlainType>> types;
    private final CopyBinary scratch = new CopyBinary(SCRATCH_BYTES);

    /** Whether a value that is the same for all lines may be no input of its type. */
    private final boolean doubtfulConstant;

    /** None if the type of a placeholder is not plain. */
    private final List<Part> parts;

    /** Appends the value of one placeholder; returns whether it is plain. */
    @FunctionalInterface
    private interface Part {
        boolean append(LineRecord line, CopyBinary row);
    }

    /**
     * For the lines of one file.
     *
     * @param parser reads them
     * @param bound what the placeholders are bound to
     * @param types for each placeholder, if its type is plain
     */
    BinaryEncoder(RowParser parser, Bound bound, List<Optional<PlainType>> types) {
        this.bindings = bound.bindings();
        this.fields = parser.lineFields(bound);
        this.types = types;
        this.doubtfulConstant = IntStream.range(0, types.size()).anyMatch(this::isDoubtfulConstant);
        this.parts = types.stream().allMatch(Optional::isPresent) ? parts() : List.of();
    }

    private List<Part> parts() {
        List<Part> made = new ArrayList<>();
        int number = 0;
        for (int i = 0; i < types.size(); i++) {
            made.add(part(bindings.get(i), number, types.get(i).orElseThrow()));
            number += bindings.get(i) instanceof Binding.Field ? 1 : 0;
        }
        return made;
    }

    private Part part(Binding binding, int number, PlainType type) {
        if (binding instanceof Binding.Field) {
            return (line, row) -> appendField(line, number, type, row);
        } else if (binding instanceof Binding.Place place) {
            return (line, row) -> append(ascii(place.number().applyAsLong(line)), type, row);
        } else if (binding instanceof Binding.Constant constant) {
            return constant(constant.value(), type);
        }
        return (line, row) -> append(line, type, row);
    }

    private static LineRecord ascii(long number) {
        return bytes(Long.toString(number));
    }

    private static LineRecord bytes(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return LineRecord.stored(0, 0, bytes.length, bytes);
    }

    private static Part constant(String value, PlainType type) {
        if (value == null) {
            return (line, row) -> {
                row.nothing();
                return true;
            };
        }
        LineRecord constant = bytes(value);
        return (line, row) -> append(constant, type, row);
    }

    /**
     * Appends the row of a line that is not empty.
     *
     * @return whether all of it is plain; if not, nothing was appended
     */
    boolean append(LineRecord line, CopyBinary rows) {
        if (parts.isEmpty() || !fields.read(line)) {
            return false;
        }
        int before = rows.length();
        rows.beginRow(parts.size());
        for (Part part : parts) {
            if (!part.append(line, rows)) {
                rows.backTo(before);
                return false;
            }
        }
        return true;
    }

    /** Whether it is not certain that all fields of a line are input of their types. */
    boolean isDoubtful(LineRecord line) {
        if (doubtfulConstant || !fields.read(line)) {
            return true;
        }
        int number = 0;
        for (int i = 0; i < types.size(); i++) {
            if (bindings.get(i) instanceof Binding.Field) {
                int field = number++;
                boolean certain = fields.isNull(field)
                        || types.get(i)
                                .filter(type -> type.isInput(
                                        fields.source(line, field), fields.from(field), fields.to(field), scratch))
                                .isPresent();
                if (!certain) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isDoubtfulConstant(int placeholder) {
        if (!(bindings.get(placeholder) instanceof Binding.Constant constant) || constant.value() == null) {
            return false;
        }
        LineRecord value = bytes(constant.value());
        return types.get(placeholder)
                .filter(type -> !type.isInput(value, 0, value.length(), scratch))
                .isPresent();
    }

    private boolean appendField(LineRecord line, int number, PlainType type, CopyBinary row) {
        if (fields.isNull(number)) {
            row.nothing();
            return true;
        }
        return type.append(fields.source(line, number), fields.from(number), fields.to(number), row);
    }

    private static boolean append(LineRecord whole, PlainType type, CopyBinary row) {
        return type.append(whole, 0, whole.length(), row);
    }
}
