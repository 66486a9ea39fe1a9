package io.jumbo.write;

/** A line that Jumbo itself refuses before the server sees it. */
final class RejectedLineException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    RejectedLineException(String sqlState, String reason) {
        super(reason);
        this.sqlState = sqlState;
    }

    String sqlState() {
        return sqlState;
    }
}
