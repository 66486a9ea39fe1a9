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

    /** Whether fields of both can be values of one column. */
    boolean fits(Kind other) {
        return this == other || isMoment() && other.isMoment();
    }
}
