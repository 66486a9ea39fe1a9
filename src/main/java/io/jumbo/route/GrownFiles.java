package io.jumbo.route;

import io.jumbo.events.LoggedEvents;
import io.jumbo.events.TailEvents;
import io.jumbo.offset.Offsets;
import io.jumbo.offset.Recognition;
import io.jumbo.offset.Recognition.Recognised;
import io.jumbo.offset.Transaction;
import io.jumbo.option.Option;
import io.jumbo.option.StartAt;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.FileChange;
import io.jumbo.tail.Observation;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import io.jumbo.write.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
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

    private static final Logger LOG = LoggerFactory.getLogger(GrownFiles.class);
    private static final String PASS = "jumboPass";

    private CamelContext camelContext;
    private String watch = "";
    private Path directory = Path.of("");
    private String dataSource = "dataSource";
    private StartAt startAt = StartAt.BEGINNING;
    private Optional<String> createTable = Optional.empty();
    private int chunkBytes = Option.CHUNK_BYTES.read(Option.CHUNK_BYTES.defaultValue(), Integer.class);
    private int maxLineBytes = Option.MAX_LINE_BYTES.read(Option.MAX_LINE_BYTES.defaultValue(), Integer.class);

    private final Map<String, WatchedFile> files = new HashMap<>();
    private final List<TailEvents> listeners = new ArrayList<>();
    private Gate gate;
    private Failures failures;
    private Recognition recognition;
    private ReadLimits limits;
    private Preparation preparation;
    private boolean directoryMissing;
    private long poll;

    /** Name of the watch: offsets and dead letters are kept under it. No two watches of one database may share it. */
    public void setWatch(String watch) {
        this.watch = watch;
    }

    /** The endpoint's directory; paths are kept relative to it. */
    public void setDirectory(String directory) {
        this.directory = absolute(directory);
    }

    /** Bean name of the {@link DataSource}; looked up when it is needed, since a route's beans may be made before it. */
    public void setDataSource(String dataSource) {
        this.dataSource = dataSource;
    }

    /** {@code beginning} or {@code end}. */
    public void setStartAt(String startAt) {
        this.startAt = Option.START_AT.read(startAt, StartAt.class);
    }

    /** Statement to run once at the start; empty for none. */
    public void setCreateTable(String createTable) {
        this.createTable = Option.CREATE_TABLE.readOptional(createTable, String.class);
    }

    /** Such as {@code 4MB}. */
    public void setChunkBytes(String chunkBytes) {
        this.chunkBytes = Option.CHUNK_BYTES.read(chunkBytes, Integer.class);
    }

    /** Such as {@code 1MB}. */
    public void setMaxLineBytes(String maxLineBytes) {
        this.maxLineBytes = Option.MAX_LINE_BYTES.read(maxLineBytes, Integer.class);
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    /** Begins afresh: what was remembered of files is forgotten, what the database knows counts. */
    @Override
    protected void doStart() {
        requireOwnName();
        files.clear();
        listeners.clear();
        listeners.add(new LoggedEvents());
        listeners.addAll(camelContext.getRegistry().findByType(TailEvents.class));
        limits = new ReadLimits(chunkBytes, maxLineBytes);
        gate = new Gate(watch, System::nanoTime, this::tell);
        failures = new Failures(watch, gate, System::nanoTime, this::tell, this::forgetExamined);
        recognition = new Recognition(new Offsets(watch));
        preparation = new Preparation(watch, startAt, createTable, limits, this::tell);
        directoryMissing = false;
    }

    private void requireOwnName() {
        if (watch.isBlank()) {
            throw new IllegalArgumentException("a watch has no name: set the parameter watch of its templatedRoute");
        }
        boolean taken = camelContext.getRoutes().stream()
                .map(Route::getEndpoint)
                .map(endpoint -> endpoint instanceof FileEndpoint file ? file.getIdempotentRepository() : null)
                .anyMatch(other -> other instanceof GrownFiles files && files != this && files.watch.equals(watch));
        if (taken) {
            throw new IllegalArgumentException("two watches are named " + watch
                    + ": they would share offsets and each write half of the lines; give one of them another name");
        }
    }

    // ---- the poll: PollingConsumerPollStrategy

    @Override
    public boolean begin(org.apache.camel.Consumer consumer, Endpoint endpoint) {
        if (!gate.isOpen() || !directoryIsThere()) {
            return false;
        }
        poll++;
        return failures.survived(() -> preparation.beforePoll(dataSource()));
    }

    @Override
    public void commit(org.apache.camel.Consumer consumer, Endpoint endpoint, int polledMessages) {
        failures.survived(() -> preparation.afterPoll(dataSource()));
        files.values().removeIf(file -> !file.wasSeenSince(poll - 1));
    }

    /** A poll that failed as a whole says nothing about any file. */
    @Override
    public boolean rollback(org.apache.camel.Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        failures.watchFailed(cause);
        return false;
    }

    // ---- which file grew: IdempotentRepository

    /** Whether there is nothing new in a file: it still looks as it did when it was last read to its end, or it is to be left alone for now. */
    @Override
    public boolean contains(String absolutePath) {
        Path file = absolute(absolutePath);
        String path = relative(file);
        WatchedFile watched = files.computeIfAbsent(path, WatchedFile::new);
        watched.seenIn(poll);
        if (preparation.takesNote(path, file) || watched.isHeld(System.nanoTime())) {
            return true;
        }
        try {
            return watched.isExamined(TailReader.observe(file));
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

    /** The pass over a file failed: it will be read again. Its offset stays. */
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
        forgetExamined();
    }

    // ---- the route's two steps

    /**
     * The chunks of a grown file, from its offset to its last complete line, as the route's split wants them.
     *
     * @param exchange the file endpoint's
     * @throws IOException if the file cannot be read now
     * @throws SQLException if the offset cannot be read now
     */
    public Iterator<Chunk> chunks(Exchange exchange) throws IOException, SQLException {
        Path file = absolute(exchange.getIn().getHeader(Exchange.FILE_PATH, String.class));
        String path = relative(file);
        WatchedFile watched = files.computeIfAbsent(path, WatchedFile::new);
        exchange.getExchangeExtension().addOnCompletion(new PassEnd(watched));
        Observation now = TailReader.observe(file);
        Recognised recognised =
                Transaction.run(dataSource(), connection -> recognition.recognise(connection, file, path, now));
        if (!(recognised.change() instanceof FileChange.Continued)) {
            tell(events -> events.fileChanged(watch, path, recognised.change()));
        }
        TailReader reader = TailReader.open(file, path, recognised.progress(), now, limits);
        watched.prepare(reader, now);
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
        exchange.getProperty(PASS, Pass.class).written(written.chunk());
        tell(events -> events.chunkWritten(watch, written));
    }

    /** Ends the pass over a file, whatever came of it. */
    private final class PassEnd extends SynchronizationAdapter {

        private final WatchedFile watched;

        PassEnd(WatchedFile watched) {
            this.watched = watched;
        }

        @Override
        public void onComplete(Exchange exchange) {
            exchange.getProperty(PASS, Pass.class).succeeded();
            failures.passSucceeded(watched);
        }

        @Override
        public void onFailure(Exchange exchange) {
            Pass pass = exchange.getProperty(PASS, Pass.class);
            failures.passFailed(watched, pass == null ? 0 : pass.writtenTo(), exchange.getException());
        }

        @Override
        public void onDone(Exchange exchange) {
            super.onDone(exchange);
            Pass pass = exchange.getProperty(PASS, Pass.class);
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
        if (missing != directoryMissing) {
            directoryMissing = missing;
            String name = directory.toString();
            tell(events -> {
                if (missing) {
                    events.directoryMissing(watch, name);
                } else {
                    events.directoryFound(watch, name);
                }
            });
        }
        return !missing;
    }

    private void forgetExamined() {
        files.values().forEach(WatchedFile::forgetExamined);
    }

    private DataSource dataSource() {
        return CamelContextHelper.mandatoryLookup(camelContext, dataSource, DataSource.class);
    }

    private String relative(Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    /** A listener that fails must not stop the flow. */
    private void tell(Consumer<TailEvents> event) {
        for (TailEvents listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("{}: the event listener {} failed; the watch goes on", watch, listener, e);
            }
        }
    }
}
