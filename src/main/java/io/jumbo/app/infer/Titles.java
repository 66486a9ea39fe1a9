package io.jumbo.app.infer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Knows a line of titles that could be data: texts above texts, and numbers above numbers. */
final class Titles {

    private static final int MOST = 1_000;
    private static final int FEWEST_NUMBERS = 3;

    /** Where fewer of the values of a column are different, they are taken from a small set. */
    private static final double FEW = 0.7;

    private Titles() {}

    /**
     * Whether a line is one.
     *
     * @param title fields of the line
     * @param below fields of the lines below it
     */
    static boolean areTitles(List<String> title, List<List<String>> below, Rows rows) {
        List<List<String>> data = below.stream()
                .filter(fields -> fields.size() == title.size())
                .limit(MOST)
                .toList();
        if (rows.typed() == 0) {
            return isDistinct(title) && (below.isEmpty() || areTexts(title, data));
        }
        return areNumbers(title) && data.size() > 1 && areFar(title, data);
    }

    private static boolean isDistinct(List<String> title) {
        return title.size() > 1
                && new HashSet<>(title).size() == title.size()
                && title.stream().noneMatch(field -> Kind.of(field).isTyped());
    }

    /** None of them is a value, and the values of some columns are always the same few. */
    private static boolean areTexts(List<String> title, List<List<String>> data) {
        int votes = 0;
        for (int i = 0; i < title.size(); i++) {
            int column = i;
            List<String> values = data.stream()
                    .map(fields -> fields.get(column))
                    .filter(value -> !value.isBlank())
                    .toList();
            Set<String> different = new HashSet<>(values);
            if (different.contains(title.get(i))) {
                return false;
            }
            boolean few = values.size() > 1 && different.size() < FEW * values.size();
            boolean digits = hasDigit(title.get(i))
                    || values.isEmpty()
                    || !values.stream().allMatch(Titles::hasDigit);
            votes += few || !digits ? 1 : 0;
        }
        return votes > 0;
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    /** Numbers that rise or fall from field to field, at most the first excepted: wavelengths, years, channels. */
    static boolean areNumbers(List<String> title) {
        int from = !title.isEmpty() && Kind.of(title.get(0)) == Kind.NUMBER ? 0 : 1;
        if (title.size() - from < FEWEST_NUMBERS
                || !title.stream().skip(from).allMatch(field -> Kind.of(field) == Kind.NUMBER)) {
            return false;
        }
        double[] numbers = title.stream().skip(from).mapToDouble(Titles::number).toArray();
        double sign = Math.signum(numbers[1] - numbers[0]);
        return sign != 0
                && IntStream.range(1, numbers.length).allMatch(i -> Math.signum(numbers[i] - numbers[i - 1]) == sign);
    }

    /** Each number is farther from those of its column than these are from each other. */
    private static boolean areFar(List<String> title, List<List<String>> data) {
        for (int i = 0; i < title.size(); i++) {
            int column = i;
            double[] values = data.stream()
                    .map(fields -> fields.get(column))
                    .filter(field -> Kind.of(field) == Kind.NUMBER)
                    .mapToDouble(Titles::number)
                    .sorted()
                    .toArray();
            if (Kind.of(title.get(i)) != Kind.NUMBER || values.length == 0) {
                continue;
            }
            double number = number(title.get(i));
            double smallest = values[0];
            double largest = values[values.length - 1];
            double away = number < smallest ? smallest - number : number - largest;
            if (away <= largest - smallest || away <= 0) {
                return false;
            }
        }
        return true;
    }

    private static double number(String field) {
        String text = field.strip();
        return Double.parseDouble(ColumnGuess.plain(text, NumberText.of(text)));
    }
}
