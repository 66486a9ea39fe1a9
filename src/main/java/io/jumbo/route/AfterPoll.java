package io.jumbo.route;

import io.jumbo.offset.FileOffset;
import io.jumbo.option.Option;
import io.jumbo.route.HeldFiles.Held;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a poll: files that left their paths are read on, files that are not there any more are looked for, and now and then the stored offsets
 * are compared with what was examined. Works on the thread that polls.
 */
final class AfterPoll {

    /** Exchange property: the file that is read on although it left its path. */
    static final String HELD = "jumboHeld";

    /** How often offsets are compared, in case the database was restored from a backup or another instance knows more. */
    private static final long COMPARE_NANOS = Duration.ofSeconds(30).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(AfterPoll.class);

    private final Watch watch;
    private final WatchedFiles files;
    private final PolledDirectory polled;
    private final HeldFiles held;
    private final MissingFiles missing;
    private final Failures failures;
    private boolean empty;
    private long compareAt;

    AfterPoll(
            Watch watch,
            WatchedFiles files,
            PolledDirectory polled,
            HeldFiles held,
            MissingFiles missing,
            Failures failures) {
        this.watch = watch;
        this.files = files;
        this.polled = polled;
        this.held = held;
        this.missing = missing;
        this.failures = failures;
        this.compareAt = watch.now();
    }

    /** Compares the stored offsets after the next poll. */
    void compareSoon() {
        compareAt = watch.now();
    }

    /**
     * Does what is to be done.
     *
     * @param ended waits until the passes that were begun have ended
     */
    void run(Consumer consumer, Runnable ended) throws SQLException, IOException {
        held.afterPoll(file -> readOn(consumer, file, ended), missing::letGo);
        lookForMissing();
        if (watch.now() - compareAt >= 0) {
            List<FileOffset> stored = watch.inTransaction(watch.offsets()::all);
            files.compare(stored);
            held.forgetExamined();
            missing.compare(stored);
            compareAt = watch.now() + COMPARE_NANOS;
        }
        missing.forget();
    }

    private void lookForMissing() throws SQLException, IOException {
        boolean before = empty;
        List<WatchedFile> notMet = files
                .notMetFor(watch.options().get(Option.POLL_INTERVAL).toNanos())
                .stream()
                .filter(file -> !polled.isUnreadable(file.path()))
                .toList();
        empty = !notMet.isEmpty() && files.areAll(notMet);
        if (empty) {
            if (!before) {
                String directory = watch.directory().toString();
                watch.listeners().tell(events -> events.directoryEmpty(watch.name(), directory));
            }
            return;
        }
        if (!notMet.isEmpty()) {
            List<WatchedFile> gone = missing.lookFor(notMet);
            gone.forEach(failures::forgotten);
            files.remove(gone);
            files.forgetLinks();
        }
    }

    /** Sends a file that left its path through the route, as the file endpoint would. */
    private void readOn(Consumer consumer, Held file, Runnable ended) {
        DefaultConsumer endpoint = (DefaultConsumer) consumer;
        IdempotentRepository inProgress = ((FileEndpoint) consumer.getEndpoint()).getInProgressRepository();
        String path = file.watched().path();
        String key = HELD + "/" + path; // no absolute path, which another file may have by now
        Exchange exchange = endpoint.createExchange(false);
        exchange.getIn().setHeader(Exchange.FILE_PATH, watch.file(path).toString());
        exchange.getIn().setHeader(Exchange.FILE_NAME, path);
        exchange.setProperty(HELD, file);
        AsyncCallback over = synchronously -> {
            if (exchange.getException() != null) {
                // The end of its pass has told it.
                LOG.debug("{}: {} could not be read on", watch.name(), path, exchange.getException());
            }
            endpoint.releaseExchange(exchange, false);
            inProgress.remove(key);
        };
        inProgress.add(key);
        try {
            if (inProgress instanceof PassThreads) {
                endpoint.getAsyncProcessor().process(exchange, over);
            } else {
                endpoint.getProcessor().process(exchange);
                over.done(true);
            }
        } catch (Exception e) {
            exchange.setException(e);
            over.done(true);
        } catch (Error e) {
            inProgress.remove(key);
            throw e;
        }
        ended.run();
    }
}
