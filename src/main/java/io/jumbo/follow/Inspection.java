package io.jumbo.follow;

import io.jumbo.offset.Offsets;
import io.jumbo.tail.Observation;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Looks at files one by one, in the transaction that {@code offsets} are in.
 *
 * @param siblings listed after the files were observed
 */
record Inspection(
        Watch watch, Recognition recognition, MissingFiles missing, Alike alike, Offsets offsets, Siblings siblings) {

    /**
     * What happened to a file.
     *
     * @throws IOException if it cannot be read now; then nothing was changed
     */
    Recognised recognise(WatchedFile file, Observation now) throws SQLException, IOException {
        Settling settling = file.awaited().settling(now, watch.now());
        return recognition.recognise(offsets, siblings, new Look(file.path(), now, settling, alike.areMany(file, now)));
    }

    /** What follows from that for what the file held before, and for its lines. */
    Looked carriedOut(WatchedFile file, Observation now, Recognised recognised) throws SQLException, IOException {
        requireStillThere(watch, file, now);
        if (Looked.isOverwritten(file, now, recognised)) {
            offsets.linesChanged(recognised.offset().orElseThrow().id());
        }
        return new Looked(file, now, recognised, missing.replaced(offsets, siblings, recognised));
    }

    /** In the middle of a rotation the next file may be there by now: it was compared with the wrong offset, and would be read from its start. */
    static void requireStillThere(Watch watch, WatchedFile file, Observation now) throws IOException {
        if (!TailReader.observe(watch.file(file.path())).fileKey().equals(now.fileKey())) {
            throw new IOException(file.path() + " was given to another file while it was looked at");
        }
    }
}
