package io.jumbo.option;

import java.util.Optional;

/** A character that separates, as a user writes it. Each method refuses what it cannot be, as {@link OptionReader}. */
final class Separator {

    private Separator() {}

    static Character field(String text) {
        String written = text.length() == 1 ? text : text.strip();
        if (written.equals("\\t") || written.equalsIgnoreCase("tab")) {
            return '\t';
        }
        return oneCharacter(written, "write one character, such as , or ; or tab");
    }

    static Optional<Character> quote(String text) {
        String written = text.strip();
        return written.isEmpty()
                ? Optional.empty()
                : Optional.of(oneCharacter(written, "write one character, or nothing"));
    }

    static Character decimal(String text) {
        String written = text.strip();
        if (!written.equals(".") && !written.equals(",")) {
            throw new IllegalArgumentException("is not allowed: write . or ,");
        }
        return written.charAt(0);
    }

    static Optional<Character> thousands(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String remedy = "write one character, such as . or ' or a blank, or nothing";
        char separator = oneCharacter(text.length() == 1 ? text : text.strip(), remedy);
        if (Character.isLetterOrDigit(separator) || separator == '-' || separator == '+') {
            throw new IllegalArgumentException("may itself be part of a number: " + remedy);
        }
        return Optional.of(separator);
    }

    private static Character oneCharacter(String text, String remedy) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("is not one character: " + remedy);
        }
        char character = text.charAt(0);
        if (character == '\n' || character == '\r' || character == 0) {
            throw new IllegalArgumentException("is the end of a line, or NUL: " + remedy);
        }
        return character;
    }
}
