package io.jumbo.app.infer;

/** What a field holds, told from its text alone. */
enum Kind {
    EMPTY,
    NUMBER,
    DATE,
    TIME,
    /** Hours, minutes and seconds that are more than a day. */
    INTERVAL,
    TIMESTAMP,
    /** A timestamp with its time zone. */
    ZONED,
    TEXT;

    boolean isMoment() {
        return compareTo(DATE) >= 0 && compareTo(ZONED) <= 0;
    }

    /** Whether it says more than any text would. */
    boolean isTyped() {
        return this == NUMBER || isMoment();
    }

    /** Reads a field; what stands for nothing is empty. */
    static Kind of(String field) {
        String text = field.strip();
        if (text.isEmpty() || NullWords.contains(text)) {
            return EMPTY;
        }
        return NumberText.of(text).isNumber() ? NUMBER : MomentText.of(text).kind();
    }

    /** Whether a field is of this kind without a closer look; it may be of it otherwise. */
    boolean isObvious(String field) {
        int length = field.length();
        if (length == 0
                || (this == NUMBER && !isDigit(field.charAt(length - 1)))
                || (isMoment() && (length < 8 || !isDigit(field.charAt(0))))) {
            return false;
        }
        int points = 0;
        int colons = 0;
        for (int i = 0; i < length; i++) {
            char c = field.charAt(i);
            if (c == '.' || c == ',') {
                points++;
            } else if (c == ':') {
                colons++;
            } else if (!isDigit(c)
                    && (this == NUMBER ? i > 0 || c != '-' : !isBetweenNumbers(c) && (c != 'Z' || i < length - 1))) {
                return false;
            }
        }
        return this == NUMBER ? colons == 0 && points < 2 : isMoment() && colons > 0 && colons < 3;
    }

    private static boolean isBetweenNumbers(char c) {
        return c == '-' || c == '/' || c == ' ' || c == 'T';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether fields of both can be values of one column. */
    boolean fits(Kind other) {
        return this == other || (isMoment() && other.isMoment());
    }
}
