package io.jumbo.follow;

import io.jumbo.follow.Books.Recognised;
import io.jumbo.offset.Offsets;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
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

    /** The files with news that this poll has met and nobody has looked at. */
    private final Map<WatchedFile, Path> news = new LinkedHashMap<>();

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
        news.put(met.watched(), met.file());
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
        if (news.containsKey(file) && news.size() > 1) {
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
        Looked one = watch.inTransaction(offsets ->
                carriedOut(offsets, siblings, file, now, recognition.recognise(offsets, siblings, look(file, now))));
        note(one);
        one.recognised().offset().ifPresent(offset -> written(file, offset.progress())); // perhaps by another instance
        return one.recognised();
    }

    /** Looks at a file and those behind it in the listing. If that fails, each is looked at by itself, and its visit says why. */
    private void lookAtSome(WatchedFile first) {
        Map<WatchedFile, Observation> some = taken(first);
        alike.count(some);
        Siblings siblings = new Siblings(watch.directory()); // listed after these files were observed
        List<Looked> done = new ArrayList<>();
        try {
            watch.inTransaction(offsets -> {
                for (Map.Entry<WatchedFile, Observation> each : some.entrySet()) {
                    lookUnlessUnreadable(offsets, siblings, each.getKey(), each.getValue(), done);
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

    /** The next files with news, as they are observed. */
    private Map<WatchedFile, Observation> taken(WatchedFile first) {
        Map<WatchedFile, Observation> taken = new LinkedHashMap<>();
        observe(first, news.remove(first), taken);
        Iterator<Map.Entry<WatchedFile, Path>> others = news.entrySet().iterator();
        for (int i = 1; i < MOST_AT_ONCE && others.hasNext(); i++) {
            Map.Entry<WatchedFile, Path> each = others.next();
            others.remove();
            observe(each.getKey(), each.getValue(), taken);
        }
        return taken;
    }

    private void observe(WatchedFile watched, Path file, Map<WatchedFile, Observation> observed) {
        Disk.observe(file).ifPresent(now -> observed.put(watched, now)); // of any other its visit will say why
    }

    private void lookUnlessUnreadable(
            Offsets offsets, Siblings siblings, WatchedFile file, Observation now, List<Looked> done)
            throws SQLException, IOException {
        Recognised recognised;
        try {
            recognised = recognition.recognise(offsets, siblings, look(file, now));
        } catch (IOException e) {
            LOG.debug("{}: {} cannot be read, its visit will say why", watch.name(), file.path(), e);
            return; // before anything was changed
        }
        done.add(carriedOut(offsets, siblings, file, now, recognised));
    }

    private Looked carriedOut(
            Offsets offsets, Siblings siblings, WatchedFile file, Observation now, Recognised recognised)
            throws SQLException, IOException {
        requireStillThere(file, now);
        if (Looked.isOverwritten(file, now, recognised)) {
            offsets.linesChanged(recognised.offset().orElseThrow().id());
        }
        return new Looked(file, now, recognised, missing.replaced(offsets, siblings, recognised));
    }

    private Look look(WatchedFile file, Observation now) {
        return new Look(file.path(), now, file.awaited().settling(now, watch.now()), alike.areMany(file, now));
    }

    private void note(Looked one) {
        one.note(watch);
        files.mayWait(one.file());
    }

    /** In the middle of a rotation the next file may be there by now: it was compared with the wrong offset, and would be read from its start. */
    void requireStillThere(WatchedFile file, Observation now) throws IOException {
        if (!TailReader.observe(watch.file(file.path())).fileKey().equals(now.fileKey())) {
            throw new IOException(file.path() + " was given to another file while it was looked at");
        }
    }
}
