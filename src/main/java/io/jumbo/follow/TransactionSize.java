package io.jumbo.follow;

import io.jumbo.tail.ReadLimits;

/**
 * How much of a file may go into one transaction for now: less after one that was too much for the server, and more again with each pass that
 * succeeds. It only says where chunks end; what is written, and that it is written once, does not depend on it. Immutable.
 *
 * @param mostBytes of one chunk; a single line may be longer
 * @param fullBytes what was too much at first: once so much may be tried again, there is no bound
 * @param lostSessions how many sessions were lost while they wrote the same chunk
 */
record TransactionSize(int mostBytes, int fullBytes, int lostSessions) {

    static final TransactionSize FULL = new TransactionSize(Integer.MAX_VALUE, Integer.MAX_VALUE, 0);

    /** A session that is lost so often in a row is no outage. */
    private static final int MOST_LOST_SESSIONS = 3;

    private static final int SHRINK = 4;
    private static final int GROW = 2;

    boolean isFull() {
        return mostBytes == Integer.MAX_VALUE;
    }

    /** A session was lost in the middle of a chunk. */
    TransactionSize afterLostSession() {
        return new TransactionSize(mostBytes, fullBytes, lostSessions + 1);
    }

    /** Whether lost sessions are this file's own doing; while less is tried at a time, each of them is. */
    boolean mayLoseSessions() {
        return lostSessions >= MOST_LOST_SESSIONS || (lostSessions > 0 && !isFull());
    }

    /** A chunk of so many bytes was too much. */
    TransactionSize smallerThan(long bytes) {
        int failed = (int) Math.min(bytes, mostBytes);
        return new TransactionSize(Math.max(1, failed / SHRINK), isFull() ? failed : fullBytes, lostSessions);
    }

    /** Everything that was tried is written. */
    TransactionSize grown() {
        return isFull() || mostBytes >= fullBytes / GROW ? FULL : new TransactionSize(mostBytes * GROW, fullBytes, 0);
    }

    ReadLimits within(ReadLimits limits) {
        return mostBytes < limits.chunkBytes() ? limits.withChunkBytes(mostBytes) : limits;
    }
}
