package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;

/** A line that Jumbo itself refuses before the server sees it. */
public final class RejectedLineException extends Exception {

    /** A line longer than {@code max-line-bytes}: program_limit_exceeded. */
    static final String TOO_LONG = "54000";

    /** Bytes that no text column can hold: character_not_in_repertoire. */
    static final String NOT_TEXT = "22021";

    /** Fields that do not fit the template, as COPY would report them: bad_copy_file_format. */
    static final String WRONG_FIELDS = "22P04";

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    RejectedLineException(String sqlState, String reason) {
        super(reason);
        this.sqlState = sqlState;
    }

    /** The SQLSTATE that the server would have given. */
    public String sqlState() {
        return sqlState;
    }

    /** The rejection of the line. */
    public Rejection of(LineRecord line) {
        return new Rejection(line, sqlState, getMessage());
    }
}
