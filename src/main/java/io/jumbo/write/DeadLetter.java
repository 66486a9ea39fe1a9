package io.jumbo.write;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.Source;
import java.time.Instant;

/**
 * A stored line that was refused.
 *
 * @param id key of the row
 * @param source where it came from, and when it was read
 * @param line its place, what was said above it, and raw bytes; only the head of a line that was too long
 * @param sqlState why, as a code
 * @param reason why, in words
 * @param rejectedAt when it was refused last
 */
public record DeadLetter(long id, Source source, LineRecord line, String sqlState, String reason, Instant rejectedAt) {

    /** Of the file it came from, relative to the watched directory. */
    public String path() {
        return source.path();
    }

    /** Name of the watch. */
    public String watch() {
        return source.watch();
    }
}
