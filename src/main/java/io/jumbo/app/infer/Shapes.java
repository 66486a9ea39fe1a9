package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides from the first lines of a file which tables are in it. */
final class Shapes {

    private static final double POOR = 0.6;
    private static final double ALL = 0.95;
    private static final int FEWEST = 3;
    private static final List<String> COMMENTS = List.of("#", "%", ";", "//", "!");

    /** A sign apart from its number, or a word that announces one. */
    private static final Pattern PRINTED = Pattern.compile("(?:^|\\s)[-+]\\s+\\d|\\p{L}[=:] *[-+]?\\d");

    private Shapes() {}

    /** At least one. */
    static List<Guess<Shape>> of(List<String> head) {
        List<String> lines =
                withoutComments(head.stream().filter(line -> !line.isBlank()).toList());
        long json = lines.stream()
                .limit(200)
                .filter(line -> JsonLine.read(line).isPresent())
                .count();
        if (json > 0 && json >= 0.8 * Math.min(200, lines.size())) {
            return List.of(Guess.sure(
                    Shape.Json.empty(),
                    json + " of the first " + Math.min(200, lines.size()) + " lines are JSON objects"));
        }
        Optional<Guess<Shape>> quoted = QuotedLines.of(lines);
        if (quoted.isPresent()) {
            return List.of(quoted.get());
        }
        Optional<List<Rows>> kinds = LineKinds.of(lines);
        if (kinds.isPresent()) {
            return kinds.get().stream()
                    .map(rows -> Guess.<Shape>sure(
                            new Shape.Separated(rows),
                            "lines that begin with " + rows.first() + " are of a kind of their own"))
                    .toList();
        }
        Optional<Guess<Rows>> rows = belowNames(lines)
                .or(() -> Delimiter.of(lines))
                .filter(found -> found.value().typed() > 0 || coverage(found.value(), lines) > ALL);
        double covered = rows.map(found -> coverage(found.value(), lines)).orElse(0.0);
        boolean blanks = rows.filter(found -> !found.value().cut().isBlanks()).isEmpty();
        if (blanks
                && lines.stream().filter(line -> PRINTED.matcher(line).find()).count() * 3 > lines.size()) {
            covered = Math.min(covered, 0.8);
        }
        if (covered < POOR || blanks) {
            Optional<Guess<Shape>> other = withoutDelimiter(lines, blanks ? covered : 0.3);
            if (other.isPresent() && (blanks || covered < 0.3)) {
                return List.of(other.get());
            }
        }
        if (rows.isPresent() && blanks && lines.stream().anyMatch(rows.get().value()::isNear)) {
            double few = covered;
            Optional<Shape.Matched> printed = PrintedLines.of(lines).filter(found -> coverage(found, lines) > few);
            if (printed.isPresent()) {
                return List.of(Guess.likely(printed.get(), "some lines have a word more than others"));
            }
        }
        return rows.map(found -> withOthers(found, head)).orElseGet(() -> List.of(single(lines)));
    }

    /** Comments may be more than the data; where the other lines are a table, only these count. */
    private static List<String> withoutComments(List<String> lines) {
        List<String> others = lines.stream()
                .filter(line -> COMMENTS.stream().noneMatch(line::startsWith))
                .toList();
        boolean table = others.size() < lines.size()
                && others.size() > FEWEST
                && Delimiter.of(others)
                        .filter(found -> found.value().typed() > 0 && coverage(found.value(), others) > POOR)
                        .isPresent();
        return table ? others : lines;
    }

    /** Below a line of names there may be a single line of data. */
    private static Optional<Guess<Rows>> belowNames(List<String> lines) {
        if (lines.size() < 2 || lines.size() > FEWEST) {
            return Optional.empty();
        }
        return Delimiter.of(lines.subList(1, lines.size())).filter(found -> {
            List<String> names = found.value().cut().fields(lines.get(0));
            return found.value().typed() > 0
                    && found.value().count() == names.size()
                    && names.stream().allMatch(name -> Kind.of(name) == Kind.TEXT);
        });
    }

    private static double coverage(Rows rows, List<String> lines) {
        return lines.stream().filter(line -> rows.fit(line) != Rows.Fit.NONE).count()
                / (double) Math.max(1, lines.size());
    }

