package io.jumbo.app.setup;

import java.util.List;

/**
 * The process cannot start, or a command cannot do its work. The user sees each reason after {@code jumbo: }, and no stack trace; a reason names the key or
 * file, what is wrong and what to do. It may have several lines: SQL to paste stands behind the first one, as it is.
 */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    /** Refuses for one reason. */
    public StartRefusedException(String reason) {
        this(List.of(reason));
    }

    /** Refuses for one reason; the cause is shown at DEBUG only. */
    public StartRefusedException(String reason, Throwable cause) {
        this(List.of(reason), cause);
    }

    /** Refuses for all of these reasons. */
    public StartRefusedException(List<String> reasons) {
        this(reasons, null);
    }

    /** Refuses for all of these reasons; the cause is shown at DEBUG only. */
    public StartRefusedException(List<String> reasons, Throwable cause) {
        super(String.join("\n", reasons), cause);
        this.reasons = List.copyOf(reasons);
    }

    /** What the user reads. */
    public List<String> reasons() {
        return reasons;
    }

    /** The same line by line. */
    public List<String> lines() {
        return getMessage().lines().toList();
    }
}
