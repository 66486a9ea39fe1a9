package io.jumbo.follow;

import io.jumbo.offset.Offsets;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what happened to the files that a poll has met: of {@value #MOST_AT_ONCE} at once in one transaction, or of one in a transaction of its own. For one thread at
 * a time: the poll, or who holds the lock of {@link Follower}.
 */
final class Looks {

    /** A transaction that creates so many offsets takes some ten milliseconds, and a first row waits for it. */
    private static final int MOST_AT_ONCE = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    private final Watch watch;
    private final WatchedFiles files;
    private final Recognition recognition;
    private final MissingFiles missing;
    private final News news = new News();
    private final Map<WatchedFile, Looked> looked = new HashMap<>();
    private final Alike alike;
    private final Beginnings written;

    Looks(Watch watch, WatchedFiles files, Recognition recognition, MissingFiles missing) {
        this.watch = watch;
        this.files = files;
        this.recognition = recognition;
        this.missing = missing;
        this.alike = new Alike(watch);
        this.written = new Beginnings(watch.limits().text());
    }

    void pollBegins() {
        news.clear();
        looked.clear();
        alike.pollBegins();
        written.clear();
    }

    /** So much of a file is written by now. */
    void written(WatchedFile file, Progress progress) {
        written.add(watch.file(file.path()), progress);
    }

    /** What is stored may have been changed by others since: each file is looked at once more, by itself. */
    void forget() {
        looked.clear();
    }

    /** This poll has met a file that may have something new. */
    void hasNews(Met met) {
        news.add(met);
    }

    /** Whether this poll has met several new files of the very content that this one has now. */
    boolean isOneOfMany(WatchedFile file, Observation now) {
        return alike.areMany(file, now);
    }

    /**
     * What happened to a file. It is told, and what is stored is in line with it.
     *
     * @param now the file as observed
     * @throws IOException if it cannot be read now
     */
    Recognised at(WatchedFile file, Observation now) throws SQLException, IOException {
        if (news.hasOthersBesides(file)) {
            lookAtSome(file);
        }
        Looked before = looked.remove(file);
        boolean stillTrue = before != null && before.now().equals(now) && !mayBeCopyByNow(before);
        return stillTrue ? before.recognised() : lookAt(file, now);
    }

    /** Whether nothing of it is written, and it may be a copy of something that has been since it was looked at. */
    private boolean mayBeCopyByNow(Looked before) throws IOException {
        return before.isOfNothing()
                && written.mayHaveCopy(watch.file(before.file().path()), alike.areMany(before.file(), before.now()));
    }

    private Recognised lookAt(WatchedFile file, Observation now) throws SQLException, IOException {
        news.remove(file);
        Siblings siblings = new Siblings(watch.directory());
        Looked one = watch.inTransaction(offsets -> {
            Inspection inspection = inspection(offsets, siblings);
            return inspection.carriedOut(file, now, inspection.recognise(file, now));
        });
        note(one);
        one.recognised().offset().ifPresent(offset -> written(file, offset.progress())); // perhaps by another instance
        return one.recognised();
    }

    /** Looks at a file and those behind it in the listing. If that fails, each is looked at by itself, and its visit says why. */
    private void lookAtSome(WatchedFile first) {
        Map<WatchedFile, Observation> some = news.take(first, MOST_AT_ONCE);
        alike.count(some);
        Siblings siblings = new Siblings(watch.directory()); // listed after these files were observed
        List<Looked> done = new ArrayList<>();
        try {
            watch.inTransaction(offsets -> {
                Inspection inspection = inspection(offsets, siblings);
                for (Map.Entry<WatchedFile, Observation> each : some.entrySet()) {
                    lookUnlessUnreadable(inspection, each.getKey(), each.getValue(), done);
                }
                return done;
            });
        } catch (SQLException | IOException e) {
            LOG.debug("{}: {} files cannot be looked at together", watch.name(), some.size(), e);
            return;
        }
        done.forEach(this::note);
        done.forEach(one -> looked.put(one.file(), one));
    }

    private Inspection inspection(Offsets offsets, Siblings siblings) {
        return new Inspection(watch, recognition, missing, alike, offsets, siblings);
    }

    private void lookUnlessUnreadable(Inspection inspection, WatchedFile file, Observation now, List<Looked> done)
            throws SQLException, IOException {
        Recognised recognised;
        try {
            recognised = inspection.recognise(file, now);
        } catch (IOException e) {
            LOG.debug("{}: {} cannot be read, its visit will say why", watch.name(), file.path(), e);
            return; // before anything was changed
        }
        done.add(inspection.carriedOut(file, now, recognised));
    }

    private void note(Looked one) {
        one.note(watch);
        files.mayWait(one.file());
    }
}
