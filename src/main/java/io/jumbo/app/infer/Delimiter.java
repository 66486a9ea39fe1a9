package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides how lines are cut: so that most of them have the same number of fields, and these are numbers and times rather than texts. */
final class Delimiter {

    /** The first of two that do as well wins. */
    private static final List<Character> CANDIDATES = List.of('\t', ';', ',', '|', ' ');

    private static final double ENOUGH = 0.12;

    private Delimiter() {}

    private record Score(Rows rows, double points, long lines, double typed) {}

    /** Empty if no delimiter makes a table of the lines. */
    static Optional<Guess<Rows>> of(List<String> lines) {
        List<Score> scores = new ArrayList<>();
        for (char delimiter : CANDIDATES) {
            best(new Cut(delimiter, quote(lines, delimiter)), lines).ifPresent(scores::add);
        }
        scores.sort(Comparator.comparingDouble(Score::points).reversed());
        return scores.stream().findFirst().map(score -> decided(score, scores, lines.size()));
    }

    private static Guess<Rows> decided(Score score, List<Score> all, int lines) {
        String name = name(score.rows().cut());
        String why = score.lines() + " of the " + lines + " lines looked at first have "
                + score.rows().count() + " fields each, cut at " + name + ", " + Math.round(score.typed() * 100)
                + " % of them numbers or times";
        boolean close = all.size() > 1 && all.get(1).points() > 0.8 * score.points();
        return new Guess<>(
                score.rows(),
                close || score.typed() < ENOUGH
                        ? Confidence.GUESS
                        : score.lines() < 3 ? Confidence.LIKELY : Confidence.SURE,
                why);
    }

    static String name(Cut cut) {
        return cut.isBlanks() ? "runs of blanks" : cut.delimiter() == '\t' ? "tab" : String.valueOf(cut.delimiter());
    }

    /** The group of lines with the same number of fields that says most. */
    private static Optional<Score> best(Cut cut, List<String> lines) {
        Map<Integer, List<List<String>>> groups = new HashMap<>();
        for (String line : lines) {
            List<String> fields = cut.fields(line);
            groups.computeIfAbsent(fields.size(), count -> new ArrayList<>()).add(fields);
        }
        return groups.entrySet().stream()
                .filter(group -> group.getKey() >= 2)
                .map(group -> score(cut, group.getValue(), lines.size()))
                .filter(score -> score.lines() >= 2 || lines.size() < 4)
                .max(Comparator.comparingDouble(Score::points));
    }

    private static Score score(Cut cut, List<List<String>> group, int all) {
        Rows rows = Rows.of(cut, group);
        List<List<String>> data = group.stream()
                .filter(fields -> rows.fit(fields) != Rows.Fit.NONE)
                .toList();
        if (data.isEmpty()) {
            return new Score(rows, 0, 0, 0);
        }
        Rows refined = Rows.of(cut, data);
        long filled =
                refined.kinds().stream().filter(kind -> kind != Kind.EMPTY).count();
        double typed = filled == 0 ? 0 : refined.typed() / (double) filled;
        double clean = 1
                - data.stream()
                        .limit(200)
                        .mapToDouble(fields -> unclean(cut, fields))
                        .average()
                        .orElse(0);
        double consistent = typed == 0
                ? 0.08 * (group.size() == all || (group.size() > 0.9 * all && !cut.isBlanks()) ? 1 : 0.1)
                : typed * typed;
        double points = data.size() * consistent * clean * clean * (cut.isBlanks() ? 0.85 : 1);
        return new Score(refined, points, data.size(), typed);
    }

    /** The share of fields that look as if another delimiter belonged into them. */
    private static double unclean(Cut cut, List<String> fields) {
        long foreign = fields.stream()
                .filter(field -> Kind.of(field) == Kind.TEXT)
                .filter(field -> field.indexOf('\t') >= 0
                        || field.indexOf(';') >= 0
                        || (cut.isBlanks() && field.indexOf(',') > 0))
                .count();
        return foreign / (double) fields.size();
    }

    /** Apostrophes if they open and close fields and the usual quote does not; none if quotes are data. */
    private static Optional<Character> quote(List<String> lines, char delimiter) {
        Cut usual = Cut.at(delimiter);
        Cut apostrophes = new Cut(delimiter, Optional.of('\''));
        boolean hasUsual = lines.stream().anyMatch(line -> line.indexOf('"') >= 0);
        List<String> cut =
                lines.stream().filter(line -> line.indexOf(delimiter) >= 0).toList();
        long broken = cut.stream().filter(line -> !usual.isWellFormed(line)).count();
        if (hasUsual && broken == 0) {
            return usual.quote();
        } else if (broken * 20 > cut.size()) {
            return Optional.empty();
        }
        long opened = lines.stream()
                .filter(line -> line.matches("(?:.*" + (delimiter == '|' ? "\\|" : delimiter) + ")? *'.*"))
                .count();
        boolean closed = lines.stream().allMatch(apostrophes::isWellFormed);
        return !hasUsual && opened > 1 && closed ? apostrophes.quote() : usual.quote();
    }
}
