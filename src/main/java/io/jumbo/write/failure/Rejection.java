package io.jumbo.write.failure;

import io.jumbo.tail.LineRecord;

/**
 * A line that was refused for its own content.
 *
 * @param line the line
 * @param sqlState the server's SQLSTATE, or the one the server would have given
 * @param reason in words, with detail where the server gave one
 */
public record Rejection(LineRecord line, String sqlState, String reason) {}
