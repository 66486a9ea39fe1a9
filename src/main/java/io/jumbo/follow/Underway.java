package io.jumbo.follow;

import io.jumbo.tail.Chunk;

/**
 * A chunk that was handed out and is not known to be committed.
 *
 * @param firstLine number of its first line, from 1
 * @param lines how many it has
 * @param bytes of the file that it covers
 * @param isInserted whether its lines were inserted into what was written: they may come from the last to the first, so that no pass can end in front of one
 */
record Underway(long firstLine, long lines, long bytes, boolean isInserted) {

    Underway(long firstLine, long lines, long bytes) {
        this(firstLine, lines, bytes, false);
    }

    static Underway of(Chunk chunk) {
        long firstLine = chunk.isInserted() && !chunk.records().isEmpty()
                ? chunk.records().get(0).number()
                : chunk.before().lines() + 1;
        return new Underway(
                firstLine, chunk.after().lines() - chunk.before().lines(), chunk.byteLength(), chunk.isInserted());
    }
}
