package io.jumbo.app.database;

import io.jumbo.app.setup.StartRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a second whether the embedded server still runs, whoever ended it, and starts it again: at once the first
 * time, then after longer and longer pauses. One line in the log for each end and each start. Of several processes that
 * share the server one starts it, the others take up with it.
 */
final class Supervision implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("jumbo");

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A server that has run for so long had no trouble with its start. */
    private static final Duration STEADY = Duration.ofMinutes(2);

    private final EmbeddedDatabase database;
    private final LongSupplier clock;
    private final ScheduledExecutorService thread;

    private Duration pause = FIRST_PAUSE;
    private long notBefore;
    private long startedAt;
    private boolean ended;

    private Supervision(EmbeddedDatabase database, LongSupplier clock, ScheduledExecutorService thread) {
        this.database = database;
        this.clock = clock;
        this.thread = thread;
        this.notBefore = clock.getAsLong();
        this.startedAt = notBefore;
    }

    /** Begins to look. Close it before the database. */
    @SuppressWarnings("FutureReturnValueIgnored") // look() says itself what goes wrong
    static Supervision of(EmbeddedDatabase database) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread looking = new Thread(task, "jumbo-postgres");
            looking.setDaemon(true);
            return looking;
        });
        Supervision supervision = new Supervision(database, System::nanoTime, thread);
        long millis = BETWEEN_LOOKS.toMillis();
        thread.scheduleWithFixedDelay(supervision::look, millis, millis, TimeUnit.MILLISECONDS);
        return supervision;
    }

    /** One look; throws nothing, for that would be the last one. */
    private void look() {
        try {
            if (database.server().isAlive(database.files().data())) {
                database.keepLogShort();
            } else if (clock.getAsLong() - notBefore >= 0) {
                startAgain();
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("the embedded server cannot be looked after: {}; the next try is in {} s", reason(e), later());
        }
    }

    private void startAgain() throws IOException {
        if (!ended) {
            ended = true;
            if (clock.getAsLong() - startedAt > STEADY.toNanos()) {
                pause = FIRST_PAUSE;
            }
            LOG.warn(
                    "the embedded server (process {}) has ended and is started again; its last words: {}",
                    database.server().pid(),
                    database.files().log().lastWords());
        }
        try {
            Optional<RunningServer> server = database.startAgain(thread::isShutdown);
            if (server.isPresent()) {
                ended = false;
                startedAt = clock.getAsLong();
                later();
                LOG.info(
                        "the embedded server runs again on {}:{} (process {})",
                        RunningServer.LOOPBACK,
                        server.get().port(),
                        server.get().pid());
            }
        } catch (IOException | StartRefusedException e) {
            if (!thread.isShutdown()) {
                LOG.warn("the embedded server was not started again: {}; the next try is in {} s", reason(e), later());
            }
        }
    }

    /** Lets no try through for a while, longer each time; returns for how many seconds. */
    private long later() {
        Duration now = pause;
        notBefore = clock.getAsLong() + now.toNanos();
        pause = now.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : now.multipliedBy(2);
        return now.toSeconds();
    }

    private static String reason(Throwable failure) {
        return failure instanceof StartRefusedException ? failure.getMessage() : failure.toString();
    }

    /** Gives up a start that is under way, and returns when nothing is started any more. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            while (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.debug("waiting for the start of the embedded server to be given up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
