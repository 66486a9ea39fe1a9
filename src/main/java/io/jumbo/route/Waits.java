package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.offset.Backend;
import io.jumbo.offset.LentConnection;
import io.jumbo.offset.Transaction;
import io.jumbo.offset.Transactions;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of a watch that are under way, and the thread that looks at them. One that waits for longer than ten seconds is told,
 * once, with what it waits for ({@link LongWaits}). One that delays a stop of the watch is given up ({@link StoppedWaits}). Thread-safe.
 */
final class Waits implements Transactions, Closeable {

    private static final String ITSELF = "the watch itself";

    private static final Duration LOOK = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

    private final String watch;
    private final Listeners listeners;
    private final Supplier<DataSource> dataSource;
    private final LongSupplier clock;
    private final BooleanSupplier stopping;
    private final Map<Object, Wait> underWay = new ConcurrentHashMap<>();

    /** Connections that are not back yet, of those whose return is told. */
    private final Set<Backend> lent = ConcurrentHashMap.newKeySet();

    private final LongWaits longWaits;
    private final StoppedWaits stop = new StoppedWaits();
    private Optional<ScheduledExecutorService> clockOfStop = Optional.empty();
    private Optional<Future<?>> looks = Optional.empty();
    private Optional<ExecutorService> questions = Optional.empty();

    Waits(
            String watch,
            Listeners listeners,
            Supplier<DataSource> dataSource,
            LongSupplier clock,
            BooleanSupplier stopping) {
        this.watch = watch;
        this.listeners = listeners;
        this.dataSource = dataSource;
        this.clock = clock;
        this.stopping = stopping;
        this.longWaits = new LongWaits(watch, listeners, dataSource, clock);
    }

    /** The thread that looks goes by the clock of a stop, and does nothing else. Whoever asks or cancels may have to wait. */
    void start(CamelContext context) {
        ExecutorServiceManager threads = context.getExecutorServiceManager();
        questions = Optional.of(threads.newCachedThreadPool(this, "jumbo-questions"));
        ScheduledExecutorService clockThread = threads.newSingleThreadScheduledExecutor(this, "jumbo-waits");
        looks = Optional.of(clockThread.scheduleWithFixedDelay(
                this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS));
        clockOfStop = Optional.of(clockThread);
    }

    @Override
    public void close() {
        looks.ifPresent(look -> look.cancel(false));
        clockOfStop.ifPresent(ExecutorService::shutdownNow);
        questions.ifPresent(ExecutorService::shutdownNow);
    }

    /** A transaction of the watch itself. */
    @Override
    public <T> T run(Transaction.Work<T> work) throws SQLException, IOException {
        Object transaction = new Object();
        begins(transaction, ITSELF);
        try {
            return Transaction.run(() -> connection(dataSource.get()), connection -> {
                isOn(transaction, connection);
                T result = work.run(connection);
                commits(transaction);
                return result;
            });
        } finally {
            ends(transaction);
        }
    }

    /** A transaction is about to begin, once it gets a connection. */
    void begins(Object transaction, String path) {
        underWay.put(transaction, new Wait(path, clock.getAsLong()));
    }

    /** Takes a connection for a transaction. Until it is closed it can be cancelled and cut off, and not a moment longer. */
    Connection connection(DataSource from) throws SQLException {
        return LentConnection.of(from, lent::add, this::givesBack);
    }

    private void givesBack(Backend backend) {
        underWay.forEach((transaction, wait) -> {
            if (wait.backend().equals(Optional.of(backend))) {
                ends(transaction);
            }
        });
        lent.remove(backend);
    }

    /** It has a connection. */
    void isOn(Object transaction, Connection connection) throws SQLException {
        Optional<Backend> backend = Backend.of(connection);
        Optional.ofNullable(underWay.get(transaction)).ifPresent(wait -> wait.isOn(backend));
    }

    /** The server is about to be told to commit it. */
    void commits(Object transaction) {
        Optional.ofNullable(underWay.get(transaction))
                .ifPresent(wait -> wait.beginsToCommit(
                        wait.backend().filter(lent::contains).isPresent()));
    }

    /** It is over, in whichever way. May be said more than once; the first time before its connection can be somebody else's. */
    void ends(Object transaction) {
        Optional.ofNullable(underWay.remove(transaction))
                .ifPresent(wait -> wait.end(
                        clock.getAsLong(),
                        (path, lasted) -> listeners.tell(events -> events.longWaitOver(watch, path, lasted))));
    }

    private void look() {
        try {
            if (stopping.getAsBoolean()) {
                stop.look(System.nanoTime(), underWay.values(), questions.orElseThrow());
            } else {
                stop.none();
                longWaits.look(underWay.values(), questions.orElseThrow());
            }
        } catch (RuntimeException | Error e) {
            LOG.debug(
                    "{}: what is under way could not be looked at",
                    watch,
                    e); // nothing may come out, or no more looks are made
        }
    }
}
