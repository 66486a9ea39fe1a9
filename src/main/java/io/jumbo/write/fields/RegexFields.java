package io.jumbo.write.fields;

import io.jumbo.option.LinePattern;
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
        Matcher matcher = pattern.matcher(line);
        try {
            if (!matcher.find()) {
                throw new RejectedLineException(
                        RejectedLineException.WRONG_FIELDS,
                        "jumbo.pattern is not found in the line: " + pattern.expression());
            }
        } catch (StackOverflowError e) {
            throw new RejectedLineException(
                    RejectedLineException.WRONG_FIELDS,
                    "jumbo.pattern needs too many steps for the line; repeat single characters, not groups: "
                            + pattern.expression());
        }
        List<String> fields = new ArrayList<>(groups.size());
        for (Object group : groups) {
            fields.add(group instanceof Integer number ? matcher.group(number) : matcher.group((String) group));
        }
        return fields;
    }
}
