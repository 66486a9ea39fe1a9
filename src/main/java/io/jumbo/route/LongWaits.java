package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.offset.Backend;
import io.jumbo.offset.LongWait;
import io.jumbo.offset.Transaction;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the server what a transaction has been waiting for so long, one question at a time, and tells it. Thread-safe. */
final class LongWaits {

    private static final Logger LOG = LoggerFactory.getLogger(LongWaits.class);

    private final String watch;
    private final Listeners listeners;
    private final Supplier<DataSource> dataSource;
    private final LongSupplier clock;
    private final AtomicBoolean asking = new AtomicBoolean();

    LongWaits(String watch, Listeners listeners, Supplier<DataSource> dataSource, LongSupplier clock) {
        this.watch = watch;
        this.listeners = listeners;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Looks whether a transaction is worth a question, and has it asked.
     *
     * @param questions may have to wait for an answer
     */
    void look(Iterable<Wait> underWay, Executor questions) {
        for (Wait wait : underWay) {
            if (wait.told().isWorthAQuestion(clock.getAsLong())) {
                ask(wait, questions);
                return;
            }
        }
    }

    private void ask(Wait wait, Executor questions) {
        if (asking.compareAndSet(false, true)) {
            questions.execute(() -> {
                try {
                    wait.told().asked(clock.getAsLong());
                    reason(wait).ifPresent(reason -> tell(wait, reason));
                } finally {
                    asking.set(false);
                }
            });
        } else {
            if (wait.told().wasAsked()) {
                tell(wait, "for the database, which does not answer when it is asked for what");
            }
            wait.told()
                    .asked(clock.getAsLong()); // the next time that it is worth a question, this one has hung for long
        }
    }

    private void tell(Wait wait, String reason) {
        wait.told()
                .tell(
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
}
