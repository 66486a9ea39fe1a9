package io.jumbo.follow;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a file was seen, and how far it is written, in bytes. Immutable.
 *
 * @param seen its length when it was last looked at
 * @param written up to which it is committed, or was left out
 * @param marks when which part of what may hold complete lines that are not written was first seen, the oldest first; empty if there is none
 */
record Reach(long seen, long written, List<Mark> marks) {

    /** Nothing was seen of it. */
    static final Reach NOTHING = new Reach(0, 0, List.of());

    /** A file that grows while it waits has no more marks than this; what came last counts as old as the one before it. */
    private static final int MOST_MARKS = 32;

    /**
     * Bytes that were first seen together.
     *
     * @param end behind the last of them
     * @param seenAt as {@link Watch#now()}
     */
    record Mark(long end, long seenAt) {}

    Reach {
        marks = List.copyOf(marks);
    }

    /** It is so long now. */
    Reach seen(long size, long now) {
        if (size <= seen) {
            return this;
        }
        List<Mark> more = new ArrayList<>(marks);
        if (more.size() < MOST_MARKS) {
            more.add(new Mark(size, now));
        } else {
            Mark last = more.remove(more.size() - 1);
            more.add(new Mark(size, last.seenAt()));
        }
        return new Reach(size, written, more);
    }

    /** It is written up to this byte. */
    Reach writtenTo(long nextByte) {
        return new Reach(
                Math.max(seen, nextByte),
                nextByte,
                marks.stream().filter(mark -> mark.end() > nextByte).toList());
    }

    /** Every complete line that it held when it was so long is written, up to this byte. */
    Reach completeTo(long nextByte, long size) {
        return new Reach(
                Math.max(seen, size),
                nextByte,
                marks.stream().filter(mark -> mark.end() > size).toList());
    }

    /** So much is stored as written, by whomever, of the content that it still holds. */
    Reach storedTo(long nextByte, long size, long now) {
        return nextByte < written
                ? ofOther(nextByte, size, now)
                : writtenTo(nextByte).seen(size, now);
    }

    /** So much is stored as written of the content that it holds, which is other than was known, or was not known yet. */
    Reach ofOther(long nextByte, long size, long now) {
        boolean isFirst = written == 0 && !marks.isEmpty();
        return new Reach(nextByte, nextByte, List.of())
                .seen(size, isFirst ? marks.get(0).seenAt() : now);
    }

    /** Bytes behind what is written, if there may be complete lines among them. */
    long lagBytes() {
        return marks.isEmpty() ? 0 : seen - written;
    }

    /** Bytes of a last line that has no end yet. */
    long unfinishedBytes() {
        return marks.isEmpty() ? Math.max(0, seen - written) : 0;
    }

    /** For how long the oldest byte waits that is not written, in nanoseconds; 0 if none does. */
    long lagNanos(long now) {
        return marks.isEmpty() ? 0 : Math.max(1, now - marks.get(0).seenAt());
    }
}
