package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;
import java.util.List;
import java.util.function.ToLongFunction;

/** What a placeholder is bound to, for the lines of one file: a closed set. Immutable. */
public sealed interface Binding {

    /**
     * The value of a line; null is NULL.
     *
     * @param text of the whole line
     * @param fields of it
     */
    String value(LineRecord line, String text, List<String> fields);

    /**
     * One of the line's fields.
     *
     * @param index of the field, from 0
     */
    record Field(int index) implements Binding {
        @Override
        public String value(LineRecord line, String text, List<String> fields) {
            return fields.get(index);
        }
    }

    /** The whole line. */
    record WholeLine() implements Binding {
        @Override
        public String value(LineRecord line, String text, List<String> fields) {
            return text;
        }
    }

    /**
     * Where the line stands.
     *
     * @param number tells it
     */
    record Place(ToLongFunction<LineRecord> number) implements Binding {
        @Override
        public String value(LineRecord line, String text, List<String> fields) {
            return Long.toString(number.applyAsLong(line));
        }
    }

    /**
     * The same for all lines of the file.
     *
     * @param value null is NULL
     */
    record Constant(String value) implements Binding {
        @Override
        public String value(LineRecord line, String text, List<String> fields) {
            return value;
        }
    }
}
