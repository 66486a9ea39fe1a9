package io.jumbo.write.fields;

import java.util.List;
import java.util.Optional;

/** How a line becomes fields. Immutable and thread-safe. */
sealed interface FieldParser permits WholeLine, CsvFields, BlankFields, RegexFields, JsonFields {

    /**
     * The fields of a line; null is NULL.
     *
     * @param most of them are wanted: what stands behind is not looked at, and may be there or not
     * @throws RejectedLineException if the line cannot be cut into fields
     */
    List<String> fields(String line, int most) throws RejectedLineException;

    /** All fields of a line. */
    default List<String> fields(String line) throws RejectedLineException {
        return fields(line, Integer.MAX_VALUE);
    }

    /**
     * What may be the reason that a line has another number of fields than it should have; empty if nothing of the kind is known.
     *
     * @throws RejectedLineException if the line cannot be cut into fields
     */
    default Optional<String> remark(String line) throws RejectedLineException {
        return Optional.empty();
    }

    /** Whether a line has many fields; else it is one. */
    default boolean isSeparated() {
        return true;
    }

    /** Whether fields can be told from bytes, and how. */
    default Optional<ByteKinds> bytes() {
        return Optional.empty();
    }
}
