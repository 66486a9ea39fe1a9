package io.jumbo.write;

import io.jumbo.option.LineFormat;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.util.Optional;

/**
 * How the lines of a watch become fields.
 *
 * @param format auto, line or csv
 * @param delimiter between two csv fields
 * @param quote round a csv field that holds the delimiter; absent = no quoting
 */
public record FieldFormat(LineFormat format, char delimiter, Optional<Character> quote) {

    /** As the options of a watch say. */
    public static FieldFormat of(WatchOptions options) {
        return new FieldFormat(options.get(Option.FORMAT), options.get(Option.DELIMITER), options.get(Option.QUOTE));
    }

    /** The parser for a template: with {@code auto} one {@code %s} takes the whole line, several take csv fields. */
    FieldParser parser(InsertTemplate template) {
        boolean csv = format == LineFormat.CSV || (format == LineFormat.AUTO && template.fieldCount() > 1);
        return csv ? FieldParser.csv(delimiter, quote) : FieldParser.wholeLine();
    }
}
