package io.jumbo.follow;

import io.jumbo.tail.Chunk;

/**
 * A chunk that was handed out and is not known to be committed.
 *
 * @param firstLine number of its first line, from 1
 * @param lines how many it has
 * @param bytes of the file that it covers
 */
record Underway(long firstLine, long lines, long bytes) {

    static Underway of(Chunk chunk) {
        return new Underway(
                chunk.before().lines() + 1,
                chunk.after().lines() - chunk.before().lines(),
                chunk.byteLength());
    }
}
