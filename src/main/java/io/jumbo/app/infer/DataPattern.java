package io.jumbo.app.infer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a regular expression that is found in each data line and in no other. */
final class DataPattern {

    private static final String NUMBER = "^\\s*\"?[-+]?[.,]?\\d";
    private static final String DATE = "^\\s*\"?\\d{1,4}[-./]\\d{1,2}[-./]\\d";
    private static final String TIME = "^\\s*\"?\\d{1,3}:\\d\\d";

    private DataPattern() {}

    /**
     * Looks for one.
     *
     * @param data lines in which it must be found
     * @param preferred lines in which it should not be found
     * @param others lines in which it must not be found
     */
    static Optional<String> of(List<Seen> data, List<Seen> preferred, List<Seen> others, Rows rows) {
        List<String> candidates = candidates(rows).toList();
        return Stream.of(preferred, others)
                .flatMap(lines -> candidates.stream()
                        .filter(pattern -> data.stream().allMatch(line -> LinePattern.isFound(pattern, line.text())))
                        .filter(pattern -> lines.stream().noneMatch(line -> LinePattern.isFound(pattern, line.text()))))
                .findFirst();
    }

    /** Patterns of what lines begin with that are data, the narrowest first. */
    static Stream<String> beginnings() {
        return Stream.of(DATE, TIME, NUMBER);
    }

    private static Stream<String> candidates(Rows rows) {
        String number = NUMBER;
        String date = DATE;
        String time = TIME;
        Cut cut = rows.cut();
        String between =
                cut.delimiter() == '\t' ? "\\t" : cut.delimiter() == '|' ? "\\|" : String.valueOf(cut.delimiter());
        String count = cut.isBlanks()
                ? "^\\s*(?:\\S+\\s+){" + (rows.count() - 1) + "}\\S+\\s*$"
                : "^(?:[^" + between + "]*" + between + "){" + (rows.count() - 1) + "}[^" + between + "]*$";
        return Stream.of(number, date, time, count, number + ".*(?:" + between + ".*){" + (rows.count() - 1) + "}");
    }
}
