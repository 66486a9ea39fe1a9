package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What follows a poll: files that left their paths are read on, files that are not there any more are looked for, and now and then the stored offsets
 * are compared with what was examined. Works on the thread that polls.
 */
final class AfterPoll {

    private final Watch watch;
    private final WatchedFiles files;
    private final HeldFiles held;
    private final MissingFiles missing;
    private final Failures failures;
    private boolean empty;
    private long compareAt;

    AfterPoll(Watch watch, WatchedFiles files, HeldFiles held, MissingFiles missing, Failures failures) {
        this.watch = watch;
        this.files = files;
        this.held = held;
        this.missing = missing;
        this.failures = failures;
        this.compareAt = watch.now();
    }

    /** Compares the stored offsets after the next poll. */
    void compareSoon() {
        compareAt = watch.now();
    }

    /** Files that left their paths and are to be read on. */
    List<Held> departed() throws SQLException, IOException {
        List<Held> departed = new ArrayList<>();
        held.afterPoll(departed::add, missing::letGo);
        return departed;
    }

    /**
     * Does what else is to be done.
     *
     * @param unseen whether nobody could look where a path is
     */
    void run(Predicate<String> unseen) throws SQLException, IOException {
        lookForMissing(unseen);
        if (watch.now() - compareAt >= 0) {
            List<FileOffset> stored = watch.inTransaction(Offsets::all);
            files.compare(stored);
            held.forgetExamined();
            missing.compare(stored);
            compareAt = watch.now() + Times.COMPARE;
        }
        missing.forget();
    }

    private void lookForMissing(Predicate<String> unseen) throws SQLException, IOException {
        boolean before = empty;
        List<WatchedFile> notMet = files.notMetFor(watch.pollInterval()).stream()
                .filter(file -> !unseen.test(file.path()))
                .toList();
        empty = !notMet.isEmpty() && files.areAll(notMet);
        if (empty) {
            if (!before) {
                String directory = watch.directory().toString();
                watch.listeners().tell(events -> events.directoryEmpty(watch.name(), directory));
            }
            return;
        }
        if (!notMet.isEmpty()) {
            List<WatchedFile> gone = missing.lookFor(notMet);
            gone.forEach(failures::forgotten);
            files.remove(gone);
            files.forgetLinks();
        }
    }
}
