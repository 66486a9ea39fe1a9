package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.offset.Backend;
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
import java.util.concurrent.ConcurrentHashMap;
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

    private static final long LONG_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

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
    private final AtomicBoolean asking = new AtomicBoolean();
    private Optional<Long> stoppingSince = Optional.empty();
    private Optional<ScheduledExecutorService> threads = Optional.empty();
    private Optional<Future<?>> looks = Optional.empty();

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

    /** One thread looks, another one asks the server: it may have to wait for an answer. */
    void start(CamelContext context) {
        ScheduledExecutorService started =
                context.getExecutorServiceManager().newScheduledThreadPool(this, "jumbo-waits", 2);
        looks = Optional.of(
                started.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS));
        threads = Optional.of(started);
    }

    @Override
    public void close() {
        looks.ifPresent(look -> look.cancel(false));
        threads.ifPresent(ScheduledExecutorService::shutdownNow);
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
            return Transaction.run(dataSource.get(), connection -> {
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

    /** It has a connection. */
    void isOn(Object transaction, Connection connection) throws SQLException {
        Optional<Backend> backend = Backend.of(connection);
        Wait wait = underWay.get(transaction);
        if (wait != null) {
            wait.backend = backend;
        }
    }

    /** The server is told to commit it. */
    void commits(Object transaction) {
        Wait wait = underWay.get(transaction);
        if (wait != null) {
            wait.commits = true;
        }
    }

    /** It is over, in whichever way. May be said more than once. */
    void ends(Object transaction) {
        Wait wait = underWay.remove(transaction);
        if (wait != null) {
            wait.end();
        }
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
            threads.orElseThrow().execute(() -> {
                try {
                    wait.askedAt = Optional.of(clock.getAsLong());
                    reason(wait).ifPresent(wait::tell);
                } finally {
                    asking.set(false);
                }
            });
        }
    }

    private Optional<String> reason(Wait wait) {
        Optional<Backend> backend = wait.backend;
        if (backend.isEmpty()) {
            return Optional.of("for a connection to the database");
        }
        try {
            return Transaction.undo(
                    dataSource.get(),
                    connection -> LongWait.of(connection, backend.get().process(), wait.commits));
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.debug("{}: what {} waits for cannot be asked", watch, wait.path, e);
            return Optional.of("for the database, which cannot be asked for what now");
        }
    }

    // ---- stopped

    private void stop(long now) {
        long since = stoppingSince.orElse(now);
        stoppingSince = Optional.of(since);
        if (now - since >= GRACE_NANOS) {
            for (Wait wait : underWay.values()) {
                if (now - since >= GRACE_NANOS + LAST_GRACE_NANOS || wait.commits) {
                    wait.backend.ifPresent(Backend::cutOff);
                } else if (!wait.cancelled) {
                    wait.cancelled = true;
                    wait.backend.ifPresent(this::cancel);
                }
            }
        }
    }

    private void cancel(Backend backend) {
        threads.orElseThrow().execute(() -> {
            try {
                backend.cancel();
            } catch (SQLException | RuntimeException e) {
                LOG.debug("{}: process {} was not cancelled", watch, backend.process(), e);
            }
        });
    }

    /** A transaction that is under way. */
    private final class Wait {

        private final String path;
        private final long begunAt;
        private volatile Optional<Backend> backend = Optional.empty();
        private volatile boolean commits;
        private volatile Optional<Long> askedAt = Optional.empty();
        private boolean cancelled;
        private boolean told;
        private boolean ended;

        Wait(String path, long begunAt) {
            this.path = path;
            this.begunAt = begunAt;
        }

        synchronized boolean isWorthAQuestion(long now) {
            return !told && now - begunAt >= LONG_NANOS && now - askedAt.orElse(begunAt) >= ASK_AGAIN_NANOS;
        }

        synchronized void tell(String reason) {
            if (!told && !ended) {
                told = true;
                Duration lasts = Duration.ofNanos(clock.getAsLong() - begunAt);
                listeners.tell(events -> events.longWait(watch, path, lasts, reason));
            }
        }

        synchronized void end() {
            ended = true;
            if (told) {
                Duration lasted = Duration.ofNanos(clock.getAsLong() - begunAt);
                listeners.tell(events -> events.longWaitOver(watch, path, lasted));
            }
        }
    }
}
