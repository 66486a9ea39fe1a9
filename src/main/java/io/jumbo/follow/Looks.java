package io.jumbo.follow;

import io.jumbo.follow.Books.Recognised;
import io.jumbo.follow.FileChange.Consumed;
import io.jumbo.offset.Offsets;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Recognition recognition;
    private final MissingFiles missing;

    /** The files with news that this poll has met and nobody has looked at. */
    private final Map<WatchedFile, Path> news = new LinkedHashMap<>();

    private final Map<WatchedFile, Looked> looked = new HashMap<>();
    private final Map<WatchedFile, Observation> manyAlike = new HashMap<>();

    private final Beginnings written;

    Looks(Watch watch, Recognition recognition, MissingFiles missing) {
        this.watch = watch;
        this.recognition = recognition;
        this.missing = missing;
        this.written = new Beginnings(watch.limits().lineEnd());
    }

    /**
     * What came of a look at a file.
     *
     * @param now the file as observed
     * @param abandoned bytes that were seen of what it held before and can never be read
     */
    private record Looked(Observation now, Recognised recognised, long abandoned) {}

    /** The whole of a small file, or the length and the end of a long one. */
    private record Content(long size, String end) {}

    void pollBegins() {
        news.clear();
        looked.clear();
        manyAlike.clear();
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
        return now.equals(manyAlike.get(file));
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
        boolean stillTrue = before != null && before.now().equals(now) && !mayBeCopyByNow(file, before);
        return stillTrue ? before.recognised() : lookAt(file, now);
    }

    /** Whether nothing of it is written, and it may be a copy of something that has been since it was looked at. */
    private boolean mayBeCopyByNow(WatchedFile file, Looked before) throws IOException {
        boolean nothing = before.recognised()
                .offset()
                .filter(offset -> offset.progress().nextByte() == 0)
                .isPresent();
        return nothing && written.mayHaveCopy(watch.file(file.path()), isOneOfMany(file, before.now()));
    }

    private Recognised lookAt(WatchedFile file, Observation now) throws SQLException, IOException {
        news.remove(file);
        Looked one = watch.inTransaction(offsets -> look(offsets, file, now));
        note(file, one);
        one.recognised().offset().ifPresent(offset -> written(file, offset.progress())); // perhaps by another instance
        return one.recognised();
    }

    /** Looks at a file and those behind it in the listing. If that fails, each is looked at by itself, and its visit says why. */
    private void lookAtSome(WatchedFile first) {
        Map<WatchedFile, Observation> some = observed(taken(first));
        countAlike(some);
        Map<WatchedFile, Looked> done = new LinkedHashMap<>();
        try {
            watch.inTransaction(offsets -> {
                for (Map.Entry<WatchedFile, Observation> each : some.entrySet()) {
                    lookUnlessUnreadable(offsets, each.getKey(), each.getValue(), done);
                }
                return done;
            });
        } catch (SQLException | IOException e) {
            LOG.debug("{}: {} files cannot be looked at together", watch.name(), some.size(), e);
            return;
        }
        done.forEach(this::note);
        looked.putAll(done);
    }

    private Map<WatchedFile, Path> taken(WatchedFile first) {
        Map<WatchedFile, Path> taken = new LinkedHashMap<>();
        taken.put(first, news.remove(first));
        for (Map.Entry<WatchedFile, Path> each : List.copyOf(news.entrySet())) {
            if (taken.size() == MOST_AT_ONCE) {
                break;
            }
            taken.put(each.getKey(), each.getValue());
            news.remove(each.getKey());
        }
        return taken;
    }

    private Map<WatchedFile, Observation> observed(Map<WatchedFile, Path> files) {
        Map<WatchedFile, Observation> observed = new LinkedHashMap<>();
        files.forEach((watched, file) -> {
            try {
                observed.put(watched, TailReader.observe(file));
            } catch (IOException e) {
                LOG.debug("{}: {} cannot be looked at, its visit will say why", watch.name(), watched.path(), e);
            }
        });
        return observed;
    }

    private void countAlike(Map<WatchedFile, Observation> files) {
        Map<Content, List<WatchedFile>> alike = new HashMap<>();
        files.forEach((watched, now) -> {
            if (watched.seenBytes() == 0 && now.size() > 0) {
                try {
                    Content content = new Content(now.size(), Comparison.end(watch.file(watched.path())));
                    alike.computeIfAbsent(content, any -> new ArrayList<>()).add(watched);
                } catch (IOException e) {
                    LOG.debug("{}: {} cannot be read, its visit will say why", watch.name(), watched.path(), e);
                }
            }
        });
        alike.values().stream()
                .filter(some -> some.size() > Identification.HABIT)
                .forEach(some -> some.forEach(file -> manyAlike.put(file, files.get(file))));
    }

    private void lookUnlessUnreadable(Offsets offsets, WatchedFile file, Observation now, Map<WatchedFile, Looked> done)
            throws SQLException, IOException {
        Recognised recognised;
        try {
            recognised = recognition.recognise(offsets, look(file, now));
        } catch (IOException e) {
            LOG.debug("{}: {} cannot be read, its visit will say why", watch.name(), file.path(), e);
            return; // before anything was changed
        }
        done.put(file, carriedOut(offsets, file, now, recognised));
    }

    private Looked look(Offsets offsets, WatchedFile file, Observation now) throws SQLException, IOException {
        return carriedOut(offsets, file, now, recognition.recognise(offsets, look(file, now)));
    }

    private Looked carriedOut(Offsets offsets, WatchedFile file, Observation now, Recognised recognised)
            throws SQLException, IOException {
        requireStillThere(file, now);
        if (isOverwritten(file, now, recognised)) {
            offsets.linesChanged(recognised.offset().orElseThrow().id());
        }
        return new Looked(now, recognised, missing.replaced(offsets, recognised));
    }

    /** Whether it changed again and again although nothing came behind what is written. */
    private static boolean isOverwritten(WatchedFile file, Observation now, Recognised recognised) {
        return recognised.change().consumed() == Consumed.IN_PLACE
                && recognised
                        .offset()
                        .filter(offset -> !now.goesBeyond(offset.progress()))
                        .isPresent()
                && file.isTouchedAgain(now);
    }

    private Look look(WatchedFile file, Observation now) {
        return new Look(file.path(), now, file.awaited().settling(now, watch.now()), isOneOfMany(file, now));
    }

    /** In the middle of a rotation the next file may be there by now: it was compared with the wrong offset, and would be read from its start. */
    void requireStillThere(WatchedFile file, Observation now) throws IOException {
        if (!TailReader.observe(watch.file(file.path())).fileKey().equals(now.fileKey())) {
            throw new IOException(file.path() + " was given to another file while it was looked at");
        }
    }

    /** Not before it is certain that this is the content whose bytes are counted. */
    private void note(WatchedFile file, Looked one) {
        FileChange change = one.recognised().change();
        if (one.recognised().offset().isPresent()) {
            noteOverwritten(file, one);
            if (one.recognised().before().isEmpty() && change.consumed() == Consumed.IN_PLACE) {
                file.observed(one.now().size());
            } else {
                file.beginsAnew(one.now());
            }
        }
        if (change.note(file, one.now(), watch.now())) {
            watch.listeners().tell(events -> change.tell(events, watch.name(), file.path()));
        }
        if (one.abandoned() > 0) {
            watch.listeners().tell(events -> events.bytesAbandoned(watch.name(), file.path(), one.abandoned()));
        }
    }

    private void noteOverwritten(WatchedFile file, Looked one) {
        boolean sameLength = file.seenBytes() == one.now().size();
        boolean overwritten = isOverwritten(file, one.now(), one.recognised())
                || (one.recognised().change().consumed() == Consumed.CHANGED && sameLength);
        file.looked(one.now());
        if (overwritten && file.overwritten()) {
            watch.listeners().tell(events -> events.linesOverwritten(watch.name(), file.path()));
        }
    }
}
