package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.offset.Offsets;
import io.jumbo.tail.Observation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Further stored offsets that a file was compared with; in the caller's transaction.
 *
 * @param path that the file bears now
 * @param now the file as observed
 */
record OtherOffsets(Offsets offsets, String path, Observation now, List<Known> known) {

    OtherOffsets {
        known = List.copyOf(known);
    }

    /** Of several offsets of one file one is left; returns those that were of other content. */
    List<FileOffset> clearAway(Optional<Known> but) throws SQLException {
        List<FileOffset> cut = new ArrayList<>();
        for (Known other : known) {
            if (but.isPresent() && but.get().equals(other)) {
                continue;
            }
            switch (Leftover.of(now, other)) {
                case KEPT -> {}
                case DELETED -> offsets.remove(other.offset());
                case CUT -> {
                    if (!isCutAlready(other.offset())) {
                        offsets.cut(other.offset(), path);
                        cut.add(other.offset());
                    }
                }
            }
        }
        return cut;
    }

    private boolean isCutAlready(FileOffset offset) {
        return offset.state() == State.CUT && offset.path().equals(path);
    }
}
