package io.jumbo.follow;

import io.jumbo.events.Listeners;
import io.jumbo.follow.WatchedFile.Trouble;
import io.jumbo.write.ConsecutiveRejectsException;
import io.jumbo.write.LostSessionException;
import io.jumbo.write.PartialChunkException;
import io.jumbo.write.failure.FailureAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
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
 * What a watch does about failures: leaves a file alone for a while, or lets no poll through for a while, longer each time; and tells each trouble
 * once, until the file or step that had it succeeds. For one thread at a time, as {@link WatchedFiles}.
 */
public final class Failures {

    /** Contention over an offset row is normal between two instances, for seconds; this is about half a minute. */
    private static final int PATIENCE = 8;

    /** Whose trouble it is if it is no file's. */
    private static final String STEP = "/step";

    private static final String POLL = "/poll";

    private static final String NOT_WRITTEN =
            "the route handles a failure, or lets lines pass by insert-rows and note-written, so that the"
                    + " offset stands still; correct the route. The file is ";

    private final String watch;
    private final LongSupplier clock;
    private final Listeners listeners;
    private final BooleanSupplier stopping;
    private final UnaryOperator<Throwable> unwrapped;

    /** What differs from time to time in one and the same message: a duration, the name of a statement. */
    private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)*");

    /** Whose trouble what is. */
    private final Map<Object, String> troubles = new HashMap<>();

    /** What was told since nothing was the matter. */
    private final Set<String> told = new HashSet<>();

    private Optional<BackOff> closed = Optional.empty();
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
        this.unwrapped = unwrapped;
        this.stopping = stopping;
        this.watch = watch;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** Something of the watch's own that needs the database. */
    @FunctionalInterface
    public interface Step {
        void run() throws SQLException, IOException;
    }

    /** Whether polls are let through. */
    public boolean mayPoll() {
        return closed.isEmpty() || closed.get().isOver(clock.getAsLong());
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

    /** A chunk is committed: what was the matter before is over, also if a later chunk of the same pass fails. */
    void chunkWritten(WatchedFile file, long lines) {
        file.agenda().succeeded();
        closed = Optional.empty();
        mended(file);
        file.written(lines);
        if (file.transactionSize().isFull()) {
            file.transactionSize(TransactionSize.FULL); // no session is lost in a row any more
        }
        if (file.mended(Trouble.STUCK)) {
            listeners.tell(events -> events.fileReleased(watch, file.path()));
        }
    }

    /** The file is not there any more, and what it had with it. */
    void forgotten(WatchedFile file) {
        mended(file);
    }

    /** The pass over a file did not fail, or a route handled the failure. */
    void passSucceeded(WatchedFile file, Pass pass) {
        if (!pass.isWritten()) {
            file.agenda().failed(clock.getAsLong());
            if (!troubles.containsKey(file)) {
                trouble(file, new IllegalStateException(NOT_WRITTEN + file.path()));
            }
            return;
        }
        file.agenda().succeeded();
        closed = Optional.empty();
        mended(file);
        if (pass.hasWritten()) {
            file.transactionSize(file.transactionSize().grown());
        }
        if (file.mended(Trouble.UNREADABLE)) {
            listeners.tell(events -> events.fileReadable(watch, file.path()));
        }
        if (pass.examined()) {
            file.crawlsNoMore();
            if (file.mended(Trouble.HELD_BACK)) {
                listeners.tell(events -> events.fileReleased(watch, file.path()));
            }
        }
    }

    /**
     * The pass over a file failed.
     *
     * @param writtenTo offset of the first byte that is not committed, as far as the pass knows
     * @param underway the chunk that failed, if one did
     */
    void passFailed(WatchedFile file, long writtenTo, Optional<Underway> underway, Throwable failure) {
        ConsecutiveRejectsException rejects =
                Causes.find(ConsecutiveRejectsException.class, failure).orElse(null);
        PartialChunkException partial =
                Causes.find(PartialChunkException.class, failure).orElse(null);
        boolean isInserted = underway.filter(Underway::isInserted).isPresent();
        if (partial != null && isInserted) {
            tooMuch(file, underway.get(), failure);
        } else if (partial != null) {
            file.endAt(partial.endAt());
        } else if (rejects != null && !isInserted && rejects.firstByte() > writtenTo) {
            file.endAt(rejects.firstByte());
            long now = clock.getAsLong();
            file.cut(now)
                    .ifPresent(crawl -> listeners.tell(events ->
                            events.fileCrawls(watch, file.path(), crawl.linesPerSecond(now), cause(failure))));
        } else if (underway.isPresent() && !stopping.getAsBoolean() && isTooMuch(file, failure)) {
            tooMuch(file, underway.get(), failure);
        } else {
            int times = file.agenda().failed(clock.getAsLong());
            if (rejects != null) {
                trouble(file, Trouble.HELD_BACK, rejects);
            } else if (isContention(failure) && times < PATIENCE) {
                listeners.tell(events -> events.offsetMoved(watch, file.path()));
            } else if (Handles.areOut(failure)) {
                trouble(file, new IOException(Handles.explained(), cause(failure)));
            } else if (isUnreadable(failure)) {
                trouble(file, Trouble.UNREADABLE, failure);
            } else {
                trouble(file, failure);
                // Longer each time is the file's own back-off: the files after it in the listing must get their turn.
                closed = Optional.of(BackOff.first(clock.getAsLong()));
            }
        }
    }

    /** Whether it was for the size of the transaction that it failed, as far as can be told. */
    private static boolean isTooMuch(WatchedFile file, Throwable failure) {
        if (Causes.isOf(LostSessionException.class, failure)) {
            file.transactionSize(file.transactionSize().afterLostSession());
            if (file.transactionSize().mayLoseSessions()) {
                return true;
            }
        }
        return Causes.find(SQLException.class, failure)
                .filter(sql -> FailureAction.of(sql) == FailureAction.RETRY_SMALLER)
                .isPresent();
    }

    private void tooMuch(WatchedFile file, Underway chunk, Throwable failure) {
        if (chunk.lines() > 1) {
            boolean news = file.transactionSize().isFull();
            file.transactionSize(file.transactionSize().smallerThan(chunk.bytes()));
            file.agenda().succeeded();
            file.agenda().failed(clock.getAsLong());
            if (news) {
                listeners.tell(events -> events.transactionsSmaller(watch, file.path(), cause(failure)));
            }
        } else {
            file.agenda().failed(clock.getAsLong());
            mended(file);
            if (file.trouble(Trouble.STUCK)) {
                listeners.tell(events -> events.lineStuck(watch, file.path(), chunk.firstLine(), cause(failure)));
            }
        }
    }

    private void trouble(WatchedFile file, Trouble trouble, Throwable failure) {
        mended(file);
        if (Causes.isOf(NoSuchFileException.class, failure) || !file.trouble(trouble)) {
            return; // a file that vanished between listing and reading is no trouble
        }
        if (trouble == Trouble.HELD_BACK) {
            listeners.tell(events -> events.fileHeldBack(watch, file.path(), failure));
        } else {
            listeners.tell(events -> events.fileUnreadable(watch, file.path(), cause(failure)));
        }
    }

    private void trouble(Object whose, Throwable failure) {
        if (stopping.getAsBoolean()) {
            return;
        }
        long now = clock.getAsLong();
        Throwable cause = ConnectionShortage.explained(cause(failure));
        boolean database = isDatabaseLost(cause);
        String reason = database ? "database" : reason(cause);
        boolean news = told.add(reason);
        since = troubles.isEmpty() ? now : since;
        troubles.put(whose, reason);
        closed = Optional.of(closed.map(earlier -> earlier.again(now)).orElseGet(() -> BackOff.first(now)));
        if (news && database) {
            listeners.tell(events -> events.databaseLost(watch, cause));
        } else if (news) {
            listeners.tell(events -> events.watchPaused(watch, cause));
        }
    }

    private void mended(Object whose) {
        if (troubles.remove(whose) != null && troubles.isEmpty()) {
            told.clear();
            closed = Optional.empty();
            Duration after = Duration.ofNanos(clock.getAsLong() - since);
            listeners.tell(events -> events.watchResumed(watch, after));
        }
    }

    /** Whether anything is the matter. */
    public boolean isTroubled() {
        return !troubles.isEmpty();
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

    /** Somebody else works on the same row: another instance, or a transaction of ours that the server has not yet given up. */
    static boolean isContention(Throwable failure) {
        String state = FailureAction.sqlState(failure);
        return state.startsWith("40") || state.equals("55P03");
    }

    private static boolean isUnreadable(Throwable failure) {
        return !Causes.isOf(SQLException.class, failure)
                && (Causes.isOf(IOException.class, failure) || Causes.isOf(UncheckedIOException.class, failure));
    }

    /** What went wrong, without wrappings. */
    private Throwable cause(Throwable failure) {
        Throwable cause = unwrapped.apply(failure);
        while (cause instanceof UncheckedIOException wrapping) {
            cause = unwrapped.apply(wrapping.getCause());
        }
        return cause;
    }
}
