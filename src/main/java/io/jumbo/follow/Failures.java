package io.jumbo.follow;

import io.jumbo.events.Listeners;
import io.jumbo.write.failure.FailureAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What is the matter with a watch: tells each trouble once, until the file or step that had it succeeds, and lets no poll through for a while, longer each time. For one thread
 * at a time, as {@link WatchedFiles}.
 */
public final class Failures {

    /** Whose trouble it is if it is no file's. */
    private static final String STEP = "/step";

    private static final String POLL = "/poll";

    /** What differs from time to time in one and the same message: a duration, the name of a statement. */
    private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)*");

    private final String watch;
    private final LongSupplier clock;
    private final Listeners listeners;
    private final BooleanSupplier stopping;
    private final UnaryOperator<Throwable> unwrapped;

    /** Whose trouble what is. */
    private final Map<Object, String> troubles = new HashMap<>();

    /** What was told since nothing was the matter. */
    private final Set<String> told = new HashSet<>();

    private Optional<BackOff> backOff = Optional.empty();
    private long since;

    /**
     * @param stopping whether the watch is being stopped: what fails then may have been cancelled because of that, and is no news
     * @param unwrapped takes the wrappings off a failure in which a framework has put it
     */
    Failures(
            String watch,
            LongSupplier clock,
            Listeners listeners,
            BooleanSupplier stopping,
            UnaryOperator<Throwable> unwrapped) {
        this.watch = watch;
        this.clock = clock;
        this.listeners = listeners;
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
        return clock.getAsLong();
    }

    boolean isStopping() {
        return stopping.getAsBoolean();
    }

    void trouble(Object whose, Throwable failure) {
        if (isStopping()) {
            return;
        }
        Throwable cause = ConnectionShortage.explained(cause(failure));
        boolean database = isDatabaseLost(cause);
        String reason = database ? "database" : reason(cause);
        boolean news = told.add(reason);
        since = troubles.isEmpty() ? now() : since;
        troubles.put(whose, reason);
        backOff = Optional.of(backOff.map(earlier -> earlier.again(now())).orElseGet(() -> BackOff.first(now())));
        if (news && database) {
            listeners.tell(events -> events.databaseLost(watch, cause));
        } else if (news) {
            listeners.tell(events -> events.watchPaused(watch, cause));
        }
    }

    void mended(Object whose) {
        if (troubles.remove(whose) != null && troubles.isEmpty()) {
            told.clear();
            backOff = Optional.empty();
            Duration after = Duration.ofNanos(now() - since);
            listeners.tell(events -> events.watchResumed(watch, after));
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

    private static String reason(Throwable cause) {
        return FailureAction.sqlState(cause) + " "
                + NUMBER.matcher(String.valueOf(cause.getMessage())).replaceAll("#");
    }

    private static boolean isDatabaseLost(Throwable cause) {
        if (cause instanceof SQLException sql) {
            FailureAction action = FailureAction.of(sql);
            return action == FailureAction.RETRY || action == FailureAction.RETRY_SMALLER;
        }
        return false;
    }

    /** What went wrong, without wrappings. */
    Throwable cause(Throwable failure) {
        Throwable cause = unwrapped.apply(failure);
        while (cause instanceof UncheckedIOException wrapping) {
            cause = unwrapped.apply(wrapping.getCause());
        }
        return cause;
    }
}
