package io.jumbo.write;

import io.jumbo.tail.LineRecord;
import java.time.Instant;

/**
 * A stored line that was refused.
 *
 * @param id key of the row
 * @param path of the file it came from, relative to the watched directory
 * @param line its place and raw bytes; only the head of a line that was too long
 * @param sqlState why, as a code
 * @param reason why, in words
 * @param rejectedAt when it was refused last
 */
public record DeadLetter(
        long id, String watch, String path, LineRecord line, String sqlState, String reason, Instant rejectedAt) {}
