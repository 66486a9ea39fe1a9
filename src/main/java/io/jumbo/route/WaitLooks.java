package io.jumbo.route;

import java.io.Closeable;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks at the transactions under way, and those that ask the server about them. */
final class WaitLooks implements Closeable {

    private static final Duration LOOK = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(WaitLooks.class);

    private final String watch;
    private final Collection<Wait> underWay;
    private final LongWaits longWaits;
    private final StoppedWaits stop = new StoppedWaits();
    private final BooleanSupplier stopping;
    private Optional<ScheduledExecutorService> clockOfStop = Optional.empty();
    private Optional<Future<?>> looks = Optional.empty();
    private Optional<ExecutorService> questions = Optional.empty();

    /** @param underWay may change at any time */
    WaitLooks(String watch, Collection<Wait> underWay, LongWaits longWaits, BooleanSupplier stopping) {
        this.watch = watch;
        this.underWay = underWay;
        this.longWaits = longWaits;
        this.stopping = stopping;
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

    private void look() {
        try {
            if (stopping.getAsBoolean()) {
                stop.look(System.nanoTime(), underWay, questions.orElseThrow());
            } else {
                stop.none();
                longWaits.look(underWay, questions.orElseThrow());
            }
        } catch (RuntimeException | Error e) {
            LOG.debug(
                    "{}: what is under way could not be looked at",
                    watch,
                    e); // nothing may come out, or no more looks are made
        }
    }
}
