package io.jumbo.app.infer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Decides which texts stand for no value: words in columns of numbers and times, and numbers far from all others. */
final class NullValues {

    private static final int FAR = 5;
    private static final double MOSTLY = 0.8;

    private NullValues() {}

    /** Whether a column's values are numbers or times, and its texts stand for nothing. */
    static boolean isTyped(ColumnGuess column) {
        long typed = column.of(Kind.NUMBER) + column.moments();
        boolean alien = column.realTexts() > 0 && column.truths == 0;
        return typed > 0
                && (column.realTexts() == 0
                        || (alien && isFew(column) && typed >= MOSTLY * (typed + column.realTexts())));
    }

    private static boolean isFew(ColumnGuess column) {
        return !column.tooManyTexts
                && column.texts.size() <= 2
                && column.texts.keySet().stream()
                        .allMatch(text -> text.length() <= 10
                                && text.indexOf(',') < 0
                                && text.chars().noneMatch(Character::isDigit));
    }

    static Optional<Guess<String>> of(List<ColumnGuess> columns) {
        Map<String, Confidence> words = new TreeMap<>();
        for (ColumnGuess column : columns) {
            if (isTyped(column)) {
                column.nullWords
                        .keySet()
                        .forEach(word -> words.merge(word, Confidence.SURE, (one, other) -> one.or(other)));
                column.texts
                        .keySet()
                        .forEach(word -> words.merge(word, Confidence.GUESS, (one, other) -> one.or(other)));
                sentinels(column).forEach(word -> words.merge(word, Confidence.LIKELY, (one, other) -> one.or(other)));
            }
        }
        columns.stream()
                .filter(column -> column.of(Kind.TEXT) == column.nulls()
                        && column.of(Kind.TEXT) > 0
                        && column.of(Kind.NUMBER) == 0)
                .flatMap(column -> column.nullWords.keySet().stream())
                .filter(word -> word.toLowerCase(Locale.ROOT).matches("nan|na|n/a|null|-+"))
                .forEach(word -> words.putIfAbsent(word, Confidence.LIKELY));
        words.keySet().removeIf(word -> word.indexOf(',') >= 0);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Confidence confidence = words.values().stream().reduce(Confidence.SURE, Confidence::or);
        String doubtful = words.entrySet().stream()
                .filter(word -> word.getValue() == confidence)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
        String why = switch (confidence) {
            case SURE -> "stands among numbers or times";
            case LIKELY -> doubtful + " is far from all other values, or stands alone in its column";
            case GUESS ->
                doubtful
                        + " stands in a column that otherwise holds numbers or times; what it says is lost: make the column text to keep it";
        };
        return Optional.of(new Guess<>(String.join(",", words.keySet()), confidence, why));
    }

    /** Numbers that stand for no value. */
    static List<String> sentinels(ColumnGuess column) {
        double largest = Math.max(Math.abs(column.smallest), Math.abs(column.largest));
        return column.sentinels.keySet().stream()
                .filter(text -> column.smallest > column.largest
                        ? text.startsWith("-999") && column.sentinels.size() == 1
                        : Math.abs(value(text)) > FAR * largest && Math.abs(value(text)) > 90)
                .toList();
    }

    static double value(String text) {
        return Double.parseDouble(ColumnGuess.plain(text, NumberText.of(text)));
    }
}
