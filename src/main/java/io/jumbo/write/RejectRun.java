package io.jumbo.write;

import io.jumbo.tail.Chunk;
import io.jumbo.tail.LineRecord;
import java.util.List;
import java.util.Map;
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
     * The run after a chunk.
     *
     * @throws ConsecutiveRejectsException if it reaches {@value ConsecutiveRejectsException#LIMIT} lines inside the chunk
     */
    RejectRun after(Chunk chunk, List<Rejection> rejections) throws ConsecutiveRejectsException {
        if (rejections.isEmpty()) {
            boolean nothingTried = chunk.records().stream().allMatch(LineRecord::isEmpty);
            return nothingTried ? this : NONE;
        }
        Map<Long, Rejection> byOffset =
                rejections.stream().collect(Collectors.toMap(r -> r.line().firstByte(), Function.identity()));
        int run = length;
        Rejection first = null;
        for (LineRecord line : chunk.records()) {
            if (line.isEmpty()) {
                continue;
            }
            Rejection rejection = byOffset.get(line.firstByte());
            if (rejection == null) {
                run = 0;
                first = null;
                continue;
            }
            first = first == null ? rejection : first;
            run++;
            if (run >= ConsecutiveRejectsException.LIMIT) {
                throw new ConsecutiveRejectsException(chunk.path(), first);
            }
        }
        return new RejectRun(run);
    }
}
