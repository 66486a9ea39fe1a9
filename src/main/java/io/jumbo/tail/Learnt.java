package io.jumbo.tail;

import java.util.Map;
import java.util.Optional;

/**
 * What the lines above a data line that are no data themselves say of it: a header, titles of a section, comments. Immutable.
 *
 * @param names of the fields; {@link FieldNames#NONE} if no line has given any
 * @param values by the name that the statement uses: {@code header:Sample ID}, or the name of a group of {@code header-pattern}
 */
public record Learnt(FieldNames names, Map<String, String> values) {

    /** Of a file that teaches nothing. */
    public static final Learnt NOTHING = new Learnt(FieldNames.NONE, Map.of());

    public Learnt {
        values = Map.copyOf(values);
    }

    /** The value of a name; nothing if no line above has given one. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
