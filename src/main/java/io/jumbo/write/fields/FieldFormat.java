package io.jumbo.write.fields;

import io.jumbo.option.LineFormat;
import io.jumbo.option.LinePattern;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.FieldNames;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ValueKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the lines of a watch become values.
 *
 * @param format as configured, {@code auto} too
 * @param delimiter between two csv fields
 * @param quote round a csv field that holds the delimiter; absent = no quoting
 * @param pattern whose groups are the fields, for {@code regex}
 * @param names of the fields, where the file does not give them
 * @param headerGroups names of values that lines above the data give
 * @param pathPattern whose groups are values that the path of the file gives
 * @param rules how a field becomes a value
 */
public record FieldFormat(
        LineFormat format,
        char delimiter,
        Optional<Character> quote,
        Optional<LinePattern> pattern,
        FieldNames names,
        List<String> headerGroups,
        Optional<LinePattern> pathPattern,
        ValueRules rules) {

    public FieldFormat {
        headerGroups = List.copyOf(headerGroups);
    }

    /** As it is where no option but these is set. */
    public FieldFormat(LineFormat format, char delimiter, Optional<Character> quote) {
        this(format, delimiter, quote, Optional.empty(), FieldNames.NONE, List.of(), Optional.empty(), ValueRules.NONE);
    }

    /** As the options of a watch say. */
    public static FieldFormat of(WatchOptions options) {
        return new FieldFormat(
                options.get(Option.FORMAT),
                options.get(Option.DELIMITER),
                options.get(Option.QUOTE),
                options.get(Option.PATTERN),
                new FieldNames(options.get(Option.NAMES)),
                options.get(Option.HEADER_PATTERN).map(LinePattern::groups).orElse(List.of()),
                options.get(Option.PATH_PATTERN),
                ValueRules.of(options));
    }

    /** What the names in a statement mean. */
    public UsedNames names(InsertTemplate template) {
        return new UsedNames(template, this);
    }

    /**
     * What reads the lines of a file.
     *
     * @param kinds what each placeholder takes
     * @param parameters values for names that are not known otherwise, as a route set them
     */
    public RowParser parser(
            InsertTemplate template, List<ValueKind> kinds, Source source, Map<String, String> parameters) {
        return new RowParser(new Binder(template, this, kinds, source, parameters));
    }

    /** The same where no server has said what the placeholders take: as if all were text. */
    public RowParser parser(InsertTemplate template, String watch, String path, Map<String, String> parameters) {
        return parser(
                template,
                Collections.nCopies(template.placeholders().size(), ValueKind.TEXT),
                Source.of(watch, path, Optional.empty()),
                parameters);
    }

    /** How the lines of a file become the fields of a statement. */
    FieldParser fields(InsertTemplate template) {
        return switch (formatFor(template)) {
            case CSV -> new CsvFields(delimiter, quote, rules.trim());
            case BLANKS -> new BlankFields();
            case REGEX -> new RegexFields(pattern.orElseThrow(), names(template).keys());
            case JSON -> new JsonFields(names(template).jsonKeys());
            case LINE, AUTO -> new WholeLine(rules.trim());
        };
    }

    /** The fields of a line above the data: as data lines are cut, or at the delimiter where these have no separated fields. A line that cannot be cut is one field. */
    public List<String> headerFields(String line) {
        FieldParser parser = format == LineFormat.BLANKS ? new BlankFields() : new CsvFields(delimiter, quote, false);
        try {
            return parser.fields(line);
        } catch (RejectedLineException e) {
            return List.of(line);
        }
    }

    /** The characters that separate fields. */
    public String delimiters() {
        return format == LineFormat.BLANKS ? " \t" : String.valueOf(delimiter);
    }

    /** With {@code auto} a statement whose only field is one {@code %s} takes the whole line, any other csv fields. */
    public LineFormat formatFor(InsertTemplate template) {
        boolean whole = template.takes().fieldCount() == 1
                || (template.takes().fieldCount() == 0
                        && template.takes().lastPosition() == 0
                        && names(template).fields().isEmpty());
        return format != LineFormat.AUTO ? format : whole ? LineFormat.LINE : LineFormat.CSV;
    }

    /** Whether the fields of a line have keys of their own, and no place in an order. */
    boolean isKeyed() {
        return format == LineFormat.REGEX || format == LineFormat.JSON;
    }
}
