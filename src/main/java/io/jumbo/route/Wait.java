package io.jumbo.route;

import io.jumbo.offset.Backend;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * A transaction that is under way. Its connection is cancelled and cut off only as long as it is this transaction's. Whoever {@linkplain
 * #end ends} it to give the connection back waits for a cancel that is on its way. Thread-safe.
 */
final class Wait {

    private final String path;
    private final ToldWait told;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private volatile Optional<Backend> backend = Optional.empty();
    private volatile boolean commits;
    private boolean cancelling;
    private boolean cutOff;
    private boolean ended;

    Wait(String path, long begunAt) {
        this.path = path;
        this.told = new ToldWait(path, begunAt);
    }

    String path() {
        return path;
    }

    /** What is asked and told of it. */
    ToldWait told() {
        return told;
    }

    /** Empty as long as it has no connection. */
    Optional<Backend> backend() {
        return backend;
    }

    boolean commits() {
        return commits;
    }

    void isOn(Optional<Backend> connection) {
        backend = connection;
    }

    /**
     * From now on it is not cancelled.
     *
     * @param endIsTold whether {@link #end} is called before the connection goes back; if not, it is not cut off either
     */
    synchronized void beginsToCommit(boolean endIsTold) {
        awaitCancel();
        commits = true;
        if (!endIsTold) {
            backend = Optional.empty();
        }
    }

    /** Whether nobody was asked yet to cancel it; from then on somebody was. */
    boolean isToCancel() {
        return backend.isPresent() && !commits && cancelled.compareAndSet(false, true);
    }

    /** The same for cutting it off. */
    boolean isToCutOff() {
        return backend.isPresent() && givenUp.compareAndSet(false, true);
    }

    /**
     * Asks the server to give its statement up, unless it is over or commits by now. May take ten seconds.
     *
     * @throws SQLException if the server cannot be asked
     */
    void cancel() throws SQLException {
        Optional<Backend> ours;
        synchronized (this) {
            ours = ended || commits || cutOff ? Optional.empty() : backend;
            cancelling = ours.isPresent();
        }
        try {
            if (ours.isPresent()) {
                ours.get().cancel();
            }
        } finally {
            synchronized (this) {
                cancelling = false;
                notifyAll();
            }
        }
    }

    /** Cuts its connection off, unless it is over. */
    synchronized void cutOff() {
        if (!ended) {
            backend.ifPresent(Backend::cutOff);
            cutOff = true;
            notifyAll();
        }
    }

    /**
     * It is over, and its connection may go to somebody else when this returns.
     *
     * @param over told how long it has lasted, if it was told of
     */
    synchronized void end(long now, BiConsumer<String, Duration> over) {
        awaitCancel();
        if (!ended) {
            ended = true;
            told.over(now, over);
        }
    }

    /** Whatever a cancel meets that is on its way must be ours; a connection that is cut off goes to nobody. */
    private void awaitCancel() {
        boolean interrupted = false;
        while (cancelling && !cutOff) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
