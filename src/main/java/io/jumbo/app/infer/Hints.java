package io.jumbo.app.infer;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the values of a column could be made into by the statement, where their type alone does not say it. */
final class Hints {

    private static final Pattern MOMENT =
            Pattern.compile("(?i).*(time|date|when|stamp|epoch|datum|zeit|heure|fecha|hora).*");

    private Hints() {}

    /**
     * A sentence for a person.
     *
     * @param reference to the field, as the statement has it
     */
    static Optional<String> of(String identifier, String name, String reference, ColumnGuess column) {
        Optional<String> unit = column.attached.unit();
        if (unit.isPresent() && column.realTexts() > 0 && column.of(Kind.NUMBER) == 0) {
            String point = column.example.indexOf(',') >= 0 ? "replace(" + reference + ", ',', '.')" : reference;
            return Optional.of("all values of " + identifier + " are numbers with"
                    + (unit.get().isBlank() ? "" : " " + unit.get().strip()) + ": replace(" + point + ", '"
                    + unit.get().replace("'", "''")
                    + "', '')::numeric stores the numbers alone");
        } else if (column.of(Kind.NUMBER) == 0 || column.smallest > column.largest) {
            return Optional.empty();
        } else if (column.smallest > 1e9 && column.largest < 2.2e9) {
            return Optional.of(identifier + " could be seconds since 1970: then make it timestamptz, by to_timestamp("
                    + reference + "::float8)");
        } else if (column.smallest > 1e12 && column.largest < 2.2e12) {
            return Optional.of(
                    identifier + " could be milliseconds since 1970: then make it timestamptz, by to_timestamp("
                            + reference + "::float8 / 1000)");
        } else if (column.smallest > 25_000
                && column.largest < 80_000
                && column.points + column.commas > 0
                && MOMENT.matcher(name).matches()) {
            return Optional.of(identifier
                    + " could be days as Excel counts them: then make it timestamp, by timestamp '1899-12-30' + "
                    + reference + "::float8 * interval '1 day'");
        }
        return Optional.empty();
    }
}
