package io.jumbo.option;

/** How a line becomes the fields of a template. */
public enum LineFormat {
    /** {@link #LINE} for a template with one placeholder, {@link #CSV} for one with several. */
    AUTO,
    /** The whole line, without its terminator, is the only field. */
    LINE,
    /** The line is cut at the delimiter; a field in quotes may contain it. */
    CSV;

    /**
     * Reads {@code auto}, {@code line} or {@code csv}.
     *
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    public static LineFormat parse(String text) {
        return Choice.parse(LineFormat.class, text);
    }
}
