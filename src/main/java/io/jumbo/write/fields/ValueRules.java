package io.jumbo.write.fields;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.write.template.ValueKind;
import java.util.List;

/**
 * How a field becomes a value. Immutable.
 *
 * @param nulls fields that are NULL, blanks round them aside
 * @param trim whether blanks round a field are removed
 * @param numbers how fields that go into a number are written
 */
record ValueRules(List<String> nulls, boolean trim, NumberForm numbers) {

    /** A field is its value. */
    static final ValueRules NONE = new ValueRules(List.of(), false, NumberForm.PLAIN);

    ValueRules {
        nulls = List.copyOf(nulls);
    }

    static ValueRules of(WatchOptions options) {
        return new ValueRules(
                options.get(Option.NULL_VALUE),
                options.get(Option.TRIM),
                new NumberForm(options.get(Option.DECIMAL_SEPARATOR), options.get(Option.THOUSANDS_SEPARATOR)));
    }

    /**
     * The value of a field; null is NULL. What is empty is an empty string where text is wanted, and NULL anywhere else.
     *
     * @param field null if it is NULL already
     */
    String value(String field, ValueKind kind) {
        if (field == null || (!nulls.isEmpty() && nulls.contains(Blanks.strip(field)))) {
            return null;
        }
        String trimmed = trim ? Blanks.strip(field) : field;
        if (trimmed.isEmpty() && kind != ValueKind.TEXT) {
            return null;
        }
        return kind == ValueKind.NUMBER ? numbers.plain(trimmed) : trimmed;
    }
}
