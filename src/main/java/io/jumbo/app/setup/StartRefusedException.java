package io.jumbo.app.setup;

import java.util.List;

/**
 * The process cannot start, or a command cannot do its work. The user sees each line of the message after
 * {@code jumbo: }, and no stack trace; a line names the key or file, what is wrong and what to do.
 */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Refuses for one reason. */
    public StartRefusedException(String line) {
        super(line);
    }

    /** Refuses for one reason; the cause is shown at DEBUG only. */
    public StartRefusedException(String line, Throwable cause) {
        super(line, cause);
    }

    /** Refuses for all of these reasons. */
    public StartRefusedException(List<String> lines) {
        super(String.join("\n", lines));
    }

    /** What the user reads, line by line. */
    public List<String> lines() {
        return getMessage().lines().toList();
    }
}
