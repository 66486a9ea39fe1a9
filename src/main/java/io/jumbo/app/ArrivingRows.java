package io.jumbo.app;

import io.jumbo.events.TailEvents;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.Written;
import io.jumbo.write.failure.Rejection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Shows the lines that became rows, as soon as they are committed; of a large chunk only the first. For the demo. */
final class ArrivingRows implements TailEvents {

    private static final int MOST_SHOWN = 10;

    private final Consumer<String> out;

    ArrivingRows(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void chunkWritten(String watch, Written written) {
        Set<Long> rejected = written.rejections().stream()
                .map(Rejection::line)
                .map(LineRecord::number)
                .collect(Collectors.toSet());
        List<LineRecord> rows = written.chunk().records().stream()
                .filter(line -> !line.isEmpty() && !rejected.contains(line.number()))
                .toList();
        rows.stream()
                .limit(MOST_SHOWN)
                .forEach(line -> out.accept("committed: " + line.anyText() + "   ("
                        + written.chunk().path() + ", line " + line.number() + ")"));
        if (rows.size() > MOST_SHOWN) {
            out.accept("committed: " + (rows.size() - MOST_SHOWN) + " more of "
                    + written.chunk().path());
        }
    }
}
