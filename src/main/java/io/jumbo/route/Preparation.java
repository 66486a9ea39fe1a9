package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.offset.Transactions;
import io.jumbo.offset.WatchStart;
import io.jumbo.option.Option;
import io.jumbo.option.StartAt;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.ReadLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What must be done before a watch may read. Tables are made. Where the watch begins at the end, the end of every file that its very first
 * poll meets is noted. That poll needs no database; the ends are stored once there is one. Repeated until it succeeds, so that a database
 * that is down at the start costs time and nothing else.
 */
final class Preparation {

    private enum Step {
        /** The first poll of a watch that begins at the end only looks. */
        LOOKING,
        /** What the first poll saw is not stored yet. */
        STORING,
        DONE
    }

    private final StartAt startAt;
    private final WatchStart start;
    private final WatchTables tables;
    private final FirstEnds ends;
    private Step step;

    Preparation(WatchOptions options, ReadLimits limits, Listeners listeners) {
        this.startAt = options.get(Option.START_AT);
        this.start = new WatchStart(options.watch());
        this.tables = new WatchTables(options, listeners);
        this.ends = new FirstEnds(options, limits, listeners);
        this.step = first();
    }

    private Step first() {
        return startAt == StartAt.END ? Step.LOOKING : Step.STORING;
    }

    /** Does what the database needs before a poll. Cheap once done. */
    void beforePoll(Transactions transactions) throws SQLException, IOException {
        if (step == Step.LOOKING) {
            return;
        }
        if (tables.makeOwn(transactions)) {
            ends.forget();
            step = first();
        }
        tables.makeTarget(transactions);
        if (step == Step.STORING) {
            if (startAt == StartAt.END && !transactions.run(this::storeIfFirst)) {
                ends.forget();
            }
            step = Step.DONE;
            ends.stored();
        } else if (step == Step.DONE && !ends.areDone()) {
            ends.find();
            transactions.run(this::storeEnds);
            ends.stored();
        }
    }

    private boolean storeIfFirst(Connection connection) throws SQLException {
        return start.isFirst(connection) && storeEnds(connection);
    }

    private boolean storeEnds(Connection connection) throws SQLException {
        start.beginAt(connection, ends.found());
        return true;
    }

    /** Whether files are read by now, so that the tables are there. */
    boolean isDone() {
        return step == Step.DONE;
    }

    /** Looks for Jumbo's own tables again before the next poll: the database may have come back without them. */
    void tablesMayBeGone() {
        tables.mayBeGone();
    }

    /**
     * Takes note of a file in the first poll.
     *
     * @return whether the file is not to be read yet: in the first poll, and as long as its end then is not known
     */
    boolean takesNote(String path, Path file) {
        if (step == Step.LOOKING) {
            ends.meets(path, file);
        }
        return ends.isUnknown(path) || step != Step.DONE;
    }

    /** Ends the first poll: what it met begins at its end, what comes later at its start. */
    void afterPoll() throws IOException {
        if (step == Step.LOOKING) {
            ends.find();
            step = Step.STORING;
        }
    }
}
