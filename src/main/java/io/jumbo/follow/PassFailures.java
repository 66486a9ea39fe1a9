package io.jumbo.follow;

import io.jumbo.events.LoggedEvents;
import io.jumbo.follow.WatchedFile.Trouble;
import io.jumbo.write.ConsecutiveRejectsException;
import io.jumbo.write.PartialChunkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Optional;

/** What a watch does if the pass over a file fails: leaves it alone for a while, or reads less of it at once. For one thread at a time, as {@link WatchedFiles}. */
final class PassFailures {

    /** Contention over an offset row is normal between two instances, for seconds; this is about half a minute. */
    private static final int PATIENCE = 8;

    private static final String NOT_WRITTEN =
            "the route handles a failure, or lets lines pass by insert-rows and note-written, so that the"
                    + " offset stands still; correct the route. The file is ";

    private final Watch watch;
    private final Failures failures;
    private final TransactionSizes sizes;

    PassFailures(Watch watch, Failures failures) {
        this.watch = watch;
        this.failures = failures;
        this.sizes = new TransactionSizes(watch, failures);
    }

    /** A chunk is committed: what was the matter before is over, also if a later chunk of the same pass fails. */
    void chunkWritten(WatchedFile file, long lines) {
        succeeded(file);
        file.written(lines);
        if (file.transactionSize().isFull()) {
            file.transactionSize(TransactionSize.FULL); // no session is lost in a row any more
        }
        tellReleased(file, Trouble.STUCK);
    }

    private void succeeded(WatchedFile file) {
        file.agenda().succeeded();
        failures.waitNoMore();
        failures.mended(file);
    }

    private void tellReleased(WatchedFile file, Trouble from) {
        if (file.mended(from)) {
            watch.standing().mended(file);
            watch.listeners().tell(events -> events.fileReleased(watch.name(), file.path()));
        }
    }

    /** The file is not there any more, and what it had with it. */
    void forgotten(WatchedFile file) {
        failures.mended(file);
        watch.standing().forgotten(file);
    }

    /** The pass over a file did not fail, or a route handled the failure. */
    void passSucceeded(WatchedFile file, Pass pass) {
        if (!pass.handedOut().isWritten()) {
            file.agenda().failed(failures.now());
            if (!failures.isTroubled(file)) {
                failures.trouble(file, new IllegalStateException(NOT_WRITTEN + file.path()));
            }
            return;
        }
        succeeded(file);
        if (pass.handedOut().hasWritten()) {
            file.transactionSize(file.transactionSize().grown());
        }
        if (file.mended(Trouble.UNREADABLE)) {
            watch.standing().mended(file);
            watch.listeners().tell(events -> events.fileReadable(watch.name(), file.path()));
        }
        if (pass.isComplete()) {
            file.crawlsNoMore();
            tellReleased(file, Trouble.HELD_BACK);
        }
    }

    /**
     * The pass over a file failed.
     *
     * @param writtenTo offset of the first byte that is not committed, as far as the pass knows
     * @param underway the chunk that failed, if one did
     */
    void passFailed(WatchedFile file, long writtenTo, Optional<Underway> underway, Throwable failure) {
        Optional<ConsecutiveRejectsException> rejects = Causes.find(ConsecutiveRejectsException.class, failure);
        Optional<PartialChunkException> partial = Causes.find(PartialChunkException.class, failure);
        boolean isInserted = underway.filter(Underway::isInserted).isPresent();
        if (partial.isPresent() && isInserted) {
            sizes.tooMuch(file, underway.get(), failure);
        } else if (partial.isPresent()) {
            file.endAt(partial.get().endAt());
        } else if (rejects.isPresent() && !isInserted && rejects.get().firstByte() > writtenTo) {
            file.endAt(rejects.get().firstByte());
            file.cut(failures.now()).ifPresent(crawl -> tellOfCrawl(file, crawl, failure));
        } else if (underway.isPresent() && !failures.isStopping() && sizes.areReason(file, failure)) {
            sizes.tooMuch(file, underway.get(), failure);
        } else {
            leaveAlone(file, rejects, failure);
        }
    }

    private void tellOfCrawl(WatchedFile file, Crawl crawl, Throwable failure) {
        long linesPerSecond = crawl.linesPerSecond(failures.now());
        watch.listeners()
                .tell(events -> events.fileCrawls(watch.name(), file.path(), linesPerSecond, failures.cause(failure)));
    }

    private void leaveAlone(WatchedFile file, Optional<ConsecutiveRejectsException> rejects, Throwable failure) {
        int times = file.agenda().failed(failures.now());
        if (rejects.isPresent()) {
            trouble(file, Trouble.HELD_BACK, rejects.get());
        } else if (Causes.isContention(failure) && times < PATIENCE) {
            watch.listeners().tell(events -> events.offsetMoved(watch.name(), file.path()));
        } else if (Handles.areOut(failure)) {
            failures.trouble(file, new IOException(Handles.explained(), failures.cause(failure)));
        } else if (isUnreadable(failure)) {
            trouble(file, Trouble.UNREADABLE, failure);
        } else {
            failures.trouble(file, failure);
            // Longer each time is the file's own back-off: the files after it in the listing must get their turn.
            failures.waitAsAfterTheFirst();
        }
    }

    private void trouble(WatchedFile file, Trouble trouble, Throwable failure) {
        failures.mended(file);
        if (Causes.isOf(NoSuchFileException.class, failure) || !file.trouble(trouble)) {
            return; // a file that vanished between listing and reading is no trouble
        }
        if (trouble == Trouble.HELD_BACK) {
            watch.standing().trouble(file, WatchState.HELD_BACK, LoggedEvents.words(failure));
            watch.listeners().tell(events -> events.fileHeldBack(watch.name(), file.path(), failure));
        } else {
            watch.standing().trouble(file, WatchState.WAITING, LoggedEvents.words(failures.cause(failure)));
            watch.listeners().tell(events -> events.fileUnreadable(watch.name(), file.path(), failures.cause(failure)));
        }
    }

    private static boolean isUnreadable(Throwable failure) {
        return !Causes.isOf(SQLException.class, failure)
                && (Causes.isOf(IOException.class, failure) || Causes.isOf(UncheckedIOException.class, failure));
    }
}
