package io.jumbo.app.infer;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a column.
 *
 * @param name as {@code CREATE TABLE} has it
 * @param required whether every line has a value
 * @param commaSeconds whether the fraction of seconds stands behind a comma
 */
record ColumnType(String name, boolean required, boolean commaSeconds) {

    private static final int INT_DIGITS = 9;
    private static final int BIGINT_DIGITS = 18;
    private static final int FEW_LINES = 20;

    static final String TEXT = "text";

    /** The type of a column in whose table these texts stand for no value. */
    static Guess<ColumnType> of(ColumnGuess column, NumberMarks marks, Set<String> nulls) {
        return of(column, marks, nulls, false);
    }

    /**
     * The type of a column in whose table these texts stand for no value.
     *
     * @param dated whether another column holds dates, so that a time is one of the day
     */
    static Guess<ColumnType> of(ColumnGuess column, NumberMarks marks, Set<String> nulls, boolean dated) {
        Guess<String> type = type(column, marks, dated);
        long nothing = column.empty + column.blank + nullTexts(column, nulls);
        boolean required = nothing == 0 && column.count > 0;
        String values = required
                ? "all " + column.count + " lines have a value"
                : nothing + " of " + column.count + " lines have none";
        Confidence few = column.count < FEW_LINES && type.confidence() == Confidence.SURE
                ? Confidence.LIKELY
                : type.confidence();
        boolean comma = column.commaSeconds > 0 && !isText(type);
        return new Guess<>(new ColumnType(type.value(), required, comma), few, type.why() + "; " + values);
    }

    private static boolean isText(Guess<String> type) {
        return type.value().equals(TEXT);
    }

    private static long nullTexts(ColumnGuess column, Set<String> nulls) {
        return Stream.of(column.nullWords, column.texts, column.sentinels)
                .flatMap(texts -> texts.entrySet().stream())
                .filter(text -> nulls.contains(text.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Guess<String> type(ColumnGuess column, NumberMarks marks, boolean dated) {
        long numbers = column.of(Kind.NUMBER);
        if (numbers + column.moments() + column.of(Kind.TEXT) == 0) {
            return Guess.guess(TEXT, "no line has a value");
        } else if (column.realTexts() > 0
                && column.truths == column.realTexts()
                && (column.texts.size() == 2 || column.texts.keySet().stream().allMatch(text -> text.length() > 1))
                && numbers + column.moments() + column.nulls() == 0) {
            return Guess.sure("boolean", "only " + sample(column.texts));
        } else if (!NullValues.isTyped(column)) {
            return numbers + column.moments() == 0
                    ? column.realTexts() == 0
                            ? Guess.guess(TEXT, "only " + sample(column.nullWords))
                            : Guess.sure(TEXT, "such as " + column.example)
                    : Guess.likely(
                            TEXT,
                            numbers + " numbers, " + column.moments() + " times and other texts such as "
                                    + sample(column.texts));
        } else if (numbers > 0 && column.moments() > 0) {
            return Guess.likely(
                    TEXT, numbers + " numbers and " + column.moments() + " times, such as " + column.example);
        }
        Guess<String> type = numbers > 0 ? number(column, marks) : moment(column, dated);
        return column.realTexts() > 0 ? Guess.guess(type.value(), type.why() + ", and " + sample(column.texts)) : type;
    }

    private static String sample(Map<String, Long> texts) {
        return texts.keySet().stream().sorted().limit(3).collect(Collectors.joining(" "));
    }

    private static Guess<String> number(ColumnGuess column, NumberMarks marks) {
        String example = " such as " + column.example;
        long groups = marks.group().isPresent() && !marks.hasDecimalComma() ? column.commas : 0;
        boolean fractions =
                column.commas - groups + (marks.groupsByPoint() && column.commas == 0 ? 0 : column.points) > 0;
        if (column.paddedNumbers > 0 && !fractions && column.exponents == 0) {
            return Guess.likely(TEXT, "numbers with zeros in front, which a number would lose," + example);
        } else if (column.exponents > 0) {
            return Guess.sure("float8", "numbers with exponents" + example);
        } else if (fractions) {
            return Guess.sure("numeric", "numbers" + example);
        }
        int digits = column.digits + (groups > 0 ? 3 : 0);
        String type = digits <= INT_DIGITS ? "int" : digits <= BIGINT_DIGITS ? "bigint" : "numeric";
        return Guess.sure(type, "whole numbers" + example);
    }

    private static Guess<String> moment(ColumnGuess column, boolean dated) {
        String example = " such as " + column.example;
        if (column.dates.isContradictory()) {
            return Guess.likely(TEXT, "dates that no single order of day, month and year fits," + example);
        } else if (column.of(Kind.ZONED) > 0) {
            return column.of(Kind.ZONED) == column.moments()
                    ? Guess.sure("timestamptz", "times with a zone" + example)
                    : Guess.guess("timestamptz", "times, some of them without a zone," + example);
        } else if (column.of(Kind.TIMESTAMP) > 0) {
            return column.of(Kind.TIME) + column.of(Kind.INTERVAL) > 0
                    ? Guess.likely(TEXT, "dates with times, and times alone," + example)
                    : Guess.sure("timestamp", "dates with times and no zone" + example);
        } else if (column.of(Kind.DATE) > 0) {
            return column.of(Kind.DATE) == column.moments()
                    ? Guess.sure("date", "dates" + example)
                    : Guess.likely(TEXT, "dates, and times alone," + example);
        } else if (column.of(Kind.INTERVAL) > 0) {
            return Guess.sure("interval", "times, some of a day or more");
        }
        return column.isElapsed() && !dated
                ? Guess.likely("interval", "times since a beginning," + example)
                : Guess.likely("time", "times of a day" + example);
    }
}
