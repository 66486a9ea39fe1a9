package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** A header that was read with other options than those of today: there may be data in it after all. */
final class OtherHeader {

    private OtherHeader() {}

    /**
     * Where such a header begins, if nothing below it was read; any other file is read on where it was read to.
     */
    static FileOffset above(Watch watch, Path file, FileOffset offset, Observation now)
            throws SQLException, IOException {
        Progress progress = offset.progress();
        Optional<Long> begin = watch.limits()
                .sorting()
                .filter(sorting -> !sorting.isOfThis(progress.learnt()))
                .flatMap(sorting -> sorting.beginningOfHeader(progress.learnt()))
                .filter(at -> at < progress.nextByte());
        if (begin.isEmpty()) {
            return offset;
        }
        Progress start = TailReader.progressAt(file, begin.get(), progress, now, watch.limits());
        return watch.inTransaction(offsets -> {
            offsets.moveTo(offset, start);
            return offset.moved(offset.path(), start);
        });
    }
}
