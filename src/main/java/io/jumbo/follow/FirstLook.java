package io.jumbo.follow;

import io.jumbo.tail.Observation;
import io.jumbo.tail.TailReader;
import java.io.IOException;

/** A look at a file that a poll has met, without opening it: how long it is, and whether there may be something to read in it. */
record FirstLook(Watch watch, ReadOnFiles readOn) {

    /**
     * Whether there may be.
     *
     * @throws IOException if it cannot be looked at
     */
    boolean findsNews(Met met) throws IOException {
        WatchedFile file = met.watched();
        boolean free = file.agenda().isFree(watch.now());
        if (!free && watch.behind().of(file).lagBytes() > 0) {
            Disk.observe(met.file()).ifPresent(now -> seen(file, now)); // it grows while it waits
        }
        return free && mayHaveNews(file, TailReader.observe(met.file())) && !readOn.areReading(file);
    }

    private boolean mayHaveNews(WatchedFile file, Observation now) {
        boolean examined = file.isExamined(now);
        if (!examined) {
            seen(file, now);
        }
        return !examined
                || file.endsUnfinished(now, watch.recordTimeout(), watch.now())
                || file.awaited().isLinelessForLong(watch.now());
    }

    private void seen(WatchedFile file, Observation now) {
        Reach before = watch.behind().of(file);
        if (now.size() > before.seen()) {
            watch.standing().changed();
        }
        watch.behind().note(file, before.seen(now.size(), watch.now()));
    }
}
