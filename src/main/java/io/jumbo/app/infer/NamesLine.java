package io.jumbo.app.infer;

import io.jumbo.tail.FieldNames;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The line that gives names to the fields.
 *
 * @param index of the line in the header, from 0
 * @param names one for each field, without blanks, quotes and comment characters round them; may be empty
 * @param usable whether fields can be found by these names: not if they are cut otherwise than the data, or shifted
 */
record NamesLine(int index, List<String> names, boolean usable) {

    /** Titles do not stand farther above the data. */
    private static final int NEAR = 12;

    NamesLine {
        names = List.copyOf(names);
    }

    private record Candidate(NamesLine line, double points) {}

    /** Finds it among the lines above the data. */
    static Optional<Guess<NamesLine>> in(List<String> header, Rows rows) {
        List<Candidate> same = IntStream.range(Math.max(0, header.size() - NEAR), header.size())
                .boxed()
                .flatMap(index -> candidate(index, header.get(index), header.size(), rows, rows.cut()).stream())
                .sorted(Comparator.comparingDouble(Candidate::points).reversed())
                .toList();
        List<Candidate> candidates =
                same.isEmpty() || (rows.cut().isBlanks() && same.get(0).points() < 4)
                        ? Stream.concat(otherwiseCut(header, rows).stream(), same.stream())
                                .toList()
                        : same;
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Candidate best = candidates.get(0);
        String why = "line of " + best.line().names().size() + " texts above the data";
        boolean close =
                candidates.size() > 1 && best.points() - candidates.get(1).points() < 0.7;
        return Optional.of(
                close || best.points() < 3
                        ? Guess.guess(best.line(), why + ", another one is possible")
                        : new Guess<>(best.line(), best.points() > 4 ? Confidence.SURE : Confidence.LIKELY, why));
    }

    /** The last line may be cut otherwise than the data. */
    private static List<Candidate> otherwiseCut(List<String> header, Rows rows) {
        int last = header.size() - 1;
        if (last < 0 || header.get(last).indexOf(':') >= 0) {
            return List.of();
        }
        for (int i = last; i >= Math.max(0, last - NEAR); i--) {
            List<String> names = Arrays.stream(header.get(i)
                            .replaceFirst("^[#;%!*/\\s]+", "")
                            .strip()
                            .split("\\s{2,}|\\t"))
                    .map(NamesLine::bare)
                    .toList();
            if (names.size() == rows.count() && names.stream().noneMatch(name -> name.isEmpty() || isEntry(name))) {
                return List.of(new Candidate(new NamesLine(i, names, false), 3));
            }
        }
        return List.of('\t', ';', ',', '|', ' ').stream()
                .filter(delimiter -> delimiter != rows.cut().delimiter())
                .flatMap(
                        delimiter -> candidate(last, header.get(last), header.size(), rows, Cut.at(delimiter)).stream())
                .filter(other -> other.line().names().size() == rows.count())
                .limit(1)
                .toList();
    }

    private static Optional<Candidate> candidate(int index, String line, int lines, Rows rows, Cut cut) {
        List<String> cells = cut.fields(line);
        if (cut.isBlanks() && cells.stream().anyMatch(NamesLine::isPartOfQuoted)) {
            return Optional.empty();
        }
        boolean mark = cut.isBlanks()
                && (line.matches("[;%!*/]+\\s.*") || (line.matches("#+\\s.*") && cells.size() != rows.count()));
        List<String> names =
                cells.stream().skip(mark ? 1 : 0).map(NamesLine::bare).toList();
        while (names.size() > rows.count() && names.get(names.size() - 1).isEmpty()) {
            names = names.subList(0, names.size() - 1);
        }
        long texts = names.stream()
                .filter(name -> !name.isEmpty() && Kind.of(name) != Kind.NUMBER)
                .count();
        boolean entries = names.stream().anyMatch(NamesLine::isEntry)
                && !rows.kinds().stream().allMatch(kind -> kind == Kind.TEXT);
        long numbers = names.stream().filter(name -> Kind.of(name).isTyped()).count();
        int count = rows.count();
        boolean first = !names.isEmpty() && !Kind.of(names.get(0)).isTyped();
        boolean titles = index == lines - 1 && names.size() == count && Titles.areNumbers(names);
        boolean few = texts < Math.max(Math.min(2, count), count * 0.5)
                && !(first && texts + numbers == count && new HashSet<>(names).size() == count)
                && !titles;
        if (few
                || (entries && count < 5)
                || names.size() < count * 0.6
                || names.size() > count * 1.6 + 1
                || (cut.equals(rows.cut()) && rows.fit(cells) == Rows.Fit.EXACT && rows.typed() > 0 && !titles)) {
            return Optional.empty();
        }
        double size = names.size();
        double points = (names.size() == count ? 3 : Math.abs(names.size() - count) == 1 ? 1 : 0)
                + 2 * new HashSet<>(names).size() / size
                - 2.5 * Units.share(names)
                - 2 * numbers / size
                + Math.min(1, names.stream().mapToInt(String::length).average().orElse(0) / 10)
                - 0.15 * (lines - index);
        boolean shifted = names.size() == count - 1 && rows.kinds().get(count - 1) != Kind.EMPTY;
        boolean usable = cut.equals(rows.cut())
                && !mark
                && !(shifted && (rows.cut().isBlanks() || rows.kinds().get(0) != Kind.TEXT));
        return Optional.of(new Candidate(
                new NamesLine(index, shifted && !usable ? prepended(names) : names, usable && !shifted), points));
    }

    /** The first column has no name: titles written by R, and others that count their rows. */
    private static List<String> prepended(List<String> names) {
        return Stream.concat(Stream.of(""), names.stream()).toList();
    }

    /** A quoted text of several words is the value of a key. */
    private static boolean isPartOfQuoted(String cell) {
        return cell.length() > 1 && cell.startsWith("\"") && !cell.endsWith("\"");
    }

    /** It belongs to a key above or beside it, as no name of a field does. */
    private static boolean isEntry(String name) {
        return Kind.of(name).isMoment() || name.endsWith("=") || name.endsWith(":");
    }

    private static String bare(String field) {
        return FieldNames.bare(field.strip()).strip();
    }
}
