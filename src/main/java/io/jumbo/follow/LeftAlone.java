package io.jumbo.follow;

import io.jumbo.events.TailEvents;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;

/** It is not read now, or not under this name; nothing that is stored is changed. */
sealed interface LeftAlone extends FileChange {

    @Override
    default Recognised carryOut(Books books) {
        return books.leaveAlone(this);
    }

    /** A second name of a file that still is where it was: it is read there. */
    record Linked(Known to) implements LeftAlone {
        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileLinked(watch, path, to.path());
        }

        @Override
        public boolean note(WatchedFile file, Observation now, long time) {
            file.awaited().settled();
            return file.linked(true);
        }
    }

    /** Somebody may be in the middle of writing it: wait until it has settled, within a bound. */
    sealed interface Unsettled extends LeftAlone {
        @Override
        default void tell(TailEvents events, String watch, String path) {
            events.fileUnsettled(watch, path);
        }

        @Override
        default boolean note(WatchedFile file, Observation now, long time) {
            return file.awaited().unsettled(now, time);
        }
    }

    /** A copy of a file that is still whole and may be cut next, or that is not to be seen and may be cut when it is. Once it has settled, it is {@link Beginning.New}. */
    record BeingCopied(Known from) implements Unsettled {}

    /** The consumed content is not there, but somebody may just be writing it anew. */
    record BeingRewritten(Progress before) implements Unsettled {}
}
