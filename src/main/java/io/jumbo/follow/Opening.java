package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the file of a visit where it is to be read on; no chunks if it is not to be read. For who holds the lock of {@link Follower}. */
record Opening(
        Watch watch, Looks looks, OpenFiles openFiles, ReadOnFiles readOn, BegunVisits begun, Executor readAhead) {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    static Iterator<Chunk> putOff(Visit visit) {
        visit.putOff();
        return Collections.emptyIterator();
    }

    private Iterator<Chunk> leaveAlone(Visit visit, Observation now) {
        visit.leaveAlone();
        if (visit.file().isLinked()) {
            visit.file().examined(now, 0);
            watch.behind().note(visit.file(), Reach.NOTHING.completeTo(now.size(), now.size()));
        }
        return Collections.emptyIterator();
    }

    /** Finds out what happened to a file that a poll has met, and reads it on. */
    Iterator<Chunk> met(Visit visit, Path file, BooleanSupplier stopping) throws IOException, SQLException {
        try {
            return recognised(visit, file, stopping);
        } catch (IOException e) {
            if (Handles.areOut(e) && openFiles.giveBack()) {
                return recognised(visit, file, stopping);
            }
            throw e;
        }
    }

    private Iterator<Chunk> recognised(Visit visit, Path file, BooleanSupplier stopping)
            throws IOException, SQLException {
        WatchedFile watched = visit.file();
        Observation now = TailReader.observe(file);
        Recognised recognised = looks.at(watched, now);
        Optional<FileOffset> offset = recognised.offset();
        if (offset.isEmpty() || mustWaitForOneLike(watched, file, now, offset.get())) {
            return leaveAlone(visit, now);
        }
        FileOffset from = OtherHeader.above(watch, file, offset.get(), now);
        openFiles.open(from, now);
        TailReader reader = recognised.change().open(file, from, now, limits(watched));
        try {
            Inspection.requireStillThere(watch, watched, now);
        } catch (IOException e) {
            Closing.close(reader);
            throw e;
        }
        return opened(visit, now, reader, stopping);
    }

    private boolean mustWaitForOneLike(WatchedFile watched, Path file, Observation now, FileOffset offset) {
        return offset.progress().nextByte() == 0 && !looks.isOneOfMany(watched, now) && begun.readOneLike(file);
    }

    /**
     * Reads on where the file was read to, without asking for its offset: it is the very file that is open, the bytes in front are compared before anything is read, and the
     * first chunk is refused if somebody else has moved the offset.
     */
    Iterator<Chunk> alone(Visit visit, Path file, BooleanSupplier stopping) {
        WatchedFile watched = visit.file();
        try {
            Observation now = TailReader.observe(file); // before it is certain that it is the file that is open
            Optional<Place> place = readOn.place(watched);
            Optional<HeldFile> open = place.flatMap(at -> readOn.open(watched, at));
            if (open.isPresent() && place.get().isAllOf(now, open.get())) {
                watched.examined(now, place.get()); // the change was read by the visit before
                watch.behind().note(watched, watch.behind().of(watched).completeTo(now.size(), now.size()));
                return putOff(visit);
            }
            if (open.isPresent() && place.get().isPassedBy(now)) {
                TailReader reader = open.get().read(watched.path(), place.get().progress(), limits(watched));
                watch.behind().note(watched, watch.behind().of(watched).seen(now.size(), watch.now()));
                watched.agenda().readOn(watch.now());
                watched.observed(
                        now.size()); // not before it is certain that this is the content whose bytes are counted
                return opened(visit, now, reader, stopping);
            }
        } catch (IOException e) {
            LOG.debug("{}: {} did more than grow; a poll will say what", watch.name(), watched.path(), e);
        }
        watched.forgetExamined();
        return putOff(visit);
    }

    /** Reads on a file that left its path. */
    Iterator<Chunk> departed(Visit visit, OpenFile departed, BooleanSupplier stopping)
            throws IOException, SQLException {
        Observation now = departed.observed();
        Optional<FileOffset> offset =
                watch.inTransaction(offsets -> offsets.findById(departed.file().fileId()));
        if (offset.isEmpty()) {
            return leaveAlone(visit, now);
        }
        Progress from = offset.get().progress();
        TailReader reader = departed.file().read(offset.get().path(), from, limits(visit.file()));
        return opened(visit, now, reader, stopping);
    }

    private ReadLimits limits(WatchedFile file) {
        return file.transactionSize().within(watch.limits());
    }

    private Pass opened(Visit visit, Observation now, TailReader reader, BooleanSupplier stopping) {
        WatchedFile watched = visit.file();
        watched.awaited()
                .tiredOfGap(reader.progress().nextByte(), watch.now(), watch.mostBetweenLooks())
                .ifPresent(reader::settledBelow);
        if (watched.hasNulsInLines()) {
            reader.nulsInLines();
        }
        if (watch.recordTimeout()
                .filter(nanos -> watched.awaited().isQuiet(now, nanos))
                .isPresent()) {
            reader.complete(now.size());
            watched.awaited().completed(now);
        }
        Pass pass = new Pass(watched, now, reader, stopping, readAhead);
        visit.opened(pass);
        return pass;
    }
}
