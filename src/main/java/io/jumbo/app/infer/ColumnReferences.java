package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides how the statement finds the fields of a table: by name, by position or in their order. */
final class ColumnReferences {

    private final TableGuess table;
    private final Optional<Outline> outline;
    private final List<String> notes = new ArrayList<>();

    ColumnReferences(TableGuess table, Optional<Outline> outline) {
        this.table = table;
        this.outline = outline;
    }

    /** What a person should know. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** One for each field in which something stands. */
    List<Column> columns(NumberMarks marks, Set<String> nulls) {
        List<ColumnGuess> guesses = table.columns();
        List<String> names = new ArrayList<>(outline.flatMap(Outline::names)
                .map(found -> found.value().names())
                .orElseGet(() -> table.shape().value().names()));
        boolean named = outline.isEmpty() || outline.get().byName();
        while (names.size() < guesses.size()) {
            names.add("");
        }
        Map<Integer, String> words = outline.flatMap(Outline::names).isEmpty() && outline.isPresent() && isFixed()
                ? WordsBeforeValues.in(guesses)
                : Map.of();
        words.forEach((i, word) -> names.set(i + 1, word));
        List<Integer> kept = Stream.iterate(0, i -> i + 1)
                .limit(guesses.size())
                .filter(i -> isKept(guesses.get(i), names.get(i)) && !words.containsKey(i))
                .toList();
        boolean whole =
                outline.isPresent() && !outline.get().byName() && isAllInOrder(kept, guesses.size()) && isFixed();
        List<String> identifiers = Identifiers.of(
                kept.stream().map(i -> identifying(names.get(i), i, guesses)).toList());
        boolean dated = guesses.stream()
                .anyMatch(column -> NullValues.isTyped(column)
                        && column.of(Kind.DATE) > 0
                        && column.of(Kind.DATE) == column.moments());
        List<Column> columns = new ArrayList<>();
        List<String> byPosition = new ArrayList<>();
        for (int k = 0; k < kept.size(); k++) {
            int i = kept.get(k);
            Guess<ColumnType> type =
                    typed(guesses.get(i), names.get(i), ColumnType.of(guesses.get(i), marks, nulls, dated));
            boolean byName = named && (outline.isEmpty() || FieldReference.isUsable(names.get(i), names));
            if (outline.isPresent() && outline.get().byName() && !byName) {
                byPosition.add(identifiers.get(k));
            }
            String reference = table.shape().value() instanceof Shape.Whole || whole
                    ? "%s"
                    : byName ? FieldReference.byName(names.get(i)) : FieldReference.byPosition(i + 1);
            Hints.of(identifiers.get(k), names.get(i), reference, guesses.get(i))
                    .ifPresent(notes::add);
            columns.add(new Column(identifiers.get(k), type, converted(reference, names.get(i), type.value())));
        }
        if (table.hasLonger()) {
            notes.add(
                    "some lines have a field more than the others, which is left out: a line that does not reach a field"
                            + " that the statement uses would be a dead letter");
        }
        if (!words.isEmpty()) {
            notes.add("columns have the names of the words in front of their values: "
                    + String.join(", ", words.values()));
        }
        outline.flatMap(Outline::names)
                .ifPresent(found -> notes.add((outline.get().byName()
                                ? "fields are found by the names in the header"
                                : "fields are found by their position")
                        + " - " + found.reason()));
        if (!byPosition.isEmpty()) {
            notes.add("by position, since their names are missing, there twice, or differ from device to device: "
                    + String.join(", ", byPosition));
        }
        return columns;
    }

    /** A last field that is always empty is let pass. */
    private static boolean isAllInOrder(List<Integer> kept, int all) {
        return kept.size() == all || (kept.size() == all - 1 && kept.get(kept.size() - 1) == all - 2);
    }

    private Guess<ColumnType> typed(ColumnGuess column, String name, Guess<ColumnType> type) {
        if (!(table.shape().value() instanceof Shape.Json)
                || (column.nullWords.isEmpty() && !column.texts.containsKey(JsonLine.NESTED))) {
            return type;
        }
        boolean nested = column.texts.containsKey(JsonLine.NESTED);
        boolean required = column.empty + column.blank == 0;
        return nested && column.texts.size() == 1 && column.of(Kind.NUMBER) + column.moments() == 0
                ? Guess.sure(
                        new ColumnType("jsonb", required, false),
                        "nested objects or arrays; %(/" + name + "/…)s is a single value in them")
                : Guess.likely(
                        new ColumnType(ColumnType.TEXT, required, false),
                        "different kinds of values, such as " + column.example);
    }

    /** A column in which nothing ever stands, and which has no name, is what a delimiter at the begin or end of a line makes. */
    private static boolean isKept(ColumnGuess column, String name) {
        return !name.isBlank() || column.empty + column.blank < column.count;
    }

    private boolean isFixed() {
        return !table.hasLonger()
                && table.shape().value() instanceof Shape.Separated separated
                && separated.rows().first().isEmpty();
    }

    private static String identifying(String name, int index, List<ColumnGuess> guesses) {
        if (!name.isBlank()) {
            return name;
        }
        return guesses.size() == 1 ? "reading" : "field_" + (index + 1);
    }

    private String converted(String reference, String name, ColumnType type) {
        if (type.commaSeconds()) {
            return "replace(" + reference + ", ',', '.')::" + type.name();
        } else if (table.shape().value() instanceof Shape.Matched matched
                && matched.numbers().contains(name)) {
            return "replace(" + reference + ", ' ', '')::" + type.name();
        }
        return reference;
    }
}
