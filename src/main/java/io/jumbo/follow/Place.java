package io.jumbo.follow;

import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a file is read on, as far as this process knows: what it wrote, or found stored, last. A row that somebody else has moved since refuses what is read from
 * here.
 *
 * @param fileId key of the file's offset row
 */
record Place(long fileId, Progress progress) {

    /** Whether a file that looks like this is the one that was read, and longer now. */
    boolean isPassedBy(Observation now) {
        return now.hasKeyOf(progress) && now.goesBeyond(progress);
    }

    /** Whether a file holds what was read of it and nothing more, and was not touched since: lines far above its end may be others then. */
    boolean isAllOf(Observation now, HeldFile file) throws IOException {
        return now.size() == progress.nextByte()
                && progress.modified().equals(Optional.of(now.modified()))
                && now.hasKeyOf(progress)
                && file.continues(progress);
    }
}
