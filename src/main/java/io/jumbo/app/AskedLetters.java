package io.jumbo.app;

import io.jumbo.option.DateOptions;
import io.jumbo.option.LineEnd;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.FileText;
import io.jumbo.write.DeadLetter;
import io.jumbo.write.DeadLetters;
import io.jumbo.write.Replay;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.tables.RequiredTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dead letters of the watches that a user asks for.
 *
 * @param watches all that would run here; one that is asked for need not be among them
 * @param names of those that are asked for
 */
record AskedLetters(Session session, Watches watches, List<String> names) {

    private static final int PAGE = 1_000;

    /** How many lines were tried again, by what became of them. */
    record Replayed(long inserted, long refused) {}

    /** Those of the watch that is named, which need not run here any more, or of all that do. */
    static AskedLetters of(Session session, Watches watches, Optional<String> watch) {
        return new AskedLetters(
                session,
                watches,
                watch.map(List::of)
                        .orElseGet(() ->
                                watches.all().stream().map(WatchOptions::watch).toList()));
    }

    boolean areSeveral() {
        return names.size() > 1;
    }

    /** Whose they are, for people. */
    String described() {
        return (names.size() == 1 ? "watch " : "the watches ") + String.join(", ", names);
    }

    /** The oldest ones, so many at most. */
    List<DeadLetter> list(int limit) {
        return session.rollBack(connection -> {
            RequiredTables.makeOwn(connection);
            List<DeadLetter> found = new ArrayList<>();
            for (String name : names) {
                found.addAll(new DeadLetters(name, text(name)).list(connection, 0, limit));
            }
            return found.stream()
                    .sorted(Comparator.comparingLong(DeadLetter::id))
                    .limit(limit)
                    .toList();
        });
    }

    private FileText text(String name) {
        return watches.named(name).map(FileText::of).orElseGet(() -> FileText.utf8(LineEnd.LF));
    }

    /**
     * Tries all of them again.
     *
     * @param insert the watch's own statement if it is blank
     * @param headers that steps of the route set
     */
    Replayed replay(String insert, Map<String, String> headers) {
        long inserted = 0;
        long refused = 0;
        for (String name : names) {
            Replay replay = replay(name, insert, headers);
            Replay.Result result = session.commit(connection -> first(connection, replay));
            while (!result.isEmpty()) {
                inserted += result.inserted();
                refused += result.refused();
                long last = result.lastId();
                result = session.commit(connection -> replay.next(connection, last));
            }
        }
        return new Replayed(inserted, refused);
    }

    private Replay replay(String name, String insert, Map<String, String> headers) {
        WatchOptions options = watches.required(name);
        return new Replay(
                name,
                insert.isBlank() ? options.get(Option.INSERT) : insert,
                FieldFormat.of(options),
                DateOptions.of(options),
                FileText.of(options),
                headers);
    }

    private static Replay.Result first(Connection connection, Replay replay) throws SQLException {
        RequiredTables.makeOwn(connection);
        return replay.next(connection, 0);
    }

    int drop(List<Long> ids) {
        return count((connection, letters) -> letters.remove(connection, ids));
    }

    int dropAll() {
        return count(AskedLetters::dropAll);
    }

    private static int dropAll(Connection connection, DeadLetters letters) throws SQLException {
        int dropped = 0;
        List<DeadLetter> page = letters.list(connection, 0, PAGE);
        while (!page.isEmpty()) {
            dropped +=
                    letters.remove(connection, page.stream().map(DeadLetter::id).toList());
            page = letters.list(connection, 0, PAGE);
        }
        return dropped;
    }

    @FunctionalInterface
    private interface Drop {
        int of(Connection connection, DeadLetters letters) throws SQLException;
    }

    private int count(Drop drop) {
        return session.commit(connection -> {
            RequiredTables.makeOwn(connection);
            int count = 0;
            for (String name : names) {
                count += drop.of(connection, new DeadLetters(name));
            }
            return count;
        });
    }
}
