package io.jumbo.follow;

import io.jumbo.follow.Books.Recognised;
import io.jumbo.offset.FileOffset;
import io.jumbo.option.Option;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import io.jumbo.write.Written;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one watch, from first sight to forgetting: which have something new, what happened to them, what is read of them, what becomes of those that
 * left their paths. Knows neither Camel nor who writes the rows.
 *
 * <p>One poll is, in this order: {@link #pollBegins}; for each file that the listing finds {@link #met} and {@link #hasNews}; for each one with news {@link
 * #visit}, {@link #begin}, {@link #written} for each chunk, {@link #ended}; then the same for {@link #departed}; then {@link #pollEnded}. The visits of one poll may go
 * on at once, on several threads; whatever they note, they note one at a time, holding the lock of this object. Nobody holds it while the poll goes on, which waits for the
 * visits, and has everything to itself between them.
 *
 * <p>Between two polls a file that {@link #isReadOn} may be {@linkplain #visitAlone visited alone}, several ones at once: begun, written and ended as those of a poll.
 *
 * <p>Everything here is a cache. How far a file is written is read from the offsets before each visit; what is lost with the process costs one look at each file.
 */
public final class Follower implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final Watch watch;
    private final WatchedFiles files = new WatchedFiles();
    private final HeldFiles held;
    private final MissingFiles missing;
    private final Failures failures;
    private final Executor readAhead;
    private final Looks looks;
    private final EarlyPasses early;
    private final Turns turns;
    private final AfterPoll afterPoll;

    /** Those that have begun and have not ended. */
    private final Set<Visit> begun = new LinkedHashSet<>();

    /**
     * @param readAhead reads the next chunk of a backlog while the one before it is written
     * @param oneByOne whether the files of a poll are written one after the other, in the order in which they are visited; may take its time
     * @param stopping whether the watch is being stopped: what fails then may have been cancelled because of that, and is no news
     * @param unwrapped takes the wrappings off a failure in which the caller's framework has put it
     */
    public Follower(
            Watch watch,
            Executor readAhead,
            BooleanSupplier oneByOne,
            BooleanSupplier stopping,
            UnaryOperator<Throwable> unwrapped) {
        this.watch = watch;
        this.readAhead = readAhead;
        this.failures = new Failures(watch.name(), watch.clock(), watch.listeners(), stopping, unwrapped);
        this.held = new HeldFiles(watch, failures, files, Handles.OF_PROCESS);
        this.missing = new MissingFiles(watch, held, files);
        this.turns = new Turns(oneByOne);
        this.afterPoll = new AfterPoll(watch, files, held, missing, failures);
        this.early = new EarlyPasses(watch.options().get(Option.POLL_INTERVAL), watch.now());
        Recognition recognition = new Recognition(new Recognition.Place(
                watch.directory(), watch.options().get(Option.ON_REWRITE), watch.limits(), held::fileOf));
        this.looks = new Looks(watch, recognition, missing);
    }

    /** What it does about failures. */
    public Failures failures() {
        return failures;
    }

    // ---- a poll

    /** A poll begins. */
    public void pollBegins() {
        files.pollBegins(watch.now());
        looks.pollBegins();
        turns.pollBegins();
    }

    /** Compares the stored offsets after this poll: something was the matter with the database. */
    public void compareSoon() {
        afterPoll.compareSoon();
    }

    /** The file that this poll has met under a name, if an earlier one met it under the same one. */
    public Optional<Met> metAgain(String name) {
        return files.metAgain(name);
    }

    /**
     * This poll has met a file.
     *
     * @param name any that stands for the path, the same in each poll
     * @param path relative to the watched directory, forward slashes
     * @param file absolute
     */
    public Met met(String name, String path, Path file) {
        return files.met(name, path, file);
    }

    /**
     * Whether there may be something to read in a file: it does not look as it did when it was last read to its end, and is not to be left alone for now.
     *
     * @throws IOException if it cannot be looked at; a visit will say why
     */
    public boolean hasNews(Met met) throws IOException {
        WatchedFile watched = met.watched();
        boolean news = watched.agenda().isFree(watch.now())
                && (!watched.isExamined(TailReader.observe(met.file()))
                        || watched.awaited().isLinelessForLong(watch.now()))
                && !isBeingReadOn(watched);
        if (news) {
            looks.hasNews(met);
        }
        return news;
    }

    /** Whether the visits without a poll do what a pass of this one would do again, for more. If they come to an end, it is for the next poll. */
    private boolean isBeingReadOn(WatchedFile watched) {
        return watched.agenda().wasReadOnSince(watch.now() - watch.pollInterval()) && isReadOn(watched);
    }

    /**
     * When a file that has changed can be read.
     *
     * @param file absent if it may be any
     * @param isNew whether a file has appeared there
     * @return as {@link Watch#now()}; nothing if no poll would meet it, or if it has failed and has its time
     */
    public Optional<Long> readableAt(Optional<Path> file, boolean isNew) {
        return files.readableAt(file.map(watch::path), isNew, watch.now());
    }

    /**
     * Whether a file that has changed can be visited without a poll, if it has done nothing but grow: it is known how far it is written. If not, a poll has to find out what
     * happened to it.
     */
    public boolean isReadOn(Path file) {
        return files.find(watch.path(file)).filter(this::isReadOn).isPresent();
    }

    private boolean isReadOn(WatchedFile watched) {
        return placeOf(watched).flatMap(place -> held.at(watched.path(), place)).isPresent();
    }

    private Optional<Place> placeOf(WatchedFile watched) {
        return failures.isTroubled() ? Optional.empty() : watched.place(watch.now());
    }

    /** Whether any file is looked into again when some time has passed, although nothing happens to it. */
    public boolean anyWaits() {
        return files.anyWaits();
    }

    /** How many files are known. */
    public int size() {
        return files.size();
    }

    /** Has every file looked into again. No offset is touched. */
    public void forgetExamined() {
        files.forgetExamined();
    }

    /** Files that left their paths and are to be read on, each by a visit; what became of the others is noted. */
    public List<Held> departed() throws SQLException, IOException {
        return afterPoll.departed();
    }

    /**
     * All that follows a poll: looks for files that it did not meet, and now and then compares the stored offsets with what was examined, and forgets those of files that
     * are gone for long.
     *
     * @param unseen whether nobody could look where a path is, so that nothing follows from its not being met
     */
    public void pollEnded(Predicate<String> unseen) throws SQLException, IOException {
        afterPoll.run(unseen);
    }

    // ---- the visits

    /** A visit to a file that a poll has met. */
    public synchronized Visit visit(Path file) {
        return begun(Visit.to(files.at(watch.path(file)), file));
    }

    /** A visit to a file that {@link #isReadOn}, between two polls. It is put off if the file did anything but grow. */
    public synchronized Visit visitAlone(Path file) {
        return begun(Visit.alone(files.at(watch.path(file)), file));
    }

    /** A visit to a file that left its path. */
    public synchronized Visit visit(Held departed) {
        return begun(Visit.to(departed));
    }

    private Visit begun(Visit visit) {
        begun.add(visit);
        return visit;
    }

    /**
     * The chunks of a file, from its offset to its last complete line; none if it is not to be read now, or not under this name, or if an earlier visit of the same poll
     * found that the database or a person is needed, or that its file is to be read on first, or if the watch is to stop: then it waits for the next poll.
     *
     * @param stopping whether no more are wanted
     * @throws IOException if the file cannot be read now
     * @throws SQLException if the offset cannot be read now
     */
    public synchronized Iterator<Chunk> begin(Visit visit, BooleanSupplier stopping) throws IOException, SQLException {
        if (!failures.mayPoll() || stopping.getAsBoolean() || turns.mustWait()) {
            turns.unfinished(); // also if the watch is only just being started, and the next file finds it started
            visit.putOff();
            return Collections.emptyIterator();
        }
        if (visit.departed().isPresent()) {
            return beginDeparted(visit, visit.departed().get(), stopping);
        }
        if (visit.isAlone()) {
            return beginAlone(visit, visit.met().orElseThrow(), stopping);
        }
        try {
            return beginMet(visit, visit.met().orElseThrow(), stopping);
        } catch (IOException e) {
            if (Handles.areOut(e) && held.giveBack()) {
                return beginMet(visit, visit.met().orElseThrow(), stopping);
            }
            throw e;
        }
    }

    private Iterator<Chunk> beginMet(Visit visit, Path file, BooleanSupplier stopping)
            throws IOException, SQLException {
        WatchedFile watched = visit.file();
        Observation now = TailReader.observe(file);
        Recognised recognised = looks.at(watched, now);
        Optional<FileOffset> offset = recognised.offset();
        if (offset.isEmpty() || isLikeOneThatBegins(watched, file, now, offset.get())) {
            return leaveAlone(visit, now);
        }
        held.hold(offset.get(), now);
        TailReader reader = open(watched, file, offset.get(), recognised.change(), now);
        try {
            looks.requireStillThere(watched, now);
        } catch (IOException e) {
            Closing.close(reader);
            throw e;
        }
        return opened(visit, now, reader, stopping);
    }

    private TailReader open(WatchedFile watched, Path file, FileOffset offset, FileChange change, Observation now)
            throws IOException {
        return change.open(file, offset, now, watched.transactionSize().within(watch.limits()));
    }

    /**
     * Reads on where the file was read to, without asking for its offset: it is the very file that is open, the bytes in front are compared before anything is read, and the
     * first chunk is refused if somebody else has moved the offset.
     */
    private Iterator<Chunk> beginAlone(Visit visit, Path file, BooleanSupplier stopping) {
        WatchedFile watched = visit.file();
        try {
            Observation now = TailReader.observe(file); // before it is certain that it is the file that is open
            Optional<Place> place = placeOf(watched);
            Optional<HeldFile> open = place.flatMap(at -> held.at(watched.path(), at));
            if (open.isPresent() && isWritten(now, place.get(), open.get())) {
                watched.examined(now, place.get()); // the change was read by the visit before
                visit.putOff();
                return Collections.emptyIterator();
            }
            if (open.isPresent() && isGrown(now, place.get().progress())) {
                ReadLimits limits = watched.transactionSize().within(watch.limits());
                TailReader reader = open.get().read(watched.path(), place.get().progress(), limits);
                watched.agenda().readOn(watch.now());
                watched.observed(
                        now.size()); // not before it is certain that this is the content whose bytes are counted
                return opened(visit, now, reader, stopping);
            }
        } catch (IOException e) {
            LOG.debug("{}: {} did more than grow; a poll will say what", watch.name(), watched.path(), e);
        }
        watched.forgetExamined();
        visit.putOff();
        return Collections.emptyIterator();
    }

    /** Whether it holds what was read of it and nothing more, and was not touched since: lines far above its end may be others then. */
    private static boolean isWritten(Observation now, Place place, HeldFile file) throws IOException {
        return now.size() == place.progress().nextByte()
                && place.progress().modified().equals(Optional.of(now.modified()))
                && now.hasKeyOf(place.progress())
                && file.continues(place.progress());
    }

    private static boolean isGrown(Observation now, Progress consumed) {
        return now.hasKeyOf(consumed) && now.goesBeyond(consumed);
    }

    private Iterator<Chunk> beginDeparted(Visit visit, Held departed, BooleanSupplier stopping)
            throws IOException, SQLException {
        Observation now = departed.observed();
        Optional<FileOffset> offset =
                watch.inTransaction(offsets -> offsets.findById(departed.file().fileId()));
        if (offset.isEmpty()) {
            return leaveAlone(visit, now);
        }
        Progress from = offset.get().progress();
        ReadLimits limits = visit.file().transactionSize().within(watch.limits());
        return opened(visit, now, departed.file().read(offset.get().path(), from, limits), stopping);
    }

    private static Iterator<Chunk> leaveAlone(Visit visit, Observation now) {
        visit.leaveAlone();
        if (visit.file().isLinked()) {
            visit.file().examined(now, 0);
        }
        return Collections.emptyIterator();
    }

    private Pass opened(Visit visit, Observation now, TailReader reader, BooleanSupplier stopping) {
        WatchedFile watched = visit.file();
        watched.awaited()
                .tiredOfGap(reader.progress().nextByte(), watch.now(), Times.mostBetweenLooks(watch.pollInterval()))
                .ifPresent(reader::settledBelow);
        if (watched.hasNulsInLines()) {
            reader.nulsInLines();
        }
        Pass pass = new Pass(watched, now, reader, stopping, readAhead);
        visit.opened(pass);
        return pass;
    }

    /**
     * Whether nothing of a file is written yet, nor of another one that begins in the same way and is being read: which of them is the copy, if one is, can only
     * be asked when something of the other one is.
     */
    private boolean isLikeOneThatBegins(WatchedFile watched, Path file, Observation now, FileOffset offset) {
        if (offset.progress().nextByte() > 0 || looks.isOneOfMany(watched, now)) {
            return false;
        }
        for (Visit each : begun) {
            Optional<Pass> pass = each.pass().filter(other -> other.writtenTo() == 0);
            if (pass.isPresent() && mayHaveBegunAlike(file, pass.get())) {
                return true;
            }
        }
        return false;
    }

    /** Also if the other file is not what its pass read any more: then nothing on the disk says how it began. */
    private boolean mayHaveBegunAlike(Path file, Pass other) {
        Path there = watch.file(other.file().path());
        try {
            boolean alike = Comparison.beginAlike(file, there);
            Observation now = TailReader.observe(there); // after it, so that a cut between the two counts
            Observation then = other.observed();
            return alike || now.size() < then.size() || !now.fileKey().equals(then.fileKey());
        } catch (IOException e) {
            LOG.debug("{}: {} cannot be compared with {}, and waits", watch.name(), file, there, e);
            return true;
        }
    }

    /** Takes note of a chunk that is committed. */
    public synchronized void written(Visit visit, Written written) {
        Chunk chunk = written.chunk();
        visit.pass().orElseThrow().written(chunk);
        looks.written(visit.file(), chunk.after());
        failures.chunkWritten(
                visit.file(), chunk.after().lines() - chunk.before().lines());
        watch.listeners().tell(events -> events.chunkWritten(watch.name(), written));
        if (chunk.gapBytes() > 0) {
            watch.listeners()
                    .tell(events -> events.gapSkipped(watch.name(), chunk.path(), chunk.firstByte(), chunk.gapBytes()));
        }
    }

    /**
     * A visit has ended.
     *
     * @param failure what it failed for, if it did and nobody dealt with it
     */
    public void ended(Visit visit, Optional<Throwable> failure) {
        try {
            synchronized (this) {
                begun.remove(visit);
                if (!visit.isPutOff()) {
                    failure.ifPresentOrElse(cause -> failed(visit, cause), () -> completed(visit));
                }
            }
        } finally {
            visit.pass().ifPresent(Closing::close); // which may wait for what is being read ahead
        }
    }

    /** Visits that nobody will end: what made them died. No other one may be going on. */
    public synchronized void died() {
        begun.forEach(visit -> visit.pass().ifPresent(Closing::close));
        begun.clear();
    }

    private void completed(Visit visit) {
        WatchedFile watched = visit.file();
        if (visit.isLeftAlone()) {
            rest(watched, 1);
        } else if (visit.pass().isEmpty()) {
            watched.agenda().failed(watch.now()); // it could not be looked into, and somebody dealt with that
        } else {
            completed(watched, visit.pass().get());
        }
    }

    private void completed(WatchedFile watched, Pass pass) {
        boolean complete = pass.examined();
        if (complete) {
            watched.agenda().restUntil(watch.now() + early.rest(watch.now(), isReadOn(watched)));
        }
        watched.nulsInLines(pass.hasNulsInLines());
        watched.awaited()
                .atGap(pass.gapAt(), pass.observed().size(), watch.now(), Times.mostBetweenLooks(watch.pollInterval()));
        failures.passSucceeded(watched, pass);
        tellOfLineless(watched, pass);
        if (!complete) {
            turns.unfinished();
        }
        if (complete && watched.catchesUp()) {
            watch.listeners().tell(events -> events.fileCaughtUp(watch.name(), watched.path()));
        }
    }

    private void tellOfLineless(WatchedFile watched, Pass pass) {
        Optional<Diagnosis> diagnosis = pass.diagnosis();
        if (watched.awaited().lineless(diagnosis, pass.observed(), watch.now())) {
            watch.listeners()
                    .tell(events -> events.fileWithoutLines(watch.name(), watched.path(), diagnosis.orElseThrow()));
        }
    }

    private void failed(Visit visit, Throwable failure) {
        WatchedFile watched = visit.file();
        if (visit.isAlone() && Failures.isContention(failure)) {
            watched.agenda().shared(watch.now());
            watched.forgetExamined();
            LOG.debug("{}: another instance writes {}; polls look what it wrote", watch.name(), watched.path());
            return;
        }
        watched.forgetExamined();
        looks.forget();
        failures.passFailed(
                watched,
                visit.pass().map(Pass::writtenTo).orElse(0L),
                visit.pass().flatMap(Pass::underway),
                failure);
        if (!watched.agenda().isFree(watch.now())) {
            // With long intervals its hold is over at the next poll, and being first again it would keep the others
            // waiting for ever.
            rest(watched, 1.5);
        } else {
            turns.unfinished();
        }
    }

    private void rest(WatchedFile watched, double polls) {
        watched.agenda().restUntil(watch.now() + Math.round(watch.pollInterval() * polls));
    }

    /** Lets go of all files. */
    @Override
    public void close() {
        held.close();
    }
}
