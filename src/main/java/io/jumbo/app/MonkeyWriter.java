package io.jumbo.app;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated instrument of the demo: appends the time, in seconds with decimals, as one line at random intervals of 0
 * to 10 s. The file is opened and closed for each line, as instruments do. A write that fails is told and tried again at
 * the next turn.
 */
final class MonkeyWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("jumbo");
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final Path file;
    private final Clock clock;
    private final RandomGenerator random;
    private final ScheduledExecutorService scheduler;

    /**
     * Writes nothing before {@link #start()}.
     *
     * @param scheduler ended by {@link #close()}
     */
    MonkeyWriter(Path file, Clock clock, RandomGenerator random, ScheduledExecutorService scheduler) {
        this.file = file;
        this.clock = clock;
        this.random = random;
        this.scheduler = scheduler;
    }

    /** Begins with a pause. */
    @SuppressWarnings("FutureReturnValueIgnored") // a write that fails says so itself
    void start() {
        long pause = random.nextLong(LONGEST_PAUSE_MILLIS + 1);
        scheduler.schedule(this::writeAndGoOn, pause, TimeUnit.MILLISECONDS);
    }

    private void writeAndGoOn() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, line(clock.instant()), StandardCharsets.US_ASCII, CREATE, APPEND);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}; the simulated instrument tries again", file, e.toString());
        }
        if (!scheduler.isShutdown()) {
            start();
        }
    }

    private static String line(Instant now) {
        long millis = now.toEpochMilli();
        return String.format(Locale.ROOT, "%d.%03d\n", millis / 1_000, millis % 1_000);
    }

    /** Writes nothing any more. */
    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
