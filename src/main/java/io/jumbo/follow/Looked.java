package io.jumbo.follow;

import io.jumbo.follow.FileChange.Consumed;
import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Observation;

/**
 * What came of a look at a file.
 *
 * @param now the file as observed
 * @param abandoned bytes that were seen of what it held before and can never be read
 */
record Looked(WatchedFile file, Observation now, Recognised recognised, long abandoned) {

    /** Whether a file changed again and again although nothing came behind what is written. */
    static boolean isOverwritten(WatchedFile file, Observation now, Recognised recognised) {
        return recognised.change().consumed() == Consumed.IN_PLACE
                && recognised
                        .offset()
                        .filter(offset -> !now.goesBeyond(offset.progress()))
                        .isPresent()
                && file.isTouchedAgain(now);
    }

    /** Whether nothing of it is written. */
    boolean isOfNothing() {
        return recognised
                .offset()
                .filter(offset -> offset.progress().nextByte() == 0)
                .isPresent();
    }

    /** Notes it with the file, and tells it. Not before it is certain that this is the content whose bytes are counted. */
    void note(Watch watch) {
        FileChange change = recognised.change();
        recognised.offset().ifPresent(offset -> noteContent(watch, offset));
        if (change.note(file, now, watch.now())) {
            watch.listeners().tell(events -> change.tell(events, watch.name(), file.path()));
        }
        if (abandoned > 0) {
            watch.listeners().tell(events -> events.bytesAbandoned(watch.name(), file.path(), abandoned));
        }
    }

    private void noteContent(Watch watch, FileOffset offset) {
        noteOverwritten(watch);
        boolean same = recognised.before().isEmpty() && recognised.change().consumed() == Consumed.IN_PLACE;
        long written = offset.progress().nextByte();
        if (same && file.isContentOf(offset)) {
            file.observed(now.size());
            watch.behind().note(file, watch.behind().of(file).storedTo(written, now.size(), watch.now()));
        } else {
            file.beginsAnew(offset, now);
            watch.behind().note(file, watch.behind().of(file).ofOther(written, now.size(), watch.now()));
        }
    }

    private void noteOverwritten(Watch watch) {
        boolean sameLength = file.seenBytes() == now.size();
        boolean overwritten = isOverwritten(file, now, recognised)
                || (recognised.change().consumed() == Consumed.CHANGED && sameLength);
        file.looked(now);
        if (overwritten && file.overwritten()) {
            watch.listeners().tell(events -> events.linesOverwritten(watch.name(), file.path()));
        }
    }
}
