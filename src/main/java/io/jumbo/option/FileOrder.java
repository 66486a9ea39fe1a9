package io.jumbo.option;

/** In which order the files of one poll are written. */
public enum FileOrder {
    /** One after the other by name where rows of two files can meet, else several at once. */
    AUTO,
    /** One after the other, in the order of their names. */
    NAME,
    /** One after the other, in the order in which they were changed last, then of their names. */
    MODIFIED;

    /**
     * Reads {@code auto}, {@code name} or {@code modified}.
     *
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    public static FileOrder parse(String text) {
        return Choice.parse(FileOrder.class, text);
    }
}
