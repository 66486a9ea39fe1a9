package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Quoted fields that go on over line ends: with the lines of a record joined, the same delimiter makes a table of all of them. */
final class QuotedLines {

    private static final int MOST_LINES = 50;

    private QuotedLines() {}

    /**
     * A table of such records.
     *
     * @param lines that are not blank; those inside of quotes may be
     * @return empty if no quote is left open, or nothing tells the first line of a record from its others
     */
    static Optional<Guess<Shape>> of(List<String> lines) {
        if (lines.stream().noneMatch(line -> line.indexOf('"') >= 0)) {
            return Optional.empty();
        }
        return Stream.of(',', ';', '\t')
                .flatMap(delimiter -> of(lines, Cut.at(delimiter)).stream())
                .findFirst();
    }

    private static Optional<Guess<Shape>> of(List<String> lines, Cut cut) {
        List<String> records = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int end = cut.isOpen(lines.get(i)) ? closing(lines, i, cut) : i;
            if (end < 0) {
                return Optional.empty();
            }
            records.add(String.join("\n", lines.subList(i, end + 1)));
            others.addAll(lines.subList(i + 1, end + 1));
            i = end;
        }
        Optional<Guess<Rows>> rows = others.isEmpty()
                ? Optional.empty()
                : Delimiter.of(records).filter(found -> found.value().cut().equals(cut));
        return rows.flatMap(found -> start(records, others, found.value())
                .map(start -> new Guess<>(
                        new Shape.Separated(found.value(), start),
                        found.confidence().or(Confidence.LIKELY),
                        found.why() + "; fields in quotes go on over line ends")));
    }

    /** The line with which the last quote that was opened is closed; -1 if none does. */
    private static int closing(List<String> lines, int from, Cut cut) {
        StringBuilder record = new StringBuilder(lines.get(from));
        for (int i = from + 1; i < Math.min(lines.size(), from + MOST_LINES); i++) {
            record.append('\n').append(lines.get(i));
            if (!cut.isOpen(record.toString())) {
                return i;
            }
        }
        return -1;
    }

    /** A pattern that is found in the first line of each record that is data, and in none of their other lines. */
    private static Optional<String> start(List<String> records, List<String> others, Rows rows) {
        List<String> firsts = records.stream()
                .filter(record -> rows.fit(record) != Rows.Fit.NONE)
                .map(record -> record.lines().findFirst().orElse(""))
                .toList();
        return DataPattern.beginnings()
                .filter(pattern -> firsts.stream().allMatch(line -> LinePattern.isFound(pattern, line))
                        && others.stream().noneMatch(line -> LinePattern.isFound(pattern, line)))
                .findFirst();
    }

    /** The lines of a file as records; those above the first one stay as they are. */
    static List<String> joined(List<String> lines, String start) {
        Pattern begins = Pattern.compile(start);
        List<String> records = new ArrayList<>();
        boolean open = false;
        for (String line : lines) {
            boolean first = begins.matcher(line).find();
            if (first || !open) {
                records.add(line);
            } else {
                records.set(records.size() - 1, records.get(records.size() - 1) + "\n" + line);
            }
            open |= first;
        }
        return records;
    }
}
