package io.jumbo.route;

import io.jumbo.offset.Transaction;
import io.jumbo.option.FileOrder;
import io.jumbo.option.Option;
import io.jumbo.write.InsertTemplate;
import io.jumbo.write.Way;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the files of a poll are written one after the other. They are where the user says so, and where rows of two files can meet: with every statement
 * except an INSERT of VALUES that neither says what to do about a conflict nor runs anything that may see other rows. Then no file begins before those
 * in front of it are read to their ends, except files that are held back. Thread-safe.
 */
final class Turns {

    /** A trigger may come and go. */
    private static final long ANSWER_NANOS = Duration.ofSeconds(10).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Watch watch;
    private final FileOrder order;
    private final InsertTemplate template;
    private Optional<Long> askedAt = Optional.empty();
    private Optional<Boolean> meeting = Optional.empty();
    private boolean unfinished;

    Turns(Watch watch) {
        this.watch = watch;
        this.order = watch.options().get(Option.FILE_ORDER);
        this.template = InsertTemplate.parse(watch.options().get(Option.INSERT));
    }

    /** Whether a file waits for those in front of it; asks the server now and then. */
    synchronized boolean isOneByOne() {
        return order != FileOrder.AUTO || template.mayConflict() || mayMeet();
    }

    private boolean mayMeet() {
        boolean known = askedAt.filter(at -> watch.now() - at < ANSWER_NANOS).isPresent();
        if (!known) {
            askedAt = Optional.of(watch.now());
            try {
                meeting = Optional.of(Transaction.undo(
                        watch.dataSource().get(),
                        connection -> Way.withoutWaiting(connection, template) instanceof Way.RowByRow));
            } catch (SQLException | IOException e) {
                LOG.debug(
                        "{}: the server does not say now whether rows can meet; a file will say why", watch.name(), e);
            }
        }
        return meeting.orElse(true);
    }

    synchronized void pollBegins() {
        unfinished = false;
    }

    /** A file was not read to its end, and will be read on with the next poll. */
    synchronized void unfinished() {
        unfinished = true;
    }

    /** Whether a file must wait for the next poll. */
    synchronized boolean mustWait() {
        return unfinished && isOneByOne();
    }
}
