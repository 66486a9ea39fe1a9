package io.jumbo.app.infer;

import io.jumbo.option.DateOrder;
import io.jumbo.option.LineEnd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a proposal from what was found out of files that are alike. */
final class Proposer {

    private final List<FileGuess> files;
    private final int number;
    private final TableGuess table;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> nulls = new HashSet<>();

    private Proposer(List<FileGuess> files, int number, TableGuess table) {
        this.files = files;
        this.number = number;
        this.table = table;
    }

    /** The table with this number, from 0, of these files. */
    static Proposal of(List<FileGuess> files, int number, TableGuess table, Origin origin) {
        return new Proposer(files, number, table).propose(origin);
    }

    private Proposal propose(Origin origin) {
        FileGuess first = files.get(0);
        set("directory", origin.directory(), "");
        set("include", origin.include(), "");
        charset(files.stream().filter(file -> !file.ascii()).findFirst().orElse(first));
        if (first.lineEnd().value() == LineEnd.CR) {
            set("line-end", "cr", first.lineEnd().reason());
        }
        Optional<Outline> outline = table.shape().value() instanceof Shape.Separated separated
                ? Optional.of(outline(separated))
                : Optional.empty();
        format(table.shape());
        outline.ifPresent(found -> {
            found.options().forEach((key, guess) -> set(key, guess.value(), guess.reason()));
            notes.addAll(found.notes());
        });
        boolean json = table.shape().value() instanceof Shape.Json;
        NumberMarks marks = NumberMarks.of(table.columns(), isCutAt(','));
        if (!json) {
            marks.decimal().ifPresent(guess -> set("decimal-separator", guess.value(), guess.reason()));
            marks.group().ifPresent(guess -> set("thousands-separator", guess.value(), guess.reason()));
            NullValues.of(table.columns()).ifPresent(guess -> {
                set("null-value", guess.value(), guess.reason());
                nulls.addAll(List.of(guess.value().split(",", -1)));
            });
        }
        ColumnReferences references = new ColumnReferences(table, outline);
        List<Column> columns = references.columns(marks, nulls);
        notes.addAll(references.notes());
        trim();
        dates();
        headerValues(outline);
        String title = files.stream()
                        .map(file -> file.path().getFileName() + ": " + file.lines() + " lines")
                        .reduce((one, other) -> one + "; " + other)
                        .orElseThrow()
                + "; " + table.lines() + " of them are data" + (table.lines() > 0 ? "" : ": nothing to infer from")
                + ". Each line: how sure it is, and why";
        return new Proposal(
                "",
                title,
                settings,
                origin.table(),
                columns,
                notes,
                files.stream().map(FileGuess::path).toList());
    }

    private void set(String key, String value, String why) {
        settings.add(new Setting(key, value, why));
    }

    private void charset(FileGuess file) {
        String name = CharsetGuess.option(file.charset().value());
        if (!name.equals("UTF-8")) {
            set("charset", name, file.charset().reason());
        }
    }

    private Outline outline(Shape.Separated shape) {
        if (!shape.rows().first().isEmpty()) {
            String begin = "^" + LinePattern.escaped(shape.rows().first())
                    + (shape.rows().cut().isBlanks()
                            ? "\\s"
                            : LinePattern.escaped(
                                    String.valueOf(shape.rows().cut().delimiter())));
            return new Outline(
                    Optional.empty(),
                    List.of(),
                    Map.of("only", Guess.sure(begin, table.shape().why())),
                    false,
                    List.of());
        }
        List<Outline> outlines = files.stream()
                .map(file -> Outline.of(file.seen(), number, shape.rows()))
                .toList();
        Outline richest = outlines.stream()
                .max(Comparator.comparingInt(each -> each.options().size()))
                .orElseThrow();
        for (int i = 0; i < outlines.size(); i++) {
            Outline each = outlines.get(i);
            each.options().forEach((key, guess) -> {
                Guess<String> taken = richest.options().get(key);
                if (taken == null || !taken.value().equals(guess.value())) {
                    notes.add("the files do not agree in " + key + ": one would need " + guess.value());
                }
            });
        }
        return richest;
    }

