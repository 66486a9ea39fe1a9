package io.jumbo.route;

import io.jumbo.events.TailEvents;
import io.jumbo.write.ConsecutiveRejectsException;
import io.jumbo.write.FailureAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.camel.util.ObjectHelper;

/** What a watch does about a failure: hold back the file or close the gate, and say so once. Confined to the thread of the watch. */
final class Failures {

    private final String watch;
    private final Gate gate;
    private final LongSupplier clock;
    private final Consumer<Consumer<TailEvents>> tell;
    private final Runnable forgetExamined;

    Failures(
            String watch, Gate gate, LongSupplier clock, Consumer<Consumer<TailEvents>> tell, Runnable forgetExamined) {
        this.watch = watch;
        this.gate = gate;
        this.clock = clock;
        this.tell = tell;
        this.forgetExamined = forgetExamined;
    }

    /** Something between two polls that needs the database. */
    @FunctionalInterface
    interface Step {
        void run() throws SQLException, IOException;
    }

    /** Runs a step; false if it failed, which is told and keeps the gate closed for a while. */
    boolean survived(Step step) {
        try {
            step.run();
            return true;
        } catch (SQLException | IOException | RuntimeException e) {
            watchFailed(e);
            return false;
        }
    }

    /** A failure that concerns the watch as a whole. */
    void watchFailed(Throwable failure) {
        SQLException sql = ObjectHelper.getException(SQLException.class, failure);
        if (sql != null && FailureAction.of(sql) == FailureAction.RETRY) {
            // The server may have come back from a backup: no file counts as read before its offset row says so again.
            forgetExamined.run();
            gate.databaseLost(failure);
        } else {
            gate.pause(failure);
        }
    }

    /** A file was read and written as far as it goes. */
    void passSucceeded(WatchedFile file) {
        file.release();
        gate.flows();
        if (file.unreadable(false)) {
            tell.accept(events -> events.fileReadable(watch, file.path()));
        }
        if (file.isExamined() && file.heldBack(false)) {
            tell.accept(events -> events.fileReleased(watch, file.path()));
        }
    }

    /**
     * The pass over a file failed.
     *
     * @param writtenTo offset of the first byte that is not committed, as far as this pass knows
     */
    void passFailed(WatchedFile file, long writtenTo, Throwable failure) {
        ConsecutiveRejectsException rejects = ObjectHelper.getException(ConsecutiveRejectsException.class, failure);
        SQLException sql = ObjectHelper.getException(SQLException.class, failure);
        if (rejects != null) {
            rejected(file, writtenTo, rejects);
        } else if (isContention(failure)) {
            file.hold(clock.getAsLong());
            tell.accept(events -> events.offsetMoved(watch, file.path()));
        } else if (sql != null || !isUnreadable(failure)) {
            watchFailed(failure);
        } else if (ObjectHelper.getException(NoSuchFileException.class, failure) == null) {
            file.hold(clock.getAsLong());
            if (file.unreadable(true)) {
                tell.accept(events -> events.fileUnreadable(watch, file.path(), failure));
            }
        }
    }

    /** What stands before the rejected lines is written first; only then is the file held back. */
    private void rejected(WatchedFile file, long writtenTo, ConsecutiveRejectsException rejects) {
        if (rejects.firstByte() > writtenTo) {
            file.endAt(rejects.firstByte());
            return;
        }
        file.hold(clock.getAsLong());
        if (file.heldBack(true)) {
            tell.accept(events -> events.fileHeldBack(watch, file.path(), rejects));
        }
    }

    /** Somebody else works on the same row: another instance, or a transaction of ours that the server has not yet given up. */
    private static boolean isContention(Throwable failure) {
        String state = FailureAction.sqlState(failure);
        return state.startsWith("40") || state.equals("55P03");
    }

    private static boolean isUnreadable(Throwable failure) {
        return ObjectHelper.getException(IOException.class, failure) != null
                || ObjectHelper.getException(UncheckedIOException.class, failure) != null;
    }
}
