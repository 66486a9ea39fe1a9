package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.option.OnRewrite;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.ReadLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** Finds out which stored offset belongs to a file that is there now: gathers, decides and carries out, once each. Immutable. */
final class Recognition {

    private final Place place;

    /**
     * Where files are looked for, and how.
     *
     * @param directory that is watched
     * @param onRewrite what to do where only the user can know
     * @param limits what ends a line, and how many bytes of inserted lines are read at once
     * @param openFile the file of an offset, if it is open: its file key is nobody else's, and wherever it is, it can be looked into
     */
    record Place(
            Path directory,
            OnRewrite onRewrite,
            ReadLimits limits,
            Function<FileOffset, Optional<HeldFile>> openFile) {}

    Recognition(Place place) {
        this.place = place;
    }

    /**
     * Recognises a file, in the caller's transaction. If it is to be read, a current offset is stored for its path afterwards.
     *
     * @throws IOException if the file cannot be read now
     */
    Recognised recognise(Offsets offsets, Siblings siblings, Look look) throws SQLException, IOException {
        DiskSight sight = new DiskSight(place, offsets, siblings, look);
        FileChange change = FileChange.between(sight);
        return change.carryOut(new Books(offsets, look.path(), look.now(), sight.stored(), sight.others()));
    }
}
