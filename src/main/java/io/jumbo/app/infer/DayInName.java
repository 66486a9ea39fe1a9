package io.jumbo.app.infer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A date that only the name of a file has, while its lines have times. Pure. */
final class DayInName {

    private static final Pattern DAY = Pattern.compile("(?<!\\d)20\\d\\d[-_.]?\\d\\d[-_.]?\\d\\d(?!\\d)");

    private DayInName() {}

    /** How the statement can have it, for a person; nothing if there is none, or the columns have dates. */
    static Optional<String> note(List<ColumnGuess> columns, Path file) {
        boolean time = columns.stream().anyMatch(column -> NullValues.isTyped(column) && column.of(Kind.TIME) > 0);
        boolean date = columns.stream()
                .anyMatch(column -> NullValues.isTyped(column)
                        && column.of(Kind.DATE) + column.of(Kind.TIMESTAMP) + column.of(Kind.ZONED) > 0);
        return time && !date && DAY.matcher(file.getFileName().toString()).find()
                ? Optional.of("the date stands in the name of the file only: path-pattern ="
                        + " (?<day>20\\\\d\\\\d[-_.]?\\\\d\\\\d[-_.]?\\\\d\\\\d) makes it %(day)s")
                : Optional.empty();
    }
}
