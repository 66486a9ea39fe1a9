package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.events.LoggedEvents;
import io.jumbo.events.TailEvents;
import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.offset.Recognition;
import io.jumbo.offset.Recognition.Recognised;
import io.jumbo.offset.Transaction;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.FileChange;
import io.jumbo.tail.Observation;
import io.jumbo.tail.ReadLimits;
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
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.service.ServiceSupport;
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
public final class GrownFiles extends ServiceSupport
        implements IdempotentRepository, PollingConsumerPollStrategy, CamelContextAware {

    private static final String LISTENER_OF = "jumbo-listener-of-";

    private static final Logger LOG = LoggerFactory.getLogger(GrownFiles.class);
    private static final String PASS = "jumboPass";

    /** How often the stored offsets are compared with what was examined, in case the database was restored from a backup. */
    private static final long COMPARE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, WatchedFile> files = new HashMap<>();
    private final Set<String> unnameable = new HashSet<>();
    private LongSupplier clock = System::nanoTime;
    private CamelContext camelContext;
    private String watch = "";
    private String dataSource = "dataSource";
    private WatchOptions options;
    private Path directory;
    private ReadLimits limits;
    private Listeners listeners;
    private Failures failures;
    private Preparation preparation;
    private Offsets offsets;
    private boolean directoryMissing;
    private long compareAt;
    private long poll;

    /** Name of the watch: offsets and dead letters are kept under it. No two watches of one database may share it. */
    public void setWatch(String watch) {
        this.watch = watch;
    }

    /** Bean name of the {@link DataSource}; looked up when it is needed, since a route's beans may be made before it. */
    public void setDataSource(String dataSource) {
        this.dataSource = dataSource;
    }

    /** Another clock, in nanoseconds, monotonic; takes effect with the next start. */
    void setClock(LongSupplier clock) {
        this.clock = clock;
    }

    // ---- the options of the watch, as text; checked all at once at the start

    /** See {@link Option#DIRECTORY}. */
    public void setDirectory(String directory) {
        values.put(Option.DIRECTORY.key(), directory);
    }

    /** See {@link Option#INCLUDE}. */
    public void setInclude(String include) {
        values.put(Option.INCLUDE.key(), include);
    }

    /** See {@link Option#EXCLUDE}. */
    public void setExclude(String exclude) {
        values.put(Option.EXCLUDE.key(), exclude);
    }

    /** See {@link Option#POLL_INTERVAL}. */
    public void setPollInterval(String pollInterval) {
        values.put(Option.POLL_INTERVAL.key(), pollInterval);
    }

    /** See {@link Option#INSERT}. */
    public void setInsert(String insert) {
        values.put(Option.INSERT.key(), insert);
    }

    /** See {@link Option#CREATE_TABLE}. */
    public void setCreateTable(String createTable) {
        values.put(Option.CREATE_TABLE.key(), createTable);
    }

    /** See {@link Option#START_AT}. */
    public void setStartAt(String startAt) {
        values.put(Option.START_AT.key(), startAt);
    }

    /** See {@link Option#MAX_LINE_BYTES}. */
    public void setMaxLineBytes(String maxLineBytes) {
        values.put(Option.MAX_LINE_BYTES.key(), maxLineBytes);
    }

    /** See {@link Option#CHUNK_BYTES}. */
    public void setChunkBytes(String chunkBytes) {
        values.put(Option.CHUNK_BYTES.key(), chunkBytes);
    }

    /** See {@link Option#FORMAT}. */
    public void setFormat(String format) {
        values.put(Option.FORMAT.key(), format);
    }

    /** See {@link Option#DELIMITER}. */
    public void setDelimiter(String delimiter) {
        values.put(Option.DELIMITER.key(), delimiter);
    }

    /** See {@link Option#QUOTE}. */
    public void setQuote(String quote) {
        values.put(Option.QUOTE.key(), quote);
    }

    /** See {@link Option#ON_REWRITE}. */
    public void setOnRewrite(String onRewrite) {
        values.put(Option.ON_REWRITE.key(), onRewrite);
    }

    /** See {@link Option#FORGET_AFTER}. */
    public void setForgetAfter(String forgetAfter) {
        values.put(Option.FORGET_AFTER.key(), forgetAfter);
    }

    /**
     * The validated options of the watch, started or not.
     *
     * @throws IllegalArgumentException with everything that is wrong with them
     */
    public WatchOptions options() {
        return WatchOptions.of(watch, values);
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
        options = options();
        InsertTemplate.parse(options.insert());
        requireNoBlanks(Option.INCLUDE, options.include());
        requireNoBlanks(Option.EXCLUDE, options.exclude());
        WatchNames.claim(camelContext, watch, this);
        files.clear();
        unnameable.clear();
        directory = absolute(options.directory().toString());
        limits = new ReadLimits(options.chunkBytes(), options.maxLineBytes());
        listeners = new Listeners(listeners());
        failures = new Failures(watch, clock, listeners);
        preparation = new Preparation(options, limits, listeners);
        offsets = new Offsets(watch);
        directoryMissing = false;
        compareAt = clock.getAsLong() + COMPARE_NANOS;
    }

    /** Camel takes a blank behind a comma for a part of the pattern, which then matches nothing. */
    private void requireNoBlanks(Option option, String patterns) {
        if (!patterns.equals(values.getOrDefault(option.key(), patterns))) {
            throw new IllegalArgumentException(
                    "watch " + watch + ": write the patterns of " + option.key() + " without blanks: " + patterns);
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
            if (!name.startsWith(LISTENER_OF) || name.startsWith(listenerOf(watch))) {
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
        files.values().removeIf(file -> {
            boolean gone = !file.wasSeenSince(poll - 1);
            if (gone) {
                failures.forgotten(file);
            }
            return gone;
        });
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
            compareAt = clock.getAsLong();
        }
        preparation.beforePoll(dataSource());
        if (clock.getAsLong() - compareAt >= 0) {
            Map<String, Long> stored = Transaction.run(dataSource(), offsets::all).stream()
                    .collect(Collectors.toMap(
                            FileOffset::path, offset -> offset.progress().nextByte()));
            files.values().forEach(file -> file.compare(Optional.ofNullable(stored.get(file.path()))));
            compareAt = clock.getAsLong() + COMPARE_NANOS;
        }
    }

    // ---- which file grew: IdempotentRepository

    /** Whether there is nothing new in a file: it still looks as it did when it was last read to its end, or it is to be left alone for now. */
    @Override
    public boolean contains(String absolutePath) {
        Optional<Path> file = path(absolutePath);
        if (file.isEmpty()) {
            return true;
        }
        String path = relative(file.get());
        WatchedFile watched = files.computeIfAbsent(path, WatchedFile::new);
        watched.seenIn(poll);
        if (preparation.takesNote(path, file.get()) || watched.isHeld(clock.getAsLong())) {
            return true;
        }
        try {
            return watched.isExamined(TailReader.observe(file.get()));
        } catch (IOException e) {
            LOG.debug("{}: {} cannot be looked at, the pass over it will say why", watch, path, e);
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
        WatchedFile watched = files.get(relative(absolute(absolutePath)));
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
        Path file = absolute(exchange.getIn().getHeader(Exchange.FILE_PATH, String.class));
        String path = relative(file);
        WatchedFile watched = files.computeIfAbsent(path, WatchedFile::new);
        exchange.getExchangeExtension().addOnCompletion(new PassEnd(watched));
        Observation now = TailReader.observe(file);
        Recognised recognised = Transaction.run(
                dataSource(), connection -> new Recognition(offsets).recognise(connection, file, path, now));
        if (!(recognised.change() instanceof FileChange.Continued)) {
            listeners.tell(events -> events.fileChanged(watch, path, recognised.change()));
        }
        TailReader reader = TailReader.open(file, path, recognised.progress(), now, limits);
        Pass pass = new Pass(watched, now, reader, () -> isStopping(exchange));
        exchange.setProperty(PASS, pass);
        return pass;
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
        listeners.tell(events -> events.chunkWritten(watch, written));
    }

    /** Ends the pass over a file, whatever came of it. */
    private final class PassEnd extends SynchronizationAdapter {

        private final WatchedFile watched;

        PassEnd(WatchedFile watched) {
            this.watched = watched;
        }

        @Override
        public void onComplete(Exchange exchange) {
            Pass pass = exchange.getProperty(PASS, Pass.class);
            if (pass == null) {
                watched.hold(clock.getAsLong()); // it could not be looked into, and a route handled that
                return;
            }
            if (pass.examined()) {
                // Without this rest, greedy would turn a steady writer into a transaction for every handful of lines.
                watched.restUntil(clock.getAsLong() + options.pollInterval().toNanos());
            }
            failures.passSucceeded(watched, pass);
            IOHelper.close(pass);
        }

        @Override
        public void onFailure(Exchange exchange) {
            Pass pass = exchange.getProperty(PASS, Pass.class);
            failures.passFailed(watched, pass == null ? 0 : pass.writtenTo(), exchange.getException());
            if (watched.isHeld(clock.getAsLong())) {
                // With long intervals its hold is over at the next poll, and being first again it would keep the others
                // waiting for ever.
                watched.restUntil(clock.getAsLong() + options.pollInterval().toNanos() * 3 / 2);
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
        boolean missing = !Files.isDirectory(directory) || !Files.isReadable(directory);
        if (missing) {
            if (Files.notExists(directory)) {
                failures.pollEnded(preparation::afterPoll);
            }
        }
        if (missing != directoryMissing) {
            directoryMissing = missing;
            String name = directory.toString();
            listeners.tell(events -> {
                if (missing) {
                    events.directoryMissing(watch, name);
                } else {
                    events.directoryFound(watch, name);
                }
            });
        }
        return !missing;
    }

    private DataSource dataSource() {
        return CamelContextHelper.mandatoryLookup(camelContext, dataSource, DataSource.class);
    }

    /** The path of a file, unless Java cannot express its name in the locale of this process. */
    private Optional<Path> path(String absolutePath) {
        try {
            return Optional.of(absolute(absolutePath));
        } catch (InvalidPathException e) {
            if (unnameable.add(absolutePath)) {
                listeners.tell(events -> events.fileUnreadable(watch, absolutePath, e));
            }
            return Optional.empty();
        }
    }

    private String relative(Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
