package io.jumbo.app.infer;

import java.util.List;
import java.util.Optional;

/**
 * Which characters stand in the numbers of a table.
 *
 * @param decimal the decimal separator, if it is not a point
 * @param group the separator of thousands, if there is one
 */
record NumberMarks(Optional<Guess<String>> decimal, Optional<Guess<String>> group) {

    static NumberMarks of(List<ColumnGuess> columns, boolean cutAtCommas) {
        Optional<ColumnGuess> grouped =
                columns.stream().filter(column -> column.group != 0).findFirst();
        long commas = columns.stream().mapToLong(column -> column.commas).sum();
        long doubtful =
                columns.stream().mapToLong(column -> column.doubtfulCommas).sum();
        long points = columns.stream().mapToLong(column -> column.points).sum();
        Optional<ColumnGuess> withComma =
                columns.stream().filter(column -> column.commas > 0).findFirst();
        boolean grouping = commas > 0
                && commas == doubtful
                && (points > 0 || cutAtCommas)
                && columns.stream()
                        .filter(column -> column.commas > 0)
                        .allMatch(column -> column.integers > 0 || column.points > 0 || cutAtCommas);
        boolean commaGroups = grouping || columns.stream().anyMatch(column -> column.group == ',');
        if (commaGroups) {
            return new NumberMarks(
                    Optional.empty(),
                    Optional.of(
                            commas == doubtful && grouped.isEmpty()
                                    ? Guess.guess(
                                            ",",
                                            "all commas in numbers have three digits behind them, and others have a decimal point")
                                    : Guess.sure(
                                            ",",
                                            "as in "
                                                    + grouped.map(column -> column.example)
                                                            .orElse("1,234.5"))));
        }
        Optional<Guess<String>> decimal = withComma.map(column -> commas > doubtful
                ? Guess.sure(",", "as in " + column.example)
                : Guess.guess(
                        ",",
                        "as in " + column.example
                                + ", which could be thousands: then write thousands-separator = , instead"));
        Optional<Guess<String>> group =
                grouped.map(column -> Guess.sure(String.valueOf(column.group), "as in " + column.example));
        if (decimal.isEmpty() && grouped.filter(column -> column.group == '.').isPresent()) {
            decimal = Optional.of(Guess.likely(",", "since the point is between thousands"));
        }
        return new NumberMarks(decimal, group);
    }

    /** Whether a comma in a number is its decimal separator. */
    boolean hasDecimalComma() {
        return decimal.isPresent();
    }

    /** Whether a point in a number with nothing else in it stands between thousands. */
    boolean groupsByPoint() {
        return group.filter(guess -> guess.value().equals(".")).isPresent();
    }
}
