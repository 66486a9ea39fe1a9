package io.jumbo.layout;

import io.jumbo.option.LineFormat;
import io.jumbo.option.LinePattern;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.LineSorting;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.fields.UsedNames;
import io.jumbo.write.template.InsertTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the layout of a watch's files of its options and of its statement. */
public final class Layouts {

    private Layouts() {}

    /**
     * How the lines of a watch's files are told apart.
     *
     * @param parameters names that are no fields, since a step of the route sets them
     */
    public static LineSorting of(WatchOptions options, Set<String> parameters) {
        return of(options, parameters, Optional.empty());
    }

    /** The same, which tells what each line is. */
    public static LineSorting of(WatchOptions options, Set<String> parameters, LineWitness witness) {
        return of(options, parameters, Optional.of(witness));
    }

    private static LineSorting of(WatchOptions options, Set<String> parameters, Optional<LineWitness> witness) {
        InsertTemplate template = InsertTemplate.parse(options.get(Option.INSERT));
        FieldFormat format = FieldFormat.of(options);
        Wanted wanted = wanted(format.names(template), parameters);
        boolean passesBlanks = format.formatFor(template) != LineFormat.LINE;
        Rules rules = new Rules(
                options.get(Option.HEADER_LINES),
                options.get(Option.HEADER_END),
                options.get(Option.DATA_END),
                options.get(Option.SKIP),
                options.get(Option.COMMENT_PREFIX).orElse(""),
                options.get(Option.ONLY),
                options.get(Option.RECORD_START),
                options.get(Option.NAMES),
                passesBlanks,
                new HeaderReading(
                        wanted,
                        options.get(Option.HEADER_PATTERN),
                        format::headerFields,
                        format.delimiters(),
                        format.quote()));
        return new Layout(rules, said(options, wanted, passesBlanks), options.get(Option.MAX_LINE_BYTES), witness);
    }

    private static Wanted wanted(UsedNames names, Set<String> parameters) {
        List<String> ofFile = names.fieldsOfFile().stream()
                .filter(name -> parameters.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        return new Wanted(new Names(ofFile), names.headerKeys(), names.headerGroups());
    }

    /** Everything on which it depends what a line is. */
    private static String said(WatchOptions options, Wanted wanted, boolean passesBlanks) {
        return String.join(
                "\n",
                String.valueOf(options.get(Option.HEADER_LINES)),
                text(options.get(Option.HEADER_END)),
                text(options.get(Option.DATA_END)),
                text(options.get(Option.SKIP)),
                options.get(Option.COMMENT_PREFIX).orElse(""),
                text(options.get(Option.ONLY)),
                text(options.get(Option.HEADER_PATTERN)),
                text(options.get(Option.RECORD_START)),
                String.join("\t", options.get(Option.NAMES)),
                String.valueOf(options.get(Option.FORMAT)),
                String.valueOf(options.get(Option.DELIMITER)),
                String.valueOf(options.get(Option.QUOTE)),
                String.valueOf(options.get(Option.CHARSET)),
                String.valueOf(options.get(Option.LINE_END)),
                String.valueOf(passesBlanks),
                wanted.names().toString(),
                wanted.headerKeys().toString(),
                wanted.groups().toString());
    }

    private static String text(Optional<LinePattern> pattern) {
        return pattern.map(LinePattern::expression).orElse("");
    }
}
