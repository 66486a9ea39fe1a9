package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.offset.DateReading;
import io.jumbo.offset.Origin;
import io.jumbo.offset.Tables;
import io.jumbo.offset.Transactions;
import io.jumbo.offset.WatchStart;
import io.jumbo.option.DateOptions;
import io.jumbo.option.Option;
import io.jumbo.option.StartAt;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.Listing;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import io.jumbo.write.tables.CrashSafety;
import io.jumbo.write.tables.RequiredTables;
import io.jumbo.write.template.InsertTemplate;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be done before a watch may read: create tables; and, where it begins at the end, note the end of every file that its very first
 * poll meets, without the database, and store it once there is one. Repeated until it succeeds, so that a database that is down at
 * the start costs time and nothing else.
 */
final class Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private enum Step {
        /** The first poll of a watch that begins at the end only looks. */
        LOOKING,
        /** What the first poll saw is not stored yet. */
        STORING,
        DONE
    }

    private final WatchOptions options;
    private final ReadLimits limits;
    private final Listeners listeners;
    private final WatchStart start;
    private final DateOptions dates;

    /** Files met by the first poll whose end is not known; and what was told, of files and of tables. */
    private final Map<String, Met> met = new LinkedHashMap<>();

    private final Set<String> told = new HashSet<>();
    /** Ends found and not yet stored. */
    private final Map<String, Progress> ends = new LinkedHashMap<>();

    private Step step;
    private boolean tablesThere;
    private boolean tableCreated;
    private boolean mayWarn = true;
    private boolean zoneTold;
    /** Where the tables are. */
    private String place = "";

    Preparation(WatchOptions options, ReadLimits limits, Listeners listeners) {
        this.options = options;
        this.limits = limits;
        this.listeners = listeners;
        this.start = new WatchStart(options.watch());
        this.dates = DateOptions.of(options);
        this.step = first();
    }

    /** Does what the database needs before a poll. Cheap once done. */
    void beforePoll(Transactions transactions) throws SQLException, IOException {
        if (step == Step.LOOKING) {
            return;
        }
        createTables(transactions);
        if (step == Step.LOOKING) {
            return; // in another database, where this watch was never started
        }
        if (step == Step.STORING) {
            if (options.get(Option.START_AT) == StartAt.END && !transactions.run(this::storeIfFirst)) {
                met.clear();
            }
            step = Step.DONE;
            ends.clear();
        } else if (!met.isEmpty() || !ends.isEmpty()) {
            findEnds();
            transactions.run(this::storeEnds);
            ends.clear();
        }
    }

    /** Whether files are read by now, so that the tables are there. */
    boolean isDone() {
        return step == Step.DONE;
    }

    /** Looks for Jumbo's own tables again before the next poll: the database may have come back without them. */
    void tablesMayBeGone() {
        tablesThere = false;
        mayWarn = true;
    }

    /**
     * Takes note of a file in the first poll.
     *
     * @return whether the file is not to be read yet: in the first poll, and as long as its end then is not known
     */
    boolean takesNote(String path, Path file) {
        if (step == Step.LOOKING) {
            met.put(path, Met.now(file));
        }
        return met.containsKey(path) || step != Step.DONE;
    }

    /** Ends the first poll: what it met begins at its end, what comes later at its start. */
    void afterPoll() throws IOException {
        if (step == Step.LOOKING) {
            findEnds();
            step = Step.STORING;
        }
    }

    private void createTables(Transactions transactions) throws SQLException, IOException {
        if (!tablesThere) {
            String found = transactions.run(connection -> {
                Optional<String> createTable = options.get(Option.CREATE_TABLE);
                RequiredTables.makeOwn(connection, template(), createTable);
                RequiredTables.requireOwn(connection, template(), createTable);
                return WatchStart.place(connection);
            });
            transactions.run(connection -> {
                Tables.speedUp(connection);
                return null;
            });
            tellAssumed(transactions.run(connection -> DateReading.ask(connection, dates)));
            tablesThere = true;
            if (!place.isEmpty() && !place.equals(found)) {
                beginAnew();
            }
            place = found;
        }
        if (!tableCreated && options.get(Option.CREATE_TABLE).isPresent()) {
            String statement = options.get(Option.CREATE_TABLE).get();
            transactions
                    .run(connection -> {
                        DateReading.ask(connection, dates).begin(connection); // its defaults may hold dates
                        return RequiredTables.makeTarget(connection, template(), statement);
                    })
                    .ifPresent(cause -> listeners.tell(events -> events.tableNotCreated(options.watch(), cause)));
        }
        tableCreated = true;
        warn(transactions);
    }

    private InsertTemplate template() {
        return InsertTemplate.parse(options.get(Option.INSERT));
    }

    /** Once that is known: the user's table may not be there yet. */
    private void warn(Transactions transactions) throws IOException {
        if (mayWarn) {
            mayWarn = false;
            try {
                transactions.run(connection -> CrashSafety.warnings(connection, template())).stream()
                        .filter(told::add)
                        .forEach(warning ->
                                listeners.tell(events -> events.tableNotCrashSafe(options.watch(), warning)));
            } catch (SQLException e) {
                LOG.debug("{}: whether rows are safe in a crash is not known", options.watch(), e);
            }
        }
    }

    /** The connections lead to another database than before: there everything is as at a start. */
    private void beginAnew() {
        tableCreated = false;
        met.clear();
        ends.clear();
        step = first();
    }

    private Step first() {
        return options.get(Option.START_AT) == StartAt.END ? Step.LOOKING : Step.STORING;
    }

    private void tellAssumed(DateReading reading) {
        if (reading.zone().origin() == Origin.ASSUMED && !zoneTold) {
            zoneTold = true;
            listeners.tell(
                    events -> events.zoneAssumed(options.watch(), reading.zone().value()));
        }
    }

    private boolean storeIfFirst(Connection connection) throws SQLException {
        boolean first = start.isFirst(connection);
        if (first) {
            storeEnds(connection);
        }
        return first;
    }

    private boolean storeEnds(Connection connection) throws SQLException {
        start.beginAt(connection, ends);
        return true;
    }

    /** Finds the ends of the files met; those whose end cannot be found now stay for the next poll. */
    private void findEnds() throws IOException {
        for (Map.Entry<String, Met> file : List.copyOf(met.entrySet())) {
            try {
                end(file.getValue(), file.getKey())
                        .filter(end -> isFirstName(file.getValue().file(), end))
                        .ifPresent(end -> ends.put(file.getKey(), end));
                met.remove(file.getKey());
            } catch (ClosedByInterruptException e) {
                throw e; // the watch is being stopped: this start has not been
            } catch (NoSuchFileException e) {
                met.remove(file.getKey());
            } catch (IOException e) {
                if (told.add(file.getKey())) {
                    listeners.tell(events -> events.fileUnreadable(options.watch(), file.getKey(), e));
                }
            }
        }
    }

    /** Whether none of the ends found belongs to the same file under another name. */
    private boolean isFirstName(Path file, Progress end) {
        return ends.entrySet().stream()
                .filter(found -> found.getValue().isOfSameFile(end))
                .noneMatch(found ->
                        Listing.isSameFile(options.get(Option.DIRECTORY).resolve(found.getKey()), file));
    }

    /** The end of the last complete line that was there at the first poll; none if another file is there by now, which is new. */
    private Optional<Progress> end(Met file, String path) throws IOException {
        Observation now = TailReader.observe(file.file());
        Observation then = file.seen().orElse(now);
        if (!then.fileKey().equals(now.fileKey())) {
            return Optional.empty();
        }
        try (TailReader reader = TailReader.open(file.file(), 0, path, Progress.none(now.fileKey()), now, limits)) {
            reader.endAt(Math.min(then.size(), now.size()));
            reader.settled();
            while (reader.next().isPresent()) {
                LOG.debug(
                        "{}: looking for the end of {}, now at byte {}",
                        options.watch(),
                        path,
                        reader.progress().nextByte());
            }
            return Optional.of(reader.progress());
        }
    }

    /** A file of the first poll and what was seen of it then, which takes no permission to read it. */
    private record Met(Path file, Optional<Observation> seen) {

        static Met now(Path file) {
            try {
                return new Met(file, Optional.of(TailReader.observe(file)));
            } catch (IOException e) {
                LOG.debug("{} cannot be looked at", file, e);
                return new Met(file, Optional.empty());
            }
        }
    }
}
