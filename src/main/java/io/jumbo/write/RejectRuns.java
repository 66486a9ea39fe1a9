package io.jumbo.write;

import io.jumbo.tail.Chunk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@link RejectRun} of a watch, of which several chunks may be written at once, each of another file: what is written but not committed counts
 * as rejected, so that together they do not go beyond the limit either. A line that passes ends the run for all of them. Thread-safe.
 */
public final class RejectRuns {

    private RejectRun committed = RejectRun.NONE;

    /** Lines rejected in chunks that are not committed and of which no line passes, by file. */
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
        if (!RejectRun.isContinued(chunk, rejections)) {
            return () -> ended(run);
        }
        int more = run.length() - before.length();
        uncommitted.put(chunk.fileId(), more);
        return () -> continued(chunk.fileId(), more);
    }

    private synchronized void ended(RejectRun run) {
        committed = run;
        uncommitted.clear();
    }

    private synchronized void continued(long fileId, int more) {
        committed = new RejectRun(committed.length() + more);
        uncommitted.remove(fileId);
    }
}
