package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.events.LoggedEvents;
import io.jumbo.events.TailEvents;
import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.offset.Recognition;
import io.jumbo.offset.Recognition.Recognised;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.HeldFiles.Held;
import io.jumbo.route.MissingFiles.Missing;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.FileChange;
import io.jumbo.tail.Observation;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.Settling;
import io.jumbo.tail.TailReader;
import io.jumbo.write.InsertTemplate;
import io.jumbo.write.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one watch that have something new. Serves its {@code file:} endpoint as {@code idempotentRepository} ("nothing new here"
 * instead of "seen before") and as {@code pollStrategy} (no poll while the database or a person is needed), and the route as the bean that
 * cuts a file into {@link #chunks} and takes note of what was {@link #written}.
 *
 * <p>Remembers only what saves work; how far a file was written is read from {@code jumbo_offsets} before each pass. The endpoint must be
 * {@code synchronous}: all methods run on the one thread of the watch.
 */
public final class GrownFiles extends WatchBean
        implements IdempotentRepository, PollingConsumerPollStrategy, CamelContextAware {

    private static final String LISTENER_OF = "jumbo-listener-of-";

    private static final Logger LOG = LoggerFactory.getLogger(GrownFiles.class);
    private static final String PASS = "jumboPass";

    /** Exchange property: the file that is read on although it left its path. */
    private static final String HELD = "jumboHeld";

    /** How often the stored offsets are compared with what was examined, in case the database was restored from a backup. */
    private static final long COMPARE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<String, WatchedFile> files = new HashMap<>();
    private final Set<String> unnameable = new HashSet<>();
    private LongSupplier clock = System::nanoTime;
    private CamelContext camelContext;
    private String dataSource = "dataSource";
    private Watch watch;
    private Recognition recognition;
    private Failures failures;
    private Preparation preparation;
    private HeldFiles held;
    private MissingFiles missing;
    private boolean directoryMissing;
    private boolean directoryEmpty;
    private long compareAt;
    private long poll;

    /** Bean name of the {@link DataSource}; looked up when it is needed, since a route's beans may be made before it. */
    public void setDataSource(String dataSource) {
        this.dataSource = dataSource;
    }

    /** Another clock, in nanoseconds, monotonic; takes effect with the next start. */
    void setClock(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    /**
     * Begins afresh: what was remembered of files is forgotten, what the database knows counts.
     *
     * @throws IllegalArgumentException with everything that is wrong with the options
     */
    @Override
    protected void doStart() {
        WatchOptions options = options();
        InsertTemplate.parse(options.insert());
        requireNoBlanks(Option.INCLUDE, options.include());
        requireNoBlanks(Option.EXCLUDE, options.exclude());
        WatchNames.claim(camelContext, options.watch(), this);
        files.clear();
        unnameable.clear();
        watch = new Watch(
                options.watch(),
                absolute(options.directory().toString()),
                options,
                new ReadLimits(options.chunkBytes(), options.maxLineBytes()),
                new Offsets(options.watch()),
                new Listeners(listeners()),
                clock,
                () -> CamelContextHelper.mandatoryLookup(camelContext, dataSource, DataSource.class));
        recognition = new Recognition(watch.offsets(), watch.directory(), options.onRewrite());
        failures = new Failures(watch.name(), clock, watch.listeners());
        preparation = new Preparation(options, watch.limits(), watch.listeners());
        held = new HeldFiles(watch);
        missing = new MissingFiles(watch, held);
        directoryMissing = false;
        directoryEmpty = false;
        compareAt = watch.now();
    }

    @Override
    protected void doStop() {
        if (held != null) {
            held.close();
        }
    }

    /** How the names of {@link TailEvents} beans begin that hear one watch only; beans of any other name hear all of them. */
    public static String listenerOf(String watch) {
        return LISTENER_OF + watch + "#";
    }

    private List<TailEvents> listeners() {
        List<TailEvents> found = new ArrayList<>();
        found.add(new LoggedEvents());
        camelContext.getRegistry().findByTypeWithName(TailEvents.class).forEach((name, listener) -> {
            if (!name.startsWith(LISTENER_OF) || name.startsWith(listenerOf(watch()))) {
                found.add(listener);
            }
        });
        return found;
    }

    // ---- the poll: PollingConsumerPollStrategy

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        if (!failures.mayPoll() || !directoryIsThere()) {
            return false;
        }
        poll++;
        return failures.survived(this::beforePoll);
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        failures.pollEnded(preparation::afterPoll);
        if (failures.mayPoll() && preparation.isDone()) {
            failures.survived(() -> afterPoll(consumer));
        }
    }

    private void afterPoll(Consumer consumer) throws SQLException, IOException {
        held.afterPoll(file -> readOn(consumer, file), this::gone);
        lookForMissing();
        if (watch.now() - compareAt >= 0) {
            List<FileOffset> stored = watch.inTransaction(watch.offsets()::all);
            Map<String, FileOffset> byPath =
                    stored.stream().collect(Collectors.toMap(FileOffset::path, Function.identity()));
            files.values().forEach(file -> file.compare(Optional.ofNullable(byPath.get(file.path()))));
            missing.compare(stored, files::containsKey);
            compareAt = watch.now() + COMPARE_NANOS;
        }
        missing.forget();
    }

    /** Files that the last two polls did not meet. */
    private void lookForMissing() throws SQLException, IOException {
        List<Missing> notMet = files.values().stream()
                .filter(file -> !file.wasSeenSince(poll - 1))
                .map(file -> new Missing(file.path(), file.seenBytes()))
                .toList();
        boolean empty = !notMet.isEmpty() && notMet.size() == files.size();
        if (empty && !directoryEmpty) {
            watch.listeners()
                    .tell(events -> events.directoryEmpty(
                            watch.name(), watch.directory().toString()));
        }
        directoryEmpty = empty;
        if (notMet.isEmpty() || empty) {
            return;
        }
        for (String path : missing.lookFor(notMet, this::isMet)) {
            failures.forgotten(files.remove(path));
        }
        files.values().stream().filter(WatchedFile::isLinked).forEach(WatchedFile::forgetExamined);
    }

    private boolean isMet(String path) {
        return files.containsKey(path) && files.get(path).wasSeenSince(poll - 1);
    }

    private void gone(FileOffset offset) {
        failures.survived(() -> missing.gone(offset, 0));
    }

    /** Sends a file that left its path through the route, as the file endpoint would. */
    private void readOn(Consumer consumer, Held file) {
        DefaultConsumer endpoint = (DefaultConsumer) consumer;
        Exchange exchange = endpoint.createExchange(false);
        try {
            exchange.getIn()
                    .setHeader(
                            Exchange.FILE_PATH,
                            watch.file(file.watched().path()).toString());
            exchange.getIn().setHeader(Exchange.FILE_NAME, file.watched().path());
            exchange.setProperty(HELD, file);
            endpoint.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e); // its pass has noted it
        } finally {
            if (exchange.getException() != null) {
                LOG.debug(
                        "{}: {} could not be read on",
                        watch.name(),
                        file.watched().path(),
                        exchange.getException());
            }
            endpoint.releaseExchange(exchange, false);
        }
    }

    /** A poll that failed as a whole says nothing about any file. */
    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        failures.pollFailed(cause);
        return false;
    }

    /** An Error came out of a poll. Its file still counts as in progress, though nothing is between two polls, and would be passed over. */
    void pollDied(Endpoint endpoint, Error error) {
        ((FileEndpoint) endpoint).getInProgressRepository().clear();
        clear();
        failures.pollFailed(error);
    }

    private void beforePoll() throws SQLException, IOException {
        if (failures.isTroubled()) {
            preparation.tablesMayBeGone();
            compareAt = watch.now();
        }
        preparation.beforePoll(watch.dataSource().get());
    }

    // ---- which file grew: IdempotentRepository

    /** Whether there is nothing new in a file: it still looks as it did when it was last read to its end, or it is to be left alone for now. */
    @Override
    public boolean contains(String absolutePath) {
        Optional<Path> file = path(absolutePath);
        if (file.isEmpty()) {
            return true;
        }
        String path = watch.path(file.get());
        WatchedFile watched = files.computeIfAbsent(path, WatchedFile::new);
        watched.seenIn(poll);
        if (preparation.takesNote(path, file.get()) || watched.isHeld(watch.now())) {
            return true;
        }
        try {
            return watched.isExamined(TailReader.observe(file.get()));
        } catch (IOException e) {
            LOG.debug("{}: {} cannot be looked at, the pass over it will say why", watch.name(), path, e);
            return false;
        }
    }

    /** The pass over a file did not fail, or a route handled its failure; only what was {@link #written} counts. */
    @Override
    public boolean add(String absolutePath) {
        return true;
    }

    /** The pass over a file failed: it will be looked into again. Its offset stays. */
    @Override
    public boolean remove(String absolutePath) {
        WatchedFile watched = files.get(watch.path(absolute(absolutePath)));
        if (watched != null) {
            watched.forgetExamined();
        }
        return true;
    }

    @Override
    public boolean confirm(String absolutePath) {
        return true;
    }

    /** Forgets what was examined, so that every file is looked into again. No offset is touched. */
    @Override
    public void clear() {
        files.values().forEach(WatchedFile::forgetExamined);
    }

    // ---- the route's two steps

    /**
     * The chunks of a grown file, from its offset to its last complete line, as the route's split wants them. None if an earlier file of
     * the same poll found that the database or a person is needed.
     *
     * @param exchange the file endpoint's
     * @throws IOException if the file cannot be read now
     * @throws SQLException if the offset cannot be read now
     */
    public Iterator<Chunk> chunks(Exchange exchange) throws IOException, SQLException {
        if (!failures.mayPoll()) {
            return Collections.emptyIterator();
        }
        Held left = exchange.getProperty(HELD, Held.class);
        if (left != null) {
            return chunksOf(left, exchange);
        }
        Path file = absolute(exchange.getIn().getHeader(Exchange.FILE_PATH, String.class));
        String path = watch.path(file);
        WatchedFile watched = files.computeIfAbsent(path, WatchedFile::new);
        PassEnd end = new PassEnd(exchange, watched);
        Observation now = TailReader.observe(file);
        Looked looked = look(watched, now);
        FileChange change = looked.recognised().change();
        boolean linked = watched.linked(change instanceof FileChange.Linked);
        if (looked.recognised().offset().isEmpty()) {
            if (linked || (!watched.isLinked() && watched.waits(now, watch.now()))) {
                watch.listeners().tell(watch.name(), path, change);
            }
            end.isLeftAlone(now);
            return Collections.emptyIterator();
        }
        watched.settled();
        watch.listeners().tell(watch.name(), path, change);
        if (looked.abandoned() > 0) {
            watch.listeners().tell(events -> events.bytesAbandoned(watch.name(), path, looked.abandoned()));
        }
        FileOffset offset = looked.recognised().offset().get();
        held.hold(offset, now);
        TailReader reader = TailReader.open(file, offset.id(), path, offset.progress(), now, watch.limits());
        return end.begins(new Pass(watched, now, reader, () -> isStopping(exchange)));
    }

    /** The chunks of a file that left its path. */
    private Iterator<Chunk> chunksOf(Held left, Exchange exchange) throws IOException, SQLException {
        PassEnd end = new PassEnd(exchange, left.watched());
        Optional<FileOffset> offset = watch.inTransaction(
                connection -> watch.offsets().findById(connection, left.file().fileId()));
        if (offset.isEmpty()) {
            return Collections.emptyIterator();
        }
        Observation now = left.observed();
        TailReader reader = left.file().read(offset.get().path(), offset.get().progress(), watch.limits());
        return end.begins(new Pass(left.watched(), now, reader, () -> isStopping(exchange)));
    }

    /** A look at a file, and how many of its bytes can never be read. */
    private record Looked(Recognised recognised, long abandoned) {}

    private Looked look(WatchedFile watched, Observation now) throws SQLException, IOException {
        Settling settling = watched.settling(now, watch.now());
        Looked looked = watch.inTransaction(connection -> {
            Recognised recognised = recognition.recognise(connection, watched.path(), now, settling);
            return new Looked(recognised, missing.replaced(connection, recognised, watched.seenBytes(), this::isMet));
        });
        if (looked.recognised().before().isPresent()) {
            watched.beginsAnew(now);
        } else if (looked.recognised().offset().isPresent()) {
            watched.observed(now); // not before it is certain that this is the content whose bytes are counted
        }
        return looked;
    }

    /**
     * Takes note that a chunk is committed. Must be the step after the {@code jdbc:} endpoint, which is only reached if it did not fail.
     *
     * @param exchange an element of the split
     */
    public void written(Exchange exchange) {
        Written written = exchange.getProperty(InsertOnce.WRITTEN, Written.class);
        written.committed();
        Pass pass = exchange.getProperty(PASS, Pass.class);
        pass.written(written.chunk());
        failures.chunkWritten(pass.file());
        watch.listeners().tell(events -> events.chunkWritten(watch.name(), written));
    }

    /** Ends the pass over a file, whatever came of it. */
    private final class PassEnd extends SynchronizationAdapter {

        private final Exchange exchange;
        private final WatchedFile watched;
        private boolean leftAlone;

        PassEnd(Exchange exchange, WatchedFile watched) {
            this.exchange = exchange;
            this.watched = watched;
            exchange.getExchangeExtension().addOnCompletion(this);
        }

        /** There is nothing to read now, or not under this name. */
        void isLeftAlone(Observation now) {
            leftAlone = true;
            if (watched.isLinked()) {
                watched.examined(now, 0);
            }
        }

        Pass begins(Pass pass) {
            exchange.setProperty(PASS, pass);
            return pass;
        }

        @Override
        public void onComplete(Exchange done) {
            Pass pass = done.getProperty(PASS, Pass.class);
            if (leftAlone) {
                rest();
            } else if (pass == null) {
                watched.hold(watch.now()); // it could not be looked into, and a route handled that
            } else {
                if (pass.examined()) {
                    rest(); // without it, greedy would turn a steady writer into a transaction for every handful of
                    // lines
                }
                failures.passSucceeded(watched, pass);
                IOHelper.close(pass);
            }
        }

        private void rest() {
            watched.restUntil(watch.now() + watch.options().pollInterval().toNanos());
        }

        @Override
        public void onFailure(Exchange failed) {
            Pass pass = failed.getProperty(PASS, Pass.class);
            failures.passFailed(watched, pass == null ? 0 : pass.writtenTo(), failed.getException());
            if (watched.isHeld(watch.now())) {
                // With long intervals its hold is over at the next poll, and being first again it would keep the others
                // waiting for ever.
                watched.restUntil(watch.now() + watch.options().pollInterval().toNanos() * 3 / 2);
            }
            if (pass != null) {
                IOHelper.close(pass);
            }
        }
    }

    private static boolean isStopping(Exchange exchange) {
        CamelContext context = exchange.getContext();
        Route route = context.getRoute(exchange.getFromRouteId());
        return context.isStopping()
                || route == null
                || (route.getConsumer() instanceof StatefulService consumer && !consumer.isStarted());
    }

    private boolean directoryIsThere() {
        Path directory = watch.directory();
        boolean missed = !Files.isDirectory(directory) || !Files.isReadable(directory);
        if (missed && Files.notExists(directory)) {
            failures.pollEnded(preparation::afterPoll);
        }
        if (missed != directoryMissing) {
            directoryMissing = missed;
            String name = directory.toString();
            watch.listeners().tell(events -> {
                if (missed) {
                    events.directoryMissing(watch.name(), name);
                } else {
                    events.directoryFound(watch.name(), name);
                }
            });
        }
        return !missed;
    }

    /** The path of a file, unless Java cannot express its name in the locale of this process. */
    private Optional<Path> path(String absolutePath) {
        try {
            return Optional.of(absolute(absolutePath));
        } catch (InvalidPathException e) {
            if (unnameable.add(absolutePath)) {
                watch.listeners().tell(events -> events.fileUnreadable(watch.name(), absolutePath, e));
            }
            return Optional.empty();
        }
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
