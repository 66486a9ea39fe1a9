package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Observation;
import java.util.Optional;

/**
 * A file was written to its last complete line.
 *
 * @param observed how it looked then
 * @param nextByte behind that line
 * @param place where it is read on, of a file that was read by its path
 */
record Examined(Observation observed, long nextByte, Optional<Place> place) {

    /** Whether that is what is stored; if not, the database may have come back from a backup. */
    boolean isStored(Optional<FileOffset> stored) {
        return stored.filter(offset -> offset.state() == State.CURRENT)
                .filter(offset -> offset.progress().nextByte() == nextByte)
                .isPresent();
    }
}
