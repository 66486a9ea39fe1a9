package io.jumbo.follow;

import io.jumbo.option.Option;
import io.jumbo.tail.Chunk;
import io.jumbo.write.Written;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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

    private final Watch watch;
    private final WatchedFiles files = new WatchedFiles();
    private final BegunVisits begun;
    private final Failures failures;
    private final OpenFiles openFiles;
    private final ReadOnFiles readOn;
    private final Turns turns;
    private final Looks looks;
    private final FirstLook firstLook;
    private final Opening opening;
    private final Results results;
    private final DepartedFiles departed;
    private final AfterPoll afterPoll;

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
        this.begun = new BegunVisits(watch);
        this.failures = new Failures(watch, stopping, unwrapped);
        PassFailures passFailures = new PassFailures(watch, failures);
        this.openFiles = new OpenFiles(watch, passFailures);
        this.readOn = new ReadOnFiles(watch, openFiles, failures);
        this.turns = new Turns(oneByOne);
        MissingFiles missing = new MissingFiles(watch, openFiles, files);
        Recognition recognition = new Recognition(new Recognition.Place(
                watch.directory(), watch.options().get(Option.ON_REWRITE), watch.limits(), openFiles::fileOf));
        this.looks = new Looks(watch, files, recognition, missing);
        this.firstLook = new FirstLook(watch, readOn);
        this.opening = new Opening(watch, looks, openFiles, readOn, begun, readAhead);
        this.results = new Results(watch, looks, readOn, passFailures, turns);
        this.departed = new DepartedFiles(watch, files, openFiles, missing);
        this.afterPoll = new AfterPoll(watch, files, openFiles, missing, passFailures);
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
        boolean news = firstLook.findsNews(met);
        if (news) {
            looks.hasNews(met);
        }
        return news;
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
        return files.find(watch.path(file)).filter(readOn::contains).isPresent();
    }

    /** Whether any file is looked into again when some time has passed, although nothing happens to it. */
    public boolean anyWaits() {
        return files.anyWaits();
    }

    /** How the watch stands. For any thread; waits for nobody. */
    public WatchStatus status() {
        return watch.standing().at(watch.name(), watch.behind().at(watch.now()));
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
    public List<OpenFile> departed() throws SQLException, IOException {
        return departed.toReadOn();
    }

    /**
     * All that follows a poll: looks for files that it did not meet, and now and then compares the stored offsets with what was examined, and forgets those of files that
     * are gone for long.
     *
     * @param unseen whether nobody could look where a path is, so that nothing follows from its not being met
     */
    public void pollEnded(Predicate<String> unseen) throws SQLException, IOException {
        afterPoll.run(unseen);
        watch.standing().polled();
    }

    // ---- the visits

    /** A visit to a file that a poll has met. */
    public synchronized Visit visit(Path file) {
        return begun.begins(new Visit(files.at(watch.path(file)), new Visit.OfPoll(file)));
    }

    /** A visit to a file that {@link #isReadOn}, between two polls. It is put off if the file did anything but grow. */
    public synchronized Visit visitAlone(Path file) {
        return begun.begins(new Visit(files.at(watch.path(file)), new Visit.Alone(file)));
    }

    /** A visit to a file that left its path. */
    public synchronized Visit visit(OpenFile file) {
        return begun.begins(new Visit(file.watched(), new Visit.Departed(file)));
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
            return Opening.putOff(visit);
        }
        return visit.begin(opening, stopping);
    }

    /** Takes note of a chunk that is committed. */
    public synchronized void written(Visit visit, Written written) {
        results.written(visit, written);
    }

    /**
     * A visit has ended.
     *
     * @param failure what it failed for, if it did and nobody dealt with it
     */
    public void ended(Visit visit, Optional<Throwable> failure) {
        try {
            synchronized (this) {
                begun.ended(visit);
                if (!visit.isPutOff()) {
                    failure.ifPresentOrElse(cause -> results.failed(visit, cause), () -> results.completed(visit));
                }
                files.mayWait(visit.file());
            }
        } finally {
            visit.pass().ifPresent(Closing::close); // which may wait for what is being read ahead
        }
    }

    /** Visits that nobody will end: what made them died. No other one may be going on. */
    public synchronized void died() {
        begun.died();
    }

    /** Lets go of all files. */
    @Override
    public void close() {
        openFiles.close();
    }
}
