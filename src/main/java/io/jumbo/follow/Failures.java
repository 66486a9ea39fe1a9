package io.jumbo.follow;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * What is the matter with a watch: tells each trouble once, until the file or step that had it succeeds, and lets no poll through for a while, longer each time. For one thread
 * at a time, as {@link WatchedFiles}.
 */
public final class Failures {

    /** Whose trouble it is if it is no file's. */
    private static final String STEP = "/step";

    private static final String POLL = "/poll";

    private final Watch watch;
    private final BooleanSupplier stopping;
    private final UnaryOperator<Throwable> unwrapped;

    /** Whose trouble what is. */
    private final Map<Object, Reason> troubles = new HashMap<>();

    /** What was told since nothing was the matter. */
    private final Set<Reason> told = new HashSet<>();

    private Optional<BackOff> backOff = Optional.empty();
    private long since;

    /**
     * @param stopping whether the watch is being stopped: what fails then may have been cancelled because of that, and is no news
     * @param unwrapped takes the wrappings off a failure in which a framework has put it
     */
    Failures(Watch watch, BooleanSupplier stopping, UnaryOperator<Throwable> unwrapped) {
        this.watch = watch;
        this.stopping = stopping;
        this.unwrapped = unwrapped;
    }

    /** Something of the watch's own that needs the database. */
    @FunctionalInterface
    public interface Step {
        void run() throws SQLException, IOException;
    }

    /** Whether polls are let through. */
    public boolean mayPoll() {
        return backOff.isEmpty() || backOff.get().isOver(now());
    }

    /** Runs a step; false if it failed. An Error is a failure like others: thrown on, it would end Camel's scheduled poll for good. */
    public boolean survived(Step step) {
        return survived(STEP, step);
    }

    /** A poll did not fail as a whole; runs what is to be done after it. Says nothing about the database. */
    public void pollEnded(Step step) {
        survived(POLL, step);
    }

    /** A poll failed as a whole. */
    public void pollFailed(Throwable failure) {
        trouble(POLL, failure);
    }

    private boolean survived(String whose, Step step) {
        try {
            step.run();
            mended(whose);
            return true;
        } catch (SQLException | IOException | RuntimeException | Error e) {
            trouble(whose, e);
            return false;
        }
    }

    /** Whether anything is the matter. */
    public boolean isTroubled() {
        return !troubles.isEmpty();
    }

    boolean isTroubled(Object whose) {
        return troubles.containsKey(whose);
    }

    long now() {
        return watch.now();
    }

    boolean isStopping() {
        return stopping.getAsBoolean();
    }

    void trouble(Object whose, Throwable failure) {
        if (isStopping()) {
            return;
        }
        Reason reason = Reason.of(cause(failure));
        boolean news = told.add(reason);
        since = troubles.isEmpty() ? now() : since;
        troubles.put(whose, reason);
        backOff = Optional.of(backOff.map(earlier -> earlier.again(now())).orElseGet(() -> BackOff.first(now())));
        watch.standing().stands(reason.state(), reason.words());
        if (news) {
            watch.listeners().tell(events -> reason.tell(events, watch.name()));
        }
    }

    void mended(Object whose) {
        if (troubles.remove(whose) != null && troubles.isEmpty()) {
            told.clear();
            backOff = Optional.empty();
            Duration after = Duration.ofNanos(now() - since);
            watch.standing().goesOn();
            watch.listeners().tell(events -> events.watchResumed(watch.name(), after));
        }
    }

    /** Something succeeded: polls need not wait. */
    void waitNoMore() {
        backOff = Optional.empty();
    }

    /** Polls wait no longer than after a first failure, however many there were. */
    void waitAsAfterTheFirst() {
        backOff = Optional.of(BackOff.first(now()));
    }

    /** What went wrong, without wrappings. */
    Throwable cause(Throwable failure) {
        return Causes.unwrapped(failure, unwrapped);
    }
}