    private boolean isCutAt(char delimiter) {
        return table.shape().value() instanceof Shape.Separated separated
                && separated.rows().cut().delimiter() == delimiter;
    }

    private void format(Guess<Shape> shape) {
        if (shape.value() instanceof Shape.Json) {
            set("format", "json", shape.reason());
        } else if (shape.value() instanceof Shape.Matched matched) {
            if (!matched.recordStart().isEmpty()) {
                set("record-start", matched.recordStart(), shape.reason());
            }
            set("format", "regex", matched.recordStart().isEmpty() ? shape.reason() : "");
            set("pattern", matched.pattern().pattern(), "");
            if (matched.recordStart().isEmpty()) {
                linesAbove();
            } else {
                lastRecord();
            }
        } else if (shape.value() instanceof Shape.Separated separated) {
            cut(separated, shape.reason());
        } else {
            notes.add(shape.reason());
        }
    }

    /** One strange line at the top may be half a line of data; several are a header if all files have them. */
    private void linesAbove() {
        List<Long> above = files.stream()
                .flatMap(file -> file.seen().stream().filter(Seen::isData).findFirst().stream())
                .map(first -> first.number() - 1)
                .distinct()
                .toList();
        if (above.size() == 1 && above.get(0) > 1) {
            set(
                    "header-lines",
                    above.get(0).toString(),
                    "likely: line " + (above.get(0) + 1) + " is the first one in which the pattern is found");
        }
    }

    private void lastRecord() {
        set(
                "record-timeout",
                "1m",
                "guess: the last record of a file is complete when the next begins, or nothing has come for so long; it must be longer than the device pauses within a record");
    }

    private void cut(Shape.Separated shape, String reason) {
        Cut cut = shape.rows().cut();
        if (!shape.recordStart().isEmpty()) {
            set("record-start", shape.recordStart(), reason);
            lastRecord();
        }
        if (cut.isBlanks()) {
            set("format", "blanks", reason);
            return;
        }
        if (cut.delimiter() != ',') {
            set("delimiter", cut.delimiter() == '\t' ? "tab" : String.valueOf(cut.delimiter()), reason);
        }
        if (cut.quote().isEmpty()) {
            set("quote", "", "likely: quotes in fields are data, and do not open and close them");
        } else if (cut.quote().get() != '"') {
            set(
                    "quote",
                    String.valueOf(cut.quote().get()),
                    "likely: apostrophes open and close fields, and no other quotes do");
        }
    }

    private void trim() {
        if (!(table.shape().value() instanceof Shape.Separated separated)
                || separated.rows().cut().isBlanks()) {
            return;
        }
        long blank = table.columns().stream().mapToLong(column -> column.blank).sum();
        long padded =
                table.columns().stream().mapToLong(column -> column.paddedTexts).sum();
        if (blank + padded > 0) {
            set(
                    "trim",
                    "yes",
                    "sure: " + padded + " texts have blanks round them, " + blank + " fields hold only blanks");
        }
    }

    private void dates() {
        List<Guess<DateOrder>> orders = table.columns().stream()
                .filter(NullValues::isTyped)
                .flatMap(column -> column.dates.decide().stream())
                .sorted(Comparator.comparing(Guess::confidence))
                .toList();
        if (orders.isEmpty()) {
            return;
        }
        Guess<DateOrder> order = orders.get(0);
        set("date-style", "ISO, " + order.value(), order.reason());
        orders.stream()
                .filter(other -> other.value() != order.value() && other.confidence() != Confidence.GUESS)
                .findFirst()
                .ifPresent(other -> notes.add("dates are written in two orders, " + order.value() + " and "
                        + other.value() + ": make one of the columns text, or use to_date in the statement"));
    }

    private void headerValues(Optional<Outline> outline) {
        outline.ifPresent(found -> {
            long line = found.names()
                    .map(names -> found.header().get(names.value().index()).number())
                    .orElse(0L);
            Cut cut = ((Shape.Separated) table.shape().value()).rows().cut();
            HeaderValues.in(found.header(), line, cut)
                    .forEach((key, value) ->
                            notes.add("the statement could use %(header:" + key + ")s, here: " + value));
        });
        DayInName.note(table.columns(), files.get(0).path()).ifPresent(notes::add);
    }
}
