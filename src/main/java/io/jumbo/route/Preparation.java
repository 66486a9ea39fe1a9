package io.jumbo.route;

import io.jumbo.events.TailEvents;
import io.jumbo.offset.Offsets;
import io.jumbo.offset.Transaction;
import io.jumbo.offset.WatchStart;
import io.jumbo.option.StartAt;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * What must be done before a watch may read: create tables; and, where it begins at the end, store the end of every file that the very first
 * poll meets. Repeated until it succeeds, so that a database that is down at the start costs time and nothing else.
 */
final class Preparation {

    private enum Step {
        TABLES,
        FIRST_POLL,
        DONE
    }

    private final String watch;
    private final StartAt startAt;
    private final Optional<String> createTable;
    private final ReadLimits limits;
    private final Consumer<Consumer<TailEvents>> tell;
    private final WatchStart start;
    private final Map<String, Path> met = new LinkedHashMap<>();
    private Step step = Step.TABLES;
    private Optional<Map<String, Progress>> ends = Optional.empty();

    Preparation(
            String watch,
            StartAt startAt,
            Optional<String> createTable,
            ReadLimits limits,
            Consumer<Consumer<TailEvents>> tell) {
        this.watch = watch;
        this.startAt = startAt;
        this.createTable = createTable;
        this.limits = limits;
        this.tell = tell;
        this.start = new WatchStart(new Offsets(watch));
    }

    /** Does what the database needs before a poll. Cheap once done. */
    void beforePoll(DataSource dataSource) throws SQLException, IOException {
        if (step == Step.TABLES) {
            Optional<SQLException> refused = Transaction.run(dataSource, connection -> {
                WatchStart.createTables(connection);
                return createTable.isEmpty()
                        ? Optional.<SQLException>empty()
                        : WatchStart.createTable(connection, createTable.get());
            });
            refused.ifPresent(cause -> tell.accept(events -> events.tableNotCreated(watch, cause)));
            boolean first = startAt == StartAt.END && Transaction.run(dataSource, start::isFirst);
            step = first ? Step.FIRST_POLL : Step.DONE;
        }
    }

    /** Takes note of a file in the first poll; false once that is over and files may be read. */
    boolean takesNote(String path, Path file) {
        if (step == Step.FIRST_POLL && ends.isEmpty()) {
            met.put(path, file);
        }
        return step == Step.FIRST_POLL;
    }

    /** Ends the first poll: what it met begins at its end, what comes later at its start. */
    void afterPoll(DataSource dataSource) throws SQLException, IOException {
        if (step == Step.FIRST_POLL) {
            if (ends.isEmpty()) {
                ends = Optional.of(ends());
            }
            Transaction.run(dataSource, connection -> {
                start.beginAt(connection, ends.get());
                return null;
            });
            step = Step.DONE;
        }
    }

    private Map<String, Progress> ends() {
        Map<String, Progress> found = new LinkedHashMap<>();
        met.forEach((path, file) -> {
            try {
                found.put(path, end(file, path));
            } catch (IOException e) {
                tell.accept(events -> events.fileUnreadable(watch, path, e));
            }
        });
        return found;
    }

    /** The end of the last complete line: an unfinished line belongs to what comes. */
    private Progress end(Path file, String path) throws IOException {
        Observation now = TailReader.observe(file);
        try (TailReader reader = TailReader.open(file, path, Progress.none(now.fileKey()), now, limits)) {
            reader.endAt(now.size());
            Optional<Chunk> chunk;
            do {
                chunk = reader.next();
            } while (chunk.isPresent());
            return reader.progress();
        }
    }
}
