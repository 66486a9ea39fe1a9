package io.jumbo.write.fields;

import io.jumbo.option.LinePattern;
import io.jumbo.option.TooManyStepsException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * The groups of a regular expression, as far as the statement uses them, in the order given.
 *
 * @param groups each its name, or its number
 */
record RegexFields(LinePattern pattern, List<Object> groups) implements FieldParser {

    RegexFields {
        groups = List.copyOf(groups);
    }

    @Override
    public List<String> fields(String line, int most) throws RejectedLineException {
        Matcher matcher = found(line);
        List<String> fields = new ArrayList<>(groups.size());
        for (Object group : groups) {
            fields.add(group instanceof Integer number ? matcher.group(number) : matcher.group((String) group));
        }
        return fields;
    }

    private Matcher found(String line) throws RejectedLineException {
        try {
            return pattern.find(line)
                    .orElseThrow(() -> rejected("jumbo.pattern is not found in the line: " + pattern.expression()));
        } catch (TooManyStepsException e) {
            throw rejected(e.getMessage());
        }
    }

    private static RejectedLineException rejected(String reason) {
        return new RejectedLineException(RejectedLineException.WRONG_FIELDS, reason);
    }
}
