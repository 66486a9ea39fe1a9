package io.jumbo.option;

/** What to do with a file whose lines were changed or cut back after they were written: nobody but the user can know. */
public enum OnRewrite {
    /** What was written stays; only what follows it is new. */
    APPEND,
    /** A changed file is read again from its start. */
    RELOAD;

    /**
     * Reads {@code append} or {@code reload}.
     *
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    public static OnRewrite parse(String text) {
        return Choice.parse(OnRewrite.class, text);
    }
}
