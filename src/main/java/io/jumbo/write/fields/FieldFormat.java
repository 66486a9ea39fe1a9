package io.jumbo.write.fields;

import io.jumbo.option.LineFormat;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.write.template.InsertTemplate;
import java.util.Map;
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

    /**
     * What reads the lines of a file.
     *
     * @param watch value of the metadata of that name
     * @param path of the file, relative to the watched directory
     * @param parameters values for names that are no metadata, as a route set them
     */
    public RowParser parser(InsertTemplate template, String watch, String path, Map<String, String> parameters) {
        return new RowParser(template, fields(template), watch, path, parameters);
    }

    /** With {@code auto} one {@code %s} takes the whole line, several take csv fields. */
    FieldParser fields(InsertTemplate template) {
        boolean csv = format == LineFormat.CSV || (format == LineFormat.AUTO && template.fieldCount() > 1);
        return csv ? FieldParser.csv(delimiter, quote) : FieldParser.wholeLine();
    }
}
