package io.jumbo.option;

/** What ends a line. */
public enum LineEnd {
    /** LF, and CRLF as one; a CR anywhere else is data. */
    LF,
    /** A lone CR too, as old Macs and many serial devices write it. */
    CR;

    /**
     * Reads {@code lf} or {@code cr}.
     *
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    public static LineEnd parse(String text) {
        return Choice.parse(LineEnd.class, text);
    }
}
