package io.jumbo.write;

import io.jumbo.option.LineFormat;
import java.util.Optional;

/**
 * How the lines of a watch become fields.
 *
 * @param format auto, line or csv
 * @param delimiter between two csv fields
 * @param quote round a csv field that holds the delimiter; absent = no quoting
 */
public record FieldFormat(LineFormat format, char delimiter, Optional<Character> quote) {

    /** The parser for a template: with {@code auto} one {@code %s} takes the whole line, several take csv fields. */
    FieldParser parser(InsertTemplate template) {
        boolean csv = format == LineFormat.CSV || (format == LineFormat.AUTO && template.fieldCount() > 1);
        return csv ? FieldParser.csv(delimiter, quote) : FieldParser.wholeLine();
    }
}
