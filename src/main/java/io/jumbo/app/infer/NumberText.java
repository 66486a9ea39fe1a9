package io.jumbo.app.infer;

/**
 * How a number is written.
 *
 * @param digits in front of the decimal separator
 * @param fraction digits behind it
 * @param decimal the decimal separator; 0 if there is none
 * @param group between thousands; 0 if there is none
 * @param exponent whether it has one
 * @param padded whether it begins with zeros that a number has no need of
 */
record NumberText(int digits, int fraction, char decimal, char group, boolean exponent, boolean padded) {

    /** No number. */
    static final NumberText NONE = new NumberText(0, 0, '\0', '\0', false, false);

    boolean isNumber() {
        return digits + fraction > 0;
    }

    boolean isInteger() {
        return isNumber() && decimal == 0 && !exponent;
    }

    /** Reads a text without blanks round it. */
    static NumberText of(String text) {
        int length = text.length();
        int at = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int begin = at;
        int digits = 0;
        int marks = 0;
        int last = -1;
        for (; at < length; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (isMark(c)) {
                marks++;
                last = at;
            } else {
                break;
            }
        }
        if (digits == 0 || (at < length && !isExponent(text, at))) {
            return NONE;
        }
        boolean exponent = at < length;
        boolean padded = digits > 1 && text.charAt(begin) == '0' && Character.isDigit(text.charAt(begin + 1));
        if (marks == 0) {
            return new NumberText(digits, 0, '\0', '\0', exponent, padded);
        }
        char mark = text.charAt(last);
        int fraction = at - last - 1;
        if (marks == 1 && (mark == '.' || mark == ',')) {
            return new NumberText(digits - fraction, fraction, mark, '\0', exponent, padded);
        }
        char group = firstMark(text, begin);
        boolean sameMark = mark == group;
        if (!isGrouped(text, begin, sameMark ? at : last, group)) {
            return NONE;
        }
        return sameMark
                ? new NumberText(digits, 0, '\0', group, exponent, padded)
                : mark == '.' || mark == ','
                        ? new NumberText(digits - fraction, fraction, mark, group, exponent, padded)
                        : NONE;
    }

    private static boolean isMark(char c) {
        return c == '.' || c == ',' || c == '\'' || c == '’' || c == '\u00A0' || c == '\u202F' || c == ' ';
    }

    private static boolean isExponent(String text, int at) {
        int i = at + 1;
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            i++;
        }
        int from = i;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i > from && i == text.length();
    }

    private static char firstMark(String text, int from) {
        int i = from;
        while (!isMark(text.charAt(i))) {
            i++;
        }
        return text.charAt(i);
    }

    /** One to three digits, then three behind each mark. */
    private static boolean isGrouped(String text, int from, int to, char group) {
        int run = 0;
        boolean first = true;
        for (int i = from; i <= to; i++) {
            if (i < to && text.charAt(i) != group) {
                if (isMark(text.charAt(i))) {
                    return false;
                }
                run++;
            } else {
                if (first ? run < 1 || run > 3 : run != 3) {
                    return false;
                }
                first = false;
                run = 0;
            }
        }
        return true;
    }
}