    private static double coverage(Shape.Matched printed, List<String> lines) {
        return lines.stream().filter(line -> printed.values(line).isPresent()).count() / (double) lines.size();
    }

    private static Optional<Guess<Shape>> withoutDelimiter(List<String> lines, double covered) {
        if (covered < POOR) {
            Optional<Shape.Matched> records = Records.of(lines);
            if (records.isPresent()) {
                return Optional.of(Guess.likely(
                        records.get(),
                        "records of several lines; each begins with one in which "
                                + records.get().recordStart() + " is found"));
            }
        }
        return PrintedLines.of(lines).flatMap(printed -> {
            double matched = coverage(printed, lines);
            return matched > covered + 0.1
                    ? Optional.of(
                            Guess.likely(
                                    (Shape) printed,
                                    Math.round(matched * 100)
                                            + " % of the lines looked at first are printed like this; no delimiter fits as many"))
                    : Optional.empty();
        });
    }

    /** One value in each line, or lines of which nothing is known. */
    private static Guess<Shape> single(List<String> lines) {
        long typed = lines.stream().filter(line -> Kind.of(line).isTyped()).count();
        if (typed * 2 > lines.size()) {
            boolean comma =
                    lines.stream().filter(line -> Kind.of(line).isTyped()).anyMatch(line -> line.indexOf(',') >= 0);
            boolean number =
                    lines.stream().filter(line -> Kind.of(line) == Kind.NUMBER).count() * 2 > typed;
            return Guess.sure(
                    new Shape.Separated(
                            new Rows(Cut.at(comma ? ';' : ','), List.of(number ? Kind.NUMBER : Kind.TIMESTAMP), "")),
                    "one value in each line");
        }
        return Guess.guess(new Shape.Whole(), "nothing cuts the lines into fields that agree: each becomes one text");
    }

    /** Other tables in the same file, each with names above at least three lines. */
    private static List<Guess<Shape>> withOthers(Guess<Rows> main, List<String> head) {
        List<Guess<Shape>> shapes = new ArrayList<>();
        shapes.add(new Guess<>(new Shape.Separated(main.value()), main.confidence(), main.why()));
        List<String> chunk = new ArrayList<>();
        for (int i = 0; i <= head.size() && main.value().typed() > 0; i++) {
            boolean ends = i == head.size() || main.value().fit(head.get(i)) != Rows.Fit.NONE;
            if (!ends) {
                chunk.add(head.get(i));
            } else if (chunk.size() > FEWEST && shapes.size() < 6) {
                other(chunk, shapes).ifPresent(shapes::add);
                chunk.clear();
            } else {
                chunk.clear();
            }
        }
        return shapes;
    }

    private static Optional<Guess<Shape>> other(List<String> chunk, List<Guess<Shape>> known) {
        List<String> lines = chunk.stream().filter(line -> !line.isBlank()).toList();
        Optional<Rows> rows = Delimiter.of(lines)
                .map(Guess::value)
                .filter(found -> !found.cut().isBlanks() && found.typed() * 2 >= found.count());
        if (rows.isEmpty() || known.stream().anyMatch(shape -> isSame(shape.value(), rows.get()))) {
            return Optional.empty();
        }
        int first = 0;
        while (first < lines.size() && rows.get().fit(lines.get(first)) != Rows.Fit.EXACT) {
            first++;
        }
        int run = 0;
        while (first + run < lines.size() && rows.get().fit(lines.get(first + run)) != Rows.Fit.NONE) {
            run++;
        }
        boolean named = NamesLine.in(lines.subList(0, first), rows.get())
                .filter(found ->
                        found.value().names().size() == rows.get().count() && found.confidence() != Confidence.GUESS)
                .isPresent();
        return run >= FEWEST && named
                ? Optional.of(Guess.likely(
                        new Shape.Separated(rows.get()),
                        run + " lines of " + rows.get().count() + " fields below names of their own"))
                : Optional.empty();
    }

    private static boolean isSame(Shape shape, Rows rows) {
        return shape instanceof Shape.Separated separated && separated.rows().count() == rows.count();
    }
}
