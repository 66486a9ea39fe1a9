package io.jumbo.app.check;

import io.jumbo.events.Printable;
import io.jumbo.write.Preview.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a line, in words. */
final class OutcomeText {

    private OutcomeText() {}

    /** Of a line that is not refused. */
    static String accepted(Outcome outcome) {
        if (outcome.stored().isEmpty()) {
            return "fields (" + values(outcome.values()) + ")";
        }
        List<List<String>> rows = outcome.stored().get();
        return rows.isEmpty()
                ? "no row: the statement does nothing for it, fields (" + values(outcome.values()) + ")"
                : rows.stream().map(row -> "row (" + values(row) + ")").collect(Collectors.joining(", "));
    }

    private static String values(List<String> values) {
        return values.stream()
                .map(value -> value == null ? "NULL" : Printable.text(value))
                .collect(Collectors.joining(", "));
    }
}
