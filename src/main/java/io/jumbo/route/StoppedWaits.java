package io.jumbo.route;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stop does to transactions that are under way. After a moment it has their statements cancelled, and cuts off what is still there
 * after another. A COMMIT cannot be cancelled, and is cut off at once: the offset's row knows how it ended. For one thread.
 */
final class StoppedWaits {

    /** What comes to its end by itself need not be done again. */
    private static final long GRACE_NANOS = Duration.ofMillis(1500).toNanos();

    /** From being asked to give up until it is given up. */
    private static final long LAST_GRACE_NANOS = Duration.ofMillis(500).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(StoppedWaits.class);

    private Optional<Long> since = Optional.empty();

    /** The watch is not being stopped. */
    void none() {
        since = Optional.empty();
    }

    /**
     * The watch is being stopped.
     *
     * @param now of a clock that goes on in any case, in nanoseconds
     * @param questions may have to wait for an answer
     */
    void look(long now, Collection<Wait> underWay, Executor questions) {
        long begun = since.orElse(now);
        since = Optional.of(begun);
        if (now - begun < GRACE_NANOS) {
            return;
        }
        boolean last = now - begun >= GRACE_NANOS + LAST_GRACE_NANOS;
        for (Wait wait : underWay) {
            if (last || wait.commits()) {
                if (wait.isToCutOff()) {
                    questions.execute(wait::cutOff);
                }
            } else if (wait.isToCancel()) {
                questions.execute(() -> cancel(wait));
            }
        }
    }

    private static void cancel(Wait wait) {
        try {
            wait.cancel();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the transaction of {} was not cancelled", wait.path(), e);
        }
    }
}
