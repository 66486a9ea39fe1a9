package io.jumbo.option;

/** How a line becomes the fields of a template. */
public enum LineFormat {
    /** {@link #LINE} for a template whose only field is one {@code %s}, {@link #CSV} for any other. */
    AUTO,
    /** The whole line, without its terminator, is the only field. */
    LINE,
    /** The line is cut at the delimiter; a field in quotes may contain it. */
    CSV,
    /** Fields stand between runs of blanks and tabs. */
    BLANKS,
    /** The groups of {@link Option#PATTERN} are the fields. */
    REGEX,
    /** The line is a JSON object; its keys are the names of the fields. */
    JSON;

    /**
     * Reads {@code auto}, {@code line}, {@code csv}, {@code blanks}, {@code regex} or {@code json}.
     *
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    public static LineFormat parse(String text) {
        return Choice.parse(LineFormat.class, text);
    }
}
