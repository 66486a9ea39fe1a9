package io.jumbo.write;

import io.jumbo.tail.Chunk;
import io.jumbo.write.failure.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@link RejectRun} of a watch, of which several chunks may be written at once, each of another file: what is written but not committed counts
 * as rejected, so that together they do not go beyond the limit either. A line that passes ends the run for all of them;
 * until then a chunk counts that was never committed, unless its file is tried again. Thread-safe.
 */
public final class RejectRuns {

    private RejectRun committed = RejectRun.NONE;

    /** Lines rejected at the end of chunks that are not committed, by file. */
    private final Map<Long, Integer> uncommitted = new HashMap<>();

    /**
     * Counts a chunk that is written; it may be one that was written before and was not committed then.
     *
     * @return to be run once it is committed
     * @throws ConsecutiveRejectsException if the run reaches {@value ConsecutiveRejectsException#LIMIT} lines
     */
    synchronized Runnable after(Chunk chunk, List<Rejection> rejections) throws ConsecutiveRejectsException {
        uncommitted.remove(chunk.fileId());
        int others = uncommitted.values().stream().mapToInt(Integer::intValue).sum();
        RejectRun before = new RejectRun(committed.length() + others);
        RejectRun run = before.after(chunk, rejections);
        boolean continued = RejectRun.isContinued(chunk, rejections);
        int more = continued ? run.length() - before.length() : run.length();
        if (more > 0) {
            uncommitted.put(chunk.fileId(), more);
        }
        return () -> committed(chunk.fileId(), more, continued);
    }

    private synchronized void committed(long fileId, int more, boolean continued) {
        if (continued) {
            committed = new RejectRun(committed.length() + more);
            uncommitted.remove(fileId);
        } else {
            committed = new RejectRun(more);
            uncommitted.clear();
        }
    }
}
