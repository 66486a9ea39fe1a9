package io.jumbo.route;

import io.jumbo.follow.Watch;
import io.jumbo.offset.Transaction;
import io.jumbo.option.FileOrder;
import io.jumbo.option.Option;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.ways.Way;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the files of a poll are written one after the other. They are where the user says so, and where rows of two files can meet. They
 * cannot with an INSERT of VALUES that says nothing about conflicts and runs nothing that may see other rows. Thread-safe.
 */
final class OneByOne implements BooleanSupplier {

    /** A trigger may come and go. */
    private static final long ANSWER_NANOS = Duration.ofSeconds(10).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

    private final Watch watch;
    private final Supplier<DataSource> dataSource;
    private final FileOrder order;
    private final InsertTemplate template;
    private Optional<Long> askedAt = Optional.empty();
    private Optional<Boolean> meeting = Optional.empty();

    OneByOne(Watch watch, Supplier<DataSource> dataSource) {
        this.watch = watch;
        this.dataSource = dataSource;
        this.order = watch.options().get(Option.FILE_ORDER);
        this.template = InsertTemplate.parse(watch.options().get(Option.INSERT));
    }

    /** Asks the server now and then. */
    @Override
    public synchronized boolean getAsBoolean() {
        return order != FileOrder.AUTO || template.mayConflict() || mayMeet();
    }

    private boolean mayMeet() {
        boolean known = askedAt.filter(at -> watch.now() - at < ANSWER_NANOS).isPresent();
        if (!known) {
            askedAt = Optional.of(watch.now());
            try {
                meeting = Optional.of(Transaction.undo(
                        dataSource.get(),
                        connection -> Way.withoutWaiting(connection, template).isRowByRow()));
            } catch (SQLException | IOException e) {
                LOG.debug(
                        "{}: the server does not say now whether rows can meet; a file will say why", watch.name(), e);
            }
        }
        return meeting.orElse(true);
    }
}
