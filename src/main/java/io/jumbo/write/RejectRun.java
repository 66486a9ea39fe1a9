package io.jumbo.write;

import io.jumbo.tail.Chunk;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many of a watch's lines were rejected one after the other, across chunks and files, up to now. Immutable.
 *
 * @param length lines, 0 after a line that was inserted
 */
record RejectRun(int length) {

    static final RejectRun NONE = new RejectRun(0);

    /**
     * The run after a chunk. What earlier chunks add to it counts only if this chunk has no line that passes: a file whose first lines are a
     * header must be able to end the run.
     *
     * @throws ConsecutiveRejectsException if it reaches {@value ConsecutiveRejectsException#LIMIT} lines
     */
    RejectRun after(Chunk chunk, List<Rejection> rejections) throws ConsecutiveRejectsException {
        boolean continued = isContinued(chunk, rejections);
        if (rejections.isEmpty() && !continued) {
            return NONE;
        }
        Map<Long, Rejection> byOffset = rejections.stream()
                .collect(Collectors.toMap(r -> r.line().firstByte(), Function.identity(), (first, again) -> first));
        int run = 0;
        Rejection first = null;
        for (LineRecord line : chunk.records()) {
            Rejection rejection = byOffset.get(line.firstByte());
            if (rejection != null) {
                first = run == 0 ? rejection : first;
                run++;
                requireShort(run, chunk, first);
            } else if (!line.isEmpty()) {
                run = 0;
            }
        }
        if (continued && run > 0) {
            requireShort(length + run, chunk, first);
        }
        return new RejectRun(continued ? length + run : run);
    }

    /** Whether no line of a chunk passes, so that what was before it counts. */
    static boolean isContinued(Chunk chunk, List<Rejection> rejections) {
        Set<Long> rejected = rejections.stream()
                .map(rejection -> rejection.line().firstByte())
                .collect(Collectors.toSet());
        return chunk.records().stream().allMatch(line -> line.isEmpty() || rejected.contains(line.firstByte()));
    }

    private static void requireShort(int run, Chunk chunk, Rejection first) throws ConsecutiveRejectsException {
        if (run >= ConsecutiveRejectsException.LIMIT) {
            throw new ConsecutiveRejectsException(chunk.path(), first);
        }
    }
}
