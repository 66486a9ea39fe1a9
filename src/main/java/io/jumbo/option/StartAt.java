package io.jumbo.option;

/**
 * Where reading begins in a file that Jumbo has never seen before and that exists when its watch is started for the
 * first time. Every other file is read from where the last committed row left off, or from its first byte.
 */
public enum StartAt {
    /** At the first byte: what is already in the file becomes rows too. */
    BEGINNING,
    /** At the end: only lines appended from now on. */
    END;

    /**
     * Reads {@code beginning} or {@code end}.
     *
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    public static StartAt parse(String text) {
        return Choice.parse(StartAt.class, text);
    }
}
