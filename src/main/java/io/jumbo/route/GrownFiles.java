package io.jumbo.route;

import io.jumbo.events.TailEvents;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.StartedWatch.Surroundings;
import io.jumbo.tail.Chunk;
import io.jumbo.write.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The files of one watch that have something new: translates what Camel calls. Serves the {@code file:} endpoint as {@code
 * idempotentRepository} ("nothing new here" instead of "seen before"). Serves it as {@code pollStrategy} too (no poll while the database or
 * a person is needed). Serves the route as the bean that cuts a file into {@link #chunks} and takes note of what was {@link #written}.
 *
 * <p>Remembers only what saves work. How far a file was written is read from {@code jumbo_offsets} before each visit that a poll leads to.
 * A poll is made on one thread. The visits to the files it found may run on others at once if these are {@link PassThreads}; they have
 * ended before the next poll begins.
 */
public final class GrownFiles extends ServiceSupport
        implements IdempotentRepository, PollingConsumerPollStrategy, CamelContextAware, OptionConfigurer.Bean {

    private OwnSteps ownSteps = OwnSteps.UNKNOWN;
    private final GivenOptions given = new GivenOptions();
    private LongSupplier clock = System::nanoTime;
    private LongSupplier processorTime = PollPace::processorTimeOfThread;
    private CamelContext camelContext;
    private String dataSource = "dataSource";
    private final Polling polling = new Polling();
    private final RouteStatus shown = new RouteStatus(this, polling, () -> clock.getAsLong());

    /** Listens to a directory, if that is possible; on whatever thread. */
    private volatile Predicate<Path> listening = directory -> false;

    private volatile Optional<StartedWatch> started = Optional.empty();

    /** Bean name of the {@link DataSource}; looked up when it is needed, since a route's beans may be made before it. */
    public void setDataSource(String dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether the offsets are kept where this leads to. */
    boolean keepsOffsetsIn(DataSource other) {
        return other.equals(camelContext.getRegistry().lookupByNameAndType(dataSource, DataSource.class));
    }

    /** Other times from the next start on, in nanoseconds: monotonic; of a processor, for the thread that asks. */
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
     * The text of every option that is set, by key without prefix, the name of the watch among them; replaces what was set before. Camel
     * may start the endpoint, and this with it, before the route's policy gives it its options.
     */
    public void setOptions(Map<String, String> options) {
        given.set(options);
        if (isStarting() || isStarted()) {
            beginAfresh();
        }
    }

    /** Says which steps of the user's own the route has; unless it is said, there may be any. Counts from the next start. */
    void setOwnSteps(OwnSteps steps) {
        ownSteps = steps;
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

    private void beginAfresh() {
        WatchOptions options = options();
        ownSteps.requirePossible(options);
        WatchNames.claim(camelContext, options.watch(), this);
        if (isStarted()) {
            doStop(); // what a stop closed stays closed
        }
        polling.begins(Optional.empty());
        started = Optional.of(StartedWatch.of(
                options,
                ownSteps.headers(),
                new Surroundings(
                        camelContext,
                        () -> CamelContextHelper.mandatoryLookup(camelContext, dataSource, DataSource.class),
                        clock,
                        processorTime,
                        () -> camelContext.isStopping() || polling.isToStop(),
                        directory -> listening.test(directory))));
        shown.show(camelContext, options, () -> started);
    }

    @Override
    protected void doStop() {
        shown.stops();
        started.ifPresent(StartedWatch::close);
    }

    /** What the last start has made. */
    StartedWatch started() {
        return started.orElseThrow(() -> new IllegalStateException("the watch has not been started"));
    }

    /** Who listens to a directory, if that can be listened to, and says whether. */
    void listeningBy(Predicate<Path> listener) {
        listening = listener;
    }

    /** How the names of {@link TailEvents} beans begin that hear one watch only; beans of any other name hear all of them. */
    public static String listenerOf(String watch) {
        return WatchNames.listener(watch);
    }

    /** The id of a watch's route, where Jumbo makes it. */
    public static String routeId(String watch) {
        return WatchNames.route(watch);
    }

    // ---- the poll: PollingConsumerPollStrategy

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        if (isStopped() && !camelContext.isStopping() && !Polling.isStopped(consumer)) {
            start(); // Camel stops it with its route, and does not start it with that again
        }
        polling.begins(Optional.ofNullable(consumer));
        return started().polls().begin(endpoint);
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        started().polls().end(consumer, endpoint, polledMessages);
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        started().polls().failed(endpoint, cause);
        return false;
    }

    // ---- which file grew: IdempotentRepository

    /** Whether there is nothing to read in a file: the opposite of {@link PollWalk#findsNews}. */
    @Override
    public boolean contains(String absolutePath) {
        return !started().walk().findsNews(absolutePath);
    }

    /** Only what was {@link #written} counts: a route may handle a failure. */
    @Override
    public boolean add(String absolutePath) {
        return true;
    }

    /** The end of its visit has taken note of the failure, and does not go by the name that Camel has for the file. */
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
        started().follower().forgetExamined();
    }

    // ---- the route's steps

    /** The user's statement, as written: what the message to the {@code jdbc:} endpoint carries. */
    public String insert() {
        return started().watch().options().get(Option.INSERT);
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
        return started().visits().begin(exchange);
    }

    /**
     * Takes note that a chunk is committed. Must be the step after the {@code jdbc:} endpoint, which is only reached if it did not fail.
     *
     * @param exchange an element of the split
     */
    public void written(Exchange exchange) {
        VisitUnderWay.of(exchange).orElseThrow().written(exchange.getProperty(InsertOnce.WRITTEN, Written.class));
    }
}
