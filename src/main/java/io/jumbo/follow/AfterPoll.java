package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.option.Option;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What follows a poll: files that are not there any more are looked for, and now and then the stored offsets
 * are compared with what was examined, and those of files that are gone for long are deleted. Works on the thread that polls.
 */
final class AfterPoll {

    private final Watch watch;
    private final WatchedFiles files;
    private final OpenFiles openFiles;
    private final MissingFiles missing;
    private final PassFailures failures;
    private boolean empty;
    private long compareAt;
    private long forgetAt;

    AfterPoll(Watch watch, WatchedFiles files, OpenFiles openFiles, MissingFiles missing, PassFailures failures) {
        this.watch = watch;
        this.files = files;
        this.openFiles = openFiles;
        this.missing = missing;
        this.failures = failures;
        this.compareAt = watch.now();
        this.forgetAt = watch.now();
    }

    /** Compares the stored offsets after the next poll. */
    void compareSoon() {
        compareAt = watch.now();
    }

    /**
     * Does it.
     *
     * @param unseen whether nobody could look where a path is
     */
    void run(Predicate<String> unseen) throws SQLException, IOException {
        lookForMissing(unseen);
        if (watch.now() - compareAt >= 0) {
            compare();
            compareAt = watch.now() + Times.COMPARE;
        }
        if (watch.now() - forgetAt >= 0) {
            forget();
            forgetAt = watch.now() + Times.FORGET;
        }
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
            gone.forEach(watch.behind()::forget);
            files.remove(gone);
            files.forgetLinks();
        }
    }

    private void compare() throws SQLException, IOException {
        List<FileOffset> stored = watch.inTransaction(Offsets::all);
        files.compare(stored);
        openFiles.forgetExamined();
        missing.compare(stored);
    }

    private void forget() throws SQLException, IOException {
        Duration after = watch.options().get(Option.FORGET_AFTER);
        watch.inTransaction(offsets -> offsets.forget(after, openFiles.ids())).stream()
                .distinct()
                .forEach(path -> watch.listeners().tell(events -> events.fileForgotten(watch.name(), path)));
    }
}
