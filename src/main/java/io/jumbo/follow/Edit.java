package io.jumbo.follow;

import io.jumbo.events.TailEvents;
import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Insertion;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Consumed lines were changed, moved or cut off, and the rest is there: the same offset goes on, at another place. */
sealed interface Edit extends FileChange {

    @Override
    default Consumed consumed() {
        return Consumed.EDITED;
    }

    /** The offset goes on at another place. */
    sealed interface Elsewhere extends Edit {
        Progress now();

        @Override
        default Recognised carryOut(Books books) throws SQLException {
            return books.readOnAt(this, now());
        }
    }

    /** All that was consumed is there, and new lines in front of it or between two pieces of it: read these, and on behind it. */
    record Inserted(Insertion lines) implements Edit {
        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.readInsertion(this);
        }

        @Override
        public TailReader open(Path file, FileOffset offset, Observation now, ReadLimits limits) throws IOException {
            return TailReader.open(file, offset.id(), offset.path(), lines, now, limits);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.linesInserted(watch, path, lines.at(), lines.length());
        }
    }

    /** The same file, cut to a beginning of what was consumed: nothing in it is new; read on from its end. */
    record CutBack(Progress before, Progress now) implements Elsewhere {
        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileCutBack(watch, path, before.nextByte(), now.nextByte());
        }

        @Override
        public Consumed consumed() {
            return Consumed.ELSEWHERE; // what was cut off may be in a copy
        }
    }

    /** Other lines stand in the place of the last ones that were consumed, as a footer with a total: read on where they begin. */
    record EndRewritten(Progress before, Progress now) implements Elsewhere {
        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileEndRewritten(watch, path, before.nextByte(), now.nextByte());
        }
    }

    /**
     * Consumed lines were changed, the last of them are still there: read on behind them.
     *
     * @param sameLines whether only their ends are other ones
     */
    record Edited(Progress before, Progress now, boolean sameLines) implements Elsewhere {
        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileEdited(watch, path, now.nextByte());
        }

        @Override
        public Consumed consumed() {
            return sameLines ? Consumed.EDITED : Consumed.CHANGED;
        }
    }
}
