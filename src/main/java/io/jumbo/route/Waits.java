package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.offset.Backend;
import io.jumbo.offset.LentConnection;
import io.jumbo.offset.LongWait;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of a watch that are under way. One that waits for a lock, or for the answer to its COMMIT, for longer than ten seconds is told, once,
 * with what it waits for. When the watch is being stopped, what is still under way after a moment is cancelled; a COMMIT cannot be, and is not waited
 * for: the offset's row knows how it ended. Thread-safe.
 */
final class Waits implements Transactions, Closeable {

    private static final String ITSELF = "the watch itself";

    private static final String WAITS = "jumboWaits";

    /** What comes to its end by itself need not be done again. */
    private static final long GRACE_NANOS = Duration.ofMillis(1500).toNanos();

    /** From being asked to give up until it is given up. */
    private static final long LAST_GRACE_NANOS = Duration.ofMillis(500).toNanos();

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

    private final AtomicBoolean asking = new AtomicBoolean();
    private Optional<Long> stoppingSince = Optional.empty();
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
    }

    /** Those that an exchange, and what it is split into, is to tell of its transactions. */
    static void accompany(Exchange exchange, Waits waits) {
        exchange.setProperty(WAITS, waits);
    }

    /** As given to {@link #accompany}. */
    static Optional<Waits> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(WAITS, Waits.class));
    }

    /** The thread that looks does nothing else, for it goes by the clock of a stop: whoever asks or cancels may have to wait for an answer. */
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

    /** Whether the watch is being stopped, so that what fails now may have failed because of that. */
    boolean isStopping() {
        return stopping.getAsBoolean();
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

    /**
     * Takes a connection, for a transaction that is about to begin or has begun. Until it is closed it can be cancelled and cut off, and not a moment
     * longer.
     */
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
            if (isStopping()) {
                stop(System.nanoTime());
            } else {
                stoppingSince = Optional.empty();
                underWay.values().stream()
                        .filter(wait -> wait.isWorthAQuestion(clock.getAsLong()))
                        .findFirst()
                        .ifPresent(this::ask);
            }
        } catch (RuntimeException | Error e) {
            LOG.debug(
                    "{}: what is under way could not be looked at",
                    watch,
                    e); // nothing may come out, or no more looks are made
        }
    }

    // ---- told

    private void ask(Wait wait) {
        if (asking.compareAndSet(false, true)) {
            questions.orElseThrow().execute(() -> {
                try {
                    wait.asked(clock.getAsLong());
                    reason(wait).ifPresent(reason -> tell(wait, reason));
                } finally {
                    asking.set(false);
                }
            });
        } else {
            if (wait.wasAsked()) {
                tell(wait, "for the database, which does not answer when it is asked for what");
            }
            wait.asked(clock.getAsLong()); // the next time that it is worth a question, this one has hung for long
        }
    }

    private void tell(Wait wait, String reason) {
        wait.tell(
                clock.getAsLong(),
                (path, lasts) -> listeners.tell(events -> events.longWait(watch, path, lasts, reason)));
    }

    private Optional<String> reason(Wait wait) {
        Optional<Backend> backend = wait.backend();
        if (backend.isEmpty()) {
            return Optional.of("for a connection to the database");
        }
        try {
            return Transaction.undo(
                    dataSource.get(),
                    connection -> LongWait.of(connection, backend.get().process(), wait.commits()));
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.debug("{}: what {} waits for cannot be asked", watch, wait.path(), e);
            return Optional.of("for the database, which cannot be asked for what now");
        }
    }

    // ---- stopped

    private void stop(long now) {
        long since = stoppingSince.orElse(now);
        stoppingSince = Optional.of(since);
        if (now - since >= GRACE_NANOS) {
            for (Wait wait : underWay.values()) {
                if (now - since >= GRACE_NANOS + LAST_GRACE_NANOS || wait.commits()) {
                    if (wait.isToCutOff()) {
                        questions.orElseThrow().execute(wait::cutOff);
                    }
                } else if (wait.isToCancel()) {
                    questions.orElseThrow().execute(() -> cancel(wait));
                }
            }
        }
    }

    private void cancel(Wait wait) {
        try {
            wait.cancel();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("{}: the transaction of {} was not cancelled", watch, wait.path(), e);
        }
    }
}
