package io.jumbo.app.infer;

import java.util.Optional;

/** Whether all texts of a column are numbers with the same unit behind them, such as {@code 12.3 mV}. Not thread-safe. */
final class Attached {

    private static final int LONGEST = 12;

    private String unit = "";
    private boolean broken;

    void accept(String text) {
        if (broken) {
            return;
        }
        int end = 0;
        while (end < text.length() && isOfNumber(text.charAt(end))) {
            end++;
        }
        String rest = text.substring(end);
        boolean number = NumberText.of(text.substring(0, end)).isNumber();
        broken = !number
                || rest.isBlank()
                || rest.length() > LONGEST
                || rest.chars().anyMatch(Character::isDigit)
                || !(unit.isEmpty() || unit.equals(rest));
        unit = rest;
    }

    private static boolean isOfNumber(char c) {
        return (c >= '0' && c <= '9') || "+-.,".indexOf(c) >= 0;
    }

    /** The text behind the numbers, with a blank in front if there is one. */
    Optional<String> unit() {
        return broken || unit.isEmpty() ? Optional.empty() : Optional.of(unit);
    }
}
