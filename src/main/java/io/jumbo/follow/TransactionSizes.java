package io.jumbo.follow;

import io.jumbo.events.LoggedEvents;
import io.jumbo.follow.WatchedFile.Trouble;
import io.jumbo.write.LostSessionException;
import io.jumbo.write.failure.FailureAction;
import java.sql.SQLException;

/** What a watch does if a transaction is too much for the server. For one thread at a time, as {@link WatchedFiles}. */
final class TransactionSizes {

    private final Watch watch;
    private final Failures failures;

    TransactionSizes(Watch watch, Failures failures) {
        this.watch = watch;
        this.failures = failures;
    }

    /** Whether it was for the size of the transaction that a pass failed, as far as can be told. */
    boolean areReason(WatchedFile file, Throwable failure) {
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

    /** A chunk was too much: the next ones are smaller, unless it is a single line. */
    void tooMuch(WatchedFile file, Underway chunk, Throwable failure) {
        if (chunk.lines() > 1) {
            boolean news = file.transactionSize().isFull();
            file.transactionSize(file.transactionSize().smallerThan(chunk.bytes()));
            file.agenda().succeeded();
            file.agenda().failed(failures.now());
            if (news) {
                watch.listeners()
                        .tell(events -> events.transactionsSmaller(watch.name(), file.path(), failures.cause(failure)));
            }
        } else {
            file.agenda().failed(failures.now());
            failures.mended(file);
            watch.standing().trouble(file, WatchState.HELD_BACK, LoggedEvents.words(failures.cause(failure)));
            if (file.trouble(Trouble.STUCK)) {
                watch.listeners()
                        .tell(events -> events.lineStuck(
                                watch.name(), file.path(), chunk.firstLine(), failures.cause(failure)));
            }
        }
    }
}
