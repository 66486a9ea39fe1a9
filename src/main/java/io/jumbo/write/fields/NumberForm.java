package io.jumbo.write.fields;

import java.util.Optional;

/**
 * How numbers are written in a file. What is a number in this form can be had in PostgreSQL's; anything else is left alone, for the server to refuse. Immutable.
 *
 * @param decimal separator of the fraction
 * @param thousands separator that means nothing
 */
record NumberForm(char decimal, Optional<Character> thousands) {

    private static final char NONE = '\0';

    /** As PostgreSQL writes them. */
    static final NumberForm PLAIN = new NumberForm('.', Optional.empty());

    boolean isPlain() {
        return equals(PLAIN);
    }

    boolean isAscii() {
        return thousands().orElse(NONE) < 0x80;
    }

    /** The same number in PostgreSQL's form; the text as it is if it is no number. */
    String plain(String text) {
        if (isPlain() || !isNumber(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int put = plain(text.charAt(i));
            if (put >= 0) {
                plain.append((char) put);
            }
        }
        return plain.toString();
    }

    /** What stands for a character of a number; -1 if nothing does. */
    int plain(char c) {
        return c == decimal ? '.' : c == separator() ? -1 : c;
    }

    private char separator() {
        return thousands.isPresent() ? thousands.get() : NONE;
    }

    /** Whether all of a text is a number in this form: sign, digits with separators between them, fraction, exponent, and blanks round it. */
    boolean isNumber(CharSequence text) {
        int end = text.length();
        while (end > 0 && Blanks.is(text.charAt(end - 1))) {
            end--;
        }
        int at = 0;
        while (at < end && Blanks.is(text.charAt(at))) {
            at++;
        }
        at += at < end && isSign(text.charAt(at)) ? 1 : 0;
        int begin = at;
        char separator = separator();
        while (at < end
                && (isDigit(text.charAt(at))
                        || (separator != NONE
                                && text.charAt(at) == separator
                                && at > begin
                                && isDigit(text.charAt(at - 1))
                                && at + 1 < end
                                && isDigit(text.charAt(at + 1))))) {
            at++;
        }
        int digits = at - begin;
        if (at < end && text.charAt(at) == decimal) {
            int fraction = afterDigits(text, at + 1, end);
            digits += fraction - at - 1;
            at = fraction;
        }
        if (digits > 0 && at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int power = at + 1 + (at + 1 < end && isSign(text.charAt(at + 1)) ? 1 : 0);
            int behind = afterDigits(text, power, end);
            at = behind > power ? behind : at;
        }
        return digits > 0 && at == end;
    }

    private static int afterDigits(CharSequence text, int from, int end) {
        int at = from;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }
}
