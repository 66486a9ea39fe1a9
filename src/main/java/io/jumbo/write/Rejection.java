package io.jumbo.write;

import io.jumbo.tail.LineRecord;

/**
 * A line that was refused for its own content.
 *
 * @param line the line
 * @param sqlState the server's SQLSTATE, or the one the server would have given
 * @param reason in words, with detail where the server gave one
 */
public record Rejection(LineRecord line, String sqlState, String reason) {

    /** A line longer than {@code max-line-bytes}: program_limit_exceeded. */
    static final String TOO_LONG = "54000";

    /** Bytes that no text column can hold: character_not_in_repertoire. */
    static final String NOT_TEXT = "22021";

    /** Fields that do not fit the template, as COPY would report them: bad_copy_file_format. */
    static final String WRONG_FIELDS = "22P04";
}
