package io.jumbo.offset;

import java.sql.SQLException;

/**
 * A failure whose message says everything a person needs, in Jumbo's own words: what failed, and what to run or change. It may have several lines, and
 * takes the place of what the server said, which it quotes.
 */
public final class ExplainedException extends SQLException {

    private static final long serialVersionUID = 1L;

    /**
     * Explains a failure.
     *
     * @param message for people
     * @param cause whose SQLSTATE counts
     */
    public ExplainedException(String message, SQLException cause) {
        super(message, cause.getSQLState(), cause);
    }

    /** Explains what the server does not object to, or in a word of another kind. */
    public ExplainedException(String message, String sqlState) {
        super(message, sqlState);
    }
}
