package io.jumbo.follow;

import io.jumbo.tail.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The chunks that a pass has handed out, which are written in that order. Not thread-safe. */
final class HandedOut {

    private final Deque<Underway> underway = new ArrayDeque<>();
    private int count;
    private int written;
    private long writtenTo;

    HandedOut(long writtenTo) {
        this.writtenTo = writtenTo;
    }

    void add(Chunk chunk) {
        count++;
        underway.add(Underway.of(chunk));
    }

    /** Notes that a chunk is committed. */
    void written(Chunk chunk) {
        written++;
        underway.poll();
        writtenTo = chunk.after().nextByte();
    }

    /** How many there were. */
    int count() {
        return count;
    }

    /** How many are not known to be committed. */
    int unwritten() {
        return count - written;
    }

    /** Offset of the first byte of which the pass does not know that it is committed. */
    long writtenTo() {
        return writtenTo;
    }

    /** The first chunk that is not written, which is the one that failed if one did. */
    Optional<Underway> underway() {
        return Optional.ofNullable(underway.peek());
    }

    /** Whether any of them is committed. */
    boolean hasWritten() {
        return written > 0;
    }

    /** Whether all of them are: an exception that a route handled looks like a success to the file consumer. */
    boolean isWritten() {
        return unwritten() == 0;
    }
}
