package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.Binding;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.fields.SimpleLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns lines into rows of COPY's binary format, where they are {@linkplain SimpleLine simple} and all their values {@linkplain PlainType plain}. Not
 * thread-safe.
 */
final class BinaryEncoder {

    /** What most fields fit into. */
    private static final int SCRATCH_BYTES = 64;

    private final List<Binding> bindings;
    private final SimpleLine simple;
    private final List<Optional<PlainType>> types;
    private final CopyBinary scratch = new CopyBinary(SCRATCH_BYTES);

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
     * @param types for each placeholder, if its type is plain
     */
    BinaryEncoder(RowParser parser, List<Optional<PlainType>> types) {
        this.bindings = parser.bindings();
        this.simple = parser.simpleLine();
        this.types = types;
        this.parts = types.stream().allMatch(Optional::isPresent) ? parts() : List.of();
    }

    private List<Part> parts() {
        List<Part> made = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            made.add(part(bindings.get(i), types.get(i).orElseThrow()));
        }
        return made;
    }

    private Part part(Binding binding, PlainType type) {
        if (binding instanceof Binding.Field field) {
            return (line, row) -> appendField(line, field.index(), type, row);
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
        if (parts.isEmpty() || !simple.read(line)) {
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
        if (!simple.read(line)) {
            return true;
        }
        for (int i = 0; i < types.size(); i++) {
            if (bindings.get(i) instanceof Binding.Field field) {
                int at = field.index();
                boolean certain = simple.isNull(at)
                        || types.get(i)
                                .filter(type -> type.isInput(line, simple.from(at), simple.to(at), scratch))
                                .isPresent();
                if (!certain) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean appendField(LineRecord line, int index, PlainType type, CopyBinary row) {
        if (simple.isNull(index)) {
            row.nothing();
            return true;
        }
        return type.append(line, simple.from(index), simple.to(index), row);
    }

    private static boolean append(LineRecord whole, PlainType type, CopyBinary row) {
        return type.append(whole, 0, whole.length(), row);
    }
}
