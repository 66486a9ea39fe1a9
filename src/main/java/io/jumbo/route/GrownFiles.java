package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.events.LoggedArrivals;
import io.jumbo.events.LoggedEvents;
import io.jumbo.events.TailEvents;
import io.jumbo.follow.Failures;
import io.jumbo.follow.Follower;
import io.jumbo.follow.Held;
import io.jumbo.follow.Met;
import io.jumbo.follow.Visit;
import io.jumbo.follow.Watch;
import io.jumbo.offset.OffsetStore;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.DirectoryEvents.Change;
import io.jumbo.route.PolledDirectory.StoppedException;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.Written;
import io.jumbo.write.template.InsertTemplate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StatefulService;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.InflightRepository;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one watch that have something new. Serves its {@code file:} endpoint as {@code idempotentRepository} ("nothing new here"
 * instead of "seen before") and as {@code pollStrategy} (no poll while the database or a person is needed), and the route as the bean that
 * cuts a file into {@link #chunks} and takes note of what was {@link #written}.
 *
 * <p>Remembers only what saves work; how far a file was written is read from {@code jumbo_offsets} before each pass. A poll is made on one thread; the
 * passes over the files it found may run on others at once if these are {@link PassThreads}, and have ended before the next poll begins.
 */
public final class GrownFiles extends ServiceSupport
        implements IdempotentRepository, PollingConsumerPollStrategy, CamelContextAware, OptionConfigurer.Bean {

    /** Exchange property: the file that is read on although it left its path. */
    private static final String DEPARTED = "jumboDeparted";

    /** Exchange property: a file that is visited without a poll. */
    private static final String ALONE = "jumboAlone";

    private static final String ROUTE_OF = "watch-";
    private static final String LISTENER_OF = "jumbo-listener-of-";
    private static final String HANDED_AWAY =
            "a step of the route keeps files, or has handed them to another route (seda:), and the poll waits for them;"
                    + " such a step belongs into the split. The files are ";

    private static final long LEAST_LOOK_NANOS = Duration.ofMillis(1).toNanos();
    private static final char NO_CHARACTER = '\uFFFD';
    private static final String UNNAMEABLE =
            "its name is no text in the character set of this process (sun.jnu.encoding);"
                    + " rename it, or start Jumbo with the locale of the program that writes it, such as LC_ALL=C.UTF-8";

    private static final String READ_AHEAD = "jumbo-read-ahead";

    private static final Logger LOG = LoggerFactory.getLogger(GrownFiles.class);
    private final GivenOptions given = new GivenOptions();
    private final Set<String> unnameable = new HashSet<>();
    private LongSupplier clock = System::nanoTime;
    private LongSupplier processorTime = PollPace::processorTimeOfThread;
    private CamelContext camelContext;
    private String dataSource = "dataSource";
    private Watch watch;
    private Waits waits;
    private volatile Optional<Consumer> polling = Optional.empty();
    private PolledDirectory polled;
    private Preparation preparation;
    private ExecutorService readAhead;
    private OneByOne oneByOne;
    private Follower follower;
    private PollPace pace;
    private volatile VisitPace visitPace;
    private ToldChanges toldChanges;

    /** Whether the poll that begins is made because something was told. */
    private boolean early;

    /** The visits that have not ended, each with the exchange that the split asked for chunks: it is not the one that completes. */
    private final Map<Visit, Exchange> underWay = new ConcurrentHashMap<>();

    /** Listens to a directory, if that is possible; on whatever thread. */
    private volatile Predicate<Path> listening = directory -> false;

    private boolean directoryMissing;

    private final DueLooks due = new DueLooks();

    /** Bean name of the {@link DataSource}; looked up when it is needed, since a route's beans may be made before it. */
    public void setDataSource(String dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether the offsets are kept where this leads to. */
    boolean keepsOffsetsIn(DataSource other) {
        return other.equals(camelContext.getRegistry().lookupByNameAndType(dataSource, DataSource.class));
    }

    /** Another clock, in nanoseconds, monotonic, by which polls take no time; takes effect with the next start. */
    void setClock(LongSupplier clock) {
        setClock(clock, () -> 0);
    }

    /** As {@link #setClock(LongSupplier)}, and what of a processor's time the thread that polls has had. */
    void setClock(LongSupplier clock, LongSupplier processorTime) {
        this.clock = clock;
        this.processorTime = processorTime;
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
        if (!given.isEmpty()) {
            beginAfresh();
        }
    }

    /**
     * The text of every option that is set, by key without prefix, the name of the watch among them; replaces what was set before. Camel may start the
     * endpoint, and this with it, before the route's policy gives it its options.
     */
    public void setOptions(Map<String, String> options) {
        given.set(options);
        if (isStarting() || isStarted()) {
            beginAfresh();
        }
    }

    @Override
    public void option(String key, String text) {
        given.set(key, text);
    }

    /**
     * The validated options of the watch, started or not.
     *
     * @throws IllegalArgumentException with everything that is wrong with them
     */
    public WatchOptions options() {
        return given.read();
    }

    String watch() {
        return given.watch();
    }

    private void beginAfresh() {
        WatchOptions options = options();
        InsertTemplate.parse(options.get(Option.INSERT));
        WatchNames.claim(camelContext, options.watch(), this);
        unnameable.clear();
        Listeners told = new Listeners(listeners());
        Supplier<DataSource> database =
                () -> CamelContextHelper.mandatoryLookup(camelContext, dataSource, DataSource.class);
        waits = new Waits(options.watch(), told, database, clock, this::isToStop);
        watch = new Watch(
                options.watch(),
                absolute(options.get(Option.DIRECTORY).toString()),
                options,
                ReadLimits.of(options),
                OffsetStore.of(options.watch(), waits),
                told,
                clock);
        polled = new PolledDirectory(watch);
        preparation = new Preparation(options, watch.limits(), watch.listeners());
        readAhead = camelContext.getExecutorServiceManager().newThreadPool(this, READ_AHEAD, reader());
        oneByOne = new OneByOne(watch, database);
        follower = new Follower(watch, readAhead, oneByOne, this::isToStop, GrownFiles::unwrapped);
        pace = new PollPace(clock, processorTime);
        visitPace = new VisitPace(clock, options.get(Option.POLL_INTERVAL).toNanos());
        toldChanges = new ToldChanges(clock);
        early = false;
        due.clear();
        directoryMissing = false;
        polling = Optional.empty();
        waits.start(camelContext);
    }

    /** Whether no further poll is wanted. Before the first one nothing has begun that could be stopped. */
    private boolean isToStop() {
        return camelContext.isStopping()
                || polling.filter(consumer -> consumer instanceof StatefulService service
                                && !service.isStarted()
                                && !service.isStarting()) // polls begin before it is started
                        .isPresent();
    }

    /** One thread, there while something is to be read. While it reads for one pass, the others read for themselves: nothing waits for its turn. */
    private static ThreadPoolProfile reader() {
        ThreadPoolProfile profile = new ThreadPoolProfile(READ_AHEAD);
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setMaxQueueSize(0);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    @Override
    protected void doStop() {
        if (follower != null) {
            camelContext.getExecutorServiceManager().shutdownGraceful(readAhead);
            follower.close();
            waits.close();
        }
    }

    /** A connection for the rows, which is told of when it goes back. */
    Connection connection(DataSource from) throws SQLException {
        return waits.connection(from);
    }

    /** How the names of {@link TailEvents} beans begin that hear one watch only; beans of any other name hear all of them. */
    public static String listenerOf(String watch) {
        return LISTENER_OF + WatchNames.plain(watch) + "#";
    }

    /** The id of a watch's route, where Jumbo makes it. */
    public static String routeId(String watch) {
        return ROUTE_OF + WatchNames.plain(watch);
    }

    private List<TailEvents> listeners() {
        List<TailEvents> found = new ArrayList<>();
        found.add(new LoggedEvents());
        found.add(new LoggedArrivals());
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
        polling = Optional.ofNullable(consumer);
        boolean before = early;
        early = false;
        if ((!before && !pace.mayPoll()) || !follower.failures().mayPoll() || !directoryIsThere()) {
            return false;
        }
        pace.begins();
        toldChanges.pollBegins(listening.test(watch.directory()));
        follower.pollBegins();
        PassThreads.of(endpoint).ifPresent(threads -> threads.pollBegins(oneByOne));
        return follower.failures().survived(() -> {
            beforePoll();
            polled.pollBegins(this::isToStop);
        });
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        toldChanges.pollEnded();
        boolean mayWait = toldChanges.isReliable() && !follower.failures().isTroubled() && !follower.anyWaits();
        pace.ends(polledMessages, follower.size(), mayWait);
        if (!haveEnded(endpoint)) {
            return;
        }
        Failures failures = follower.failures();
        failures.pollEnded(() -> {
            preparation.afterPoll();
            polled.pollEnded(follower.size() > 0);
        });
        if (failures.mayPoll() && preparation.isDone()) {
            failures.survived(() -> {
                for (Held departed : follower.departed()) {
                    readOn(consumer, departed);
                    haveEnded(endpoint);
                }
                follower.pollEnded(polled::isUnreadable);
            });
        }
        pace.isOver();
    }

    /** A poll that failed as a whole says nothing about any file. */
    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        if (haveEnded(endpoint) && !(cause instanceof StoppedException)) {
            follower.failures().pollFailed(cause);
        }
        return false;
    }

    /** Waits for the passes of a poll. Returns whether all of them ended by themselves; if not, it was told, or the watch is being stopped. */
    private boolean haveEnded(Endpoint endpoint) {
        Optional<PassThreads> threads = PassThreads.of(endpoint);
        if (threads.isEmpty()) {
            return true;
        }
        try {
            threads.get()
                    .awaitEnd(lost -> follower.failures().pollFailed(new IllegalStateException(HANDED_AWAY + lost)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        Optional<Throwable> error = threads.get().takeError();
        error.ifPresent(thrown -> died(endpoint, thrown));
        return error.isEmpty();
    }

    /** An Error came out of a poll, or anything out of a visit without one: as if one of its passes had died. */
    void pollDied(Endpoint endpoint, Throwable error) {
        Optional<PassThreads> threads = PassThreads.of(endpoint);
        if (threads.isEmpty()) {
            died(endpoint, error);
        } else {
            threads.get().keepError(error);
            haveEnded(endpoint);
        }
    }

    /** A file whose pass died still counts as in progress, though nothing is between two polls, and would be passed over. */
    private void died(Endpoint endpoint, Throwable error) {
        ((FileEndpoint) endpoint).getInProgressRepository().clear();
        // Camel would wait for them when it stops the route.
        InflightRepository inflight = camelContext.getInflightRepository();
        underWay.forEach((visit, exchange) -> {
            inflight.remove(exchange, exchange.getFromRouteId());
            inflight.remove(exchange);
            waits.ends(visit);
        });
        underWay.clear();
        follower.died();
        clear();
        follower.failures().pollFailed(error);
    }

    /** Who listens to a directory, if that can be listened to, and says whether. */
    void listeningBy(Predicate<Path> listener) {
        listening = listener;
    }

    /** Takes note of what has changed, and when it may be looked at. For the thread that polls, as what follows. */
    void heard(List<Change> changes) {
        for (Change change : new LinkedHashSet<>(changes)) {
            toldChanges.told(change.file());
            Optional<Path> grown = change.file().filter(file -> !change.isNew() && follower.isReadOn(file));
            follower.readableAt(change.file(), change.isNew())
                    .ifPresent(at -> grown.ifPresentOrElse(file -> due.visit(file, at), () -> due.poll(at)));
        }
    }

    /** Whether a poll before its time would find something to read. */
    boolean isWorthAPoll() {
        boolean worth = due.isPollDue(watch.now()) && pace.restBeforeTime() <= 0;
        if (worth) {
            due.polled(watch.now());
            early = true;
        }
        return worth;
    }

    /** In how many nanoseconds files may be visited again without a poll: nothing before that is worth a look. On whatever thread. */
    long restOfVisits() {
        return visitPace.rest();
    }

    /** Visits the files that have changed and are known to have only grown. What turns out to have done something else is left to a poll. */
    void visitGrown(Consumer consumer) {
        if (visitPace.rest() > 0) {
            return;
        }
        List<Path> files = due.takeVisits(watch.now());
        if (!preparation.isDone() || !follower.failures().mayPoll() || isToStop()) {
            return; // it is a poll in its time that finds them
        }
        boolean several = files.size() > 1 || (!files.isEmpty() && due.isPollDue(watch.now()));
        if (several && oneByOne.getAsBoolean()) {
            due.poll(watch.now()); // which finds them in their order
        } else if (!files.isEmpty()) {
            visit(consumer, files);
        }
    }

    private void visit(Consumer consumer, List<Path> files) {
        Endpoint endpoint = consumer.getEndpoint();
        Optional<PassThreads> threads = PassThreads.of(endpoint);
        threads.ifPresent(PassThreads::takeProcessorTime);
        long before = processorTime.getAsLong();
        files.forEach(file -> PolledFile.send((FileConsumer) consumer, watch.path(file), ALONE));
        if (!haveEnded(endpoint)) {
            return;
        }
        long passes = threads.map(PassThreads::takeProcessorTime).orElse(0L);
        visitPace.ended(processorTime.getAsLong() - before + passes);
        for (Path file : files) {
            if (!follower.isReadOn(file)) {
                follower.readableAt(Optional.of(file), false).ifPresent(due::poll);
            }
        }
    }

    /** In how many nanoseconds it is worth asking again whether changes are known or not. */
    Optional<Long> untilNextLook() {
        long now = watch.now();
        Stream<Long> poll = due.untilPoll(now).stream().map(nanos -> Math.max(nanos, pace.restBeforeTime()));
        Stream<Long> visit = due.untilVisit(now).stream().map(nanos -> Math.max(nanos, visitPace.rest()));
        return Stream.concat(poll, visit).min(Long::compare).map(nanos -> Math.max(LEAST_LOOK_NANOS, nanos));
    }

    private void beforePoll() throws SQLException, IOException {
        if (follower.failures().isTroubled()) {
            preparation.tablesMayBeGone();
            follower.compareSoon();
        }
        preparation.beforePoll(waits);
    }

    // ---- which file grew: the file endpoint's filterDirectory, and IdempotentRepository

    /**
     * Whether a poll goes on into a directory.
     *
     * @param exchange one that Camel makes of the directory
     */
    boolean enters(Exchange exchange) {
        File directory = directory(exchange);
        try {
            boolean enters = polled.enters(directory.toPath());
            if (enters) {
                toldChanges.enters(listening.test(absolute(directory.getPath())));
            }
            return enters;
        } catch (InvalidPathException e) {
            tellUnnameable(directory.getPath(), e);
            return false;
        }
    }

    private static File directory(Exchange exchange) {
        return (File) exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class)
                .getFile();
    }

    /**
     * Whether there is nothing to read in a file: no pattern names it, it still looks as it did when it was last read to its end, or it is to be left alone for
     * now.
     *
     * @throws StoppedException if the poll is to end
     */
    @Override
    public boolean contains(String absolutePath) {
        polled.goOn(absolutePath);
        Optional<Met> met = met(absolutePath);
        if (met.isEmpty()) {
            return true;
        }
        if (preparation.takesNote(met.get().path(), met.get().file())) {
            return true;
        }
        try {
            boolean news = follower.hasNews(met.get());
            if (news) {
                toldChanges.found(met.get().file());
            }
            return !news;
        } catch (NoSuchFileException e) {
            return isUnnameable(absolutePath, e);
        } catch (IOException e) {
            LOG.debug(
                    "{}: {} cannot be looked at, the pass over it will say why",
                    watch.name(),
                    met.get().path(),
                    e);
            return false;
        }
    }

    /** The pass over a file did not fail, or a route handled its failure; only what was {@link #written} counts. */
    @Override
    public boolean add(String absolutePath) {
        return true;
    }

    /** The pass over a file failed; the end of its pass has taken note of that, by the file and not by the name that Camel has for it. */
    @Override
    public boolean remove(String absolutePath) {
        return true;
    }

    @Override
    public boolean confirm(String absolutePath) {
        return true;
    }

    /** Forgets what was examined, so that every file is looked into again. No offset is touched. */
    @Override
    public void clear() {
        follower.forgetExamined();
    }

    // ---- the route's steps

    /** The user's statement, as written: what the message to the {@code jdbc:} endpoint carries. */
    public String insert() {
        return watch.options().get(Option.INSERT);
    }

    /**
     * The chunks of a grown file, from its offset to its last complete line, as the route's split wants them. None if an earlier file of
     * the same poll found that the database or a person is needed. For one thread at a time, as all of a pass.
     *
     * @param exchange the file endpoint's
     * @throws IOException if the file cannot be read now
     * @throws SQLException if the offset cannot be read now
     */
    public Iterator<Chunk> chunks(Exchange exchange) throws IOException, SQLException {
        Held departed = exchange.getProperty(DEPARTED, Held.class);
        Visit visit = departed == null ? visit(exchange) : follower.visit(departed);
        VisitEnd.with(exchange, visit, follower, waits, underWay);
        Waits.accompany(exchange, waits);
        return follower.begin(visit, () -> isStopping(exchange));
    }

    private Visit visit(Exchange exchange) {
        Path file = file(exchange);
        return exchange.getProperty(ALONE, false, Boolean.class) ? follower.visitAlone(file) : follower.visit(file);
    }

    /**
     * Takes note that a chunk is committed. Must be the step after the {@code jdbc:} endpoint, which is only reached if it did not fail.
     *
     * @param exchange an element of the split
     */
    public void written(Exchange exchange) {
        Written written = exchange.getProperty(InsertOnce.WRITTEN, Written.class);
        written.committed();
        Visit visit = VisitEnd.visit(exchange).orElseThrow();
        waits.ends(visit);
        follower.written(visit, written);
    }

    /** Sends a file that left its path through the route, as the file endpoint would. */
    private void readOn(Consumer consumer, Held file) {
        DefaultConsumer endpoint = (DefaultConsumer) consumer;
        IdempotentRepository inProgress = ((FileEndpoint) consumer.getEndpoint()).getInProgressRepository();
        String key = DEPARTED + "/" + file.path(); // no absolute path, which another file may have by now
        Exchange exchange = endpoint.createExchange(false);
        exchange.getIn().setHeader(Exchange.FILE_PATH, watch.file(file.path()).toString());
        exchange.getIn().setHeader(Exchange.FILE_NAME, file.path());
        exchange.setProperty(DEPARTED, file);
        AsyncCallback over = synchronously -> {
            if (exchange.getException() != null) {
                // The end of its visit has told it.
                LOG.debug("{}: {} could not be read on", watch.name(), file.path(), exchange.getException());
            }
            endpoint.releaseExchange(exchange, false);
            inProgress.remove(key);
        };
        inProgress.add(key);
        try {
            if (inProgress instanceof PassThreads) {
                endpoint.getAsyncProcessor().process(exchange, over);
            } else {
                endpoint.getProcessor().process(exchange);
                over.done(true);
            }
        } catch (Exception e) {
            exchange.setException(e);
            over.done(true);
        } catch (Error e) {
            inProgress.remove(key);
            throw e;
        }
    }

    private static boolean isStopping(Exchange exchange) {
        CamelContext context = exchange.getContext();
        Route route = context.getRoute(exchange.getFromRouteId());
        return context.isStopping()
                || route == null
                || (route.getConsumer() instanceof StatefulService consumer && !consumer.isStarted());
    }

    /** Without the wrappings in which Camel names the exchange. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof CamelExchangeException || cause instanceof RuntimeCamelException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private boolean directoryIsThere() {
        Path directory = watch.directory();
        boolean missed = !Files.isDirectory(directory) || !Files.isReadable(directory);
        if (missed && Files.notExists(directory)) {
            follower.failures().pollEnded(preparation::afterPoll);
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

    private Optional<Met> met(String absolutePath) {
        Optional<Met> again = follower.metAgain(absolutePath);
        if (again.isPresent()) {
            polled.namedBefore();
            return again;
        }
        return polled.names(absolutePath)
                .flatMap(path -> path(absolutePath).map(file -> follower.met(absolutePath, path, file)));
    }

    /** The path of a file, unless Java cannot express its name in the locale of this process. */
    private Optional<Path> path(String absolutePath) {
        try {
            return Optional.of(absolute(absolutePath));
        } catch (InvalidPathException e) {
            tellUnnameable(absolutePath, e);
            return Optional.empty();
        }
    }

    /** Of a name that is no text in the locale of this process Java keeps a name that no file has; what vanished just now is none of these. */
    private boolean isUnnameable(String absolutePath, NoSuchFileException cause) {
        boolean unnameable = absolutePath.indexOf(NO_CHARACTER) >= 0;
        if (unnameable) {
            tellUnnameable(absolutePath, cause);
        }
        return unnameable;
    }

    private void tellUnnameable(String absolutePath, Exception cause) {
        if (unnameable.add(absolutePath)) {
            IOException told = new IOException(UNNAMEABLE, cause);
            watch.listeners().tell(events -> events.fileUnreadable(watch.name(), absolutePath, told));
        }
    }

    /** The file of an exchange: not by its header, in which a backslash has become a slash, unless it was no poll that made it. */
    static Path file(Exchange exchange) {
        GenericFile<?> polled = exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class);
        return absolute(
                polled == null
                        ? exchange.getIn().getHeader(Exchange.FILE_PATH, String.class)
                        : ((File) polled.getFile()).getPath());
    }

    static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
