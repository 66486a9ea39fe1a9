package io.jumbo.app;

import static io.jumbo.option.Option.INSERT;

import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.events.Printable;
import io.jumbo.option.DateOptions;
import io.jumbo.option.LineEnd;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.FileText;
import io.jumbo.write.DeadLetter;
import io.jumbo.write.DeadLetters;
import io.jumbo.write.Replay;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.tables.RequiredTables;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What to do with the lines the database refused. */
@Command(name = "dead-letters", description = "Lists the lines the database refused, tries them again, or drops them.")
final class DeadLettersCommand implements Runnable {

    private static final int PAGE = 1_000;

    private final Workplace workplace;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--watch",
            paramLabel = "WATCH",
            scope = ScopeType.INHERIT,
            description = "Name of the watch; every watch of this directory by default.")
    private Optional<String> watch = Optional.empty();

    DeadLettersCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing what to do: list, replay or drop");
    }

    @Command(name = "list", description = "Shows dead letters, oldest first.")
    int list(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "At most so many; ${DEFAULT-VALUE} by default.")
                    int limit) {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit " + limit + " shows nothing; give at least 1");
        }
        Settings settings = workplace.settings();
        Optional<Session> opened = Session.open(workplace);
        if (opened.isEmpty()) {
            return none();
        }
        try (Session session = opened.get()) {
            Watches watches = session.watches(workplace, settings);
            List<String> asked = asked(watches);
            List<DeadLetter> letters = session.rollBack(connection -> {
                RequiredTables.makeOwn(connection);
                List<DeadLetter> found = new ArrayList<>();
                for (String name : asked) {
                    found.addAll(new DeadLetters(name, text(watches, name)).list(connection, 0, limit));
                }
                return found.stream()
                        .sorted(Comparator.comparingLong(DeadLetter::id))
                        .limit(limit)
                        .toList();
            });
            letters.forEach(letter -> out().println(described(letter, asked.size() > 1)));
            out().println(
                            letters.isEmpty()
                                    ? noneOf(asked)
                                    : letters.size() < limit
                                            ? letters.size() + " in all"
                                            : letters.size() + " shown, there may be more");
            out().flush();
            return 0;
        }
    }

    @Command(
            name = "replay",
            description = "Tries dead letters again: what the database takes now becomes a row, the others stay.")
    int replay(
            @Option(
                            names = "--insert",
                            paramLabel = "STATEMENT",
                            defaultValue = "",
                            description = "Statement to execute; the watch's own by default.")
                    String insert,
            @Option(
                            names = "--header",
                            paramLabel = "NAME=VALUE",
                            description = "Value of a :?NAME that a step of the route sets; may be repeated.")
                    Map<String, String> headers) {
        Settings settings = workplace.settings();
        Optional<Session> opened = Session.open(workplace);
        if (opened.isEmpty()) {
            return none();
        }
        try (Session session = opened.get()) {
            Watches watches = session.watches(workplace, settings);
            List<String> asked = asked(watches);
            if (asked.size() > 1 && !insert.isBlank()) {
                throw new ParameterException(
                        spec.commandLine(), "--insert is for one watch; give --watch: " + String.join(", ", asked));
            }
            long inserted = 0;
            long refused = 0;
            for (String name : asked) {
                Replay replay = replay(watches, name, insert, headers == null ? Map.of() : headers);
                Replay.Result result = session.commit(connection -> first(connection, replay));
                while (!result.isEmpty()) {
                    inserted += result.inserted();
                    refused += result.refused();
                    long last = result.lastId();
                    result = session.commit(connection -> replay.next(connection, last));
                }
            }
            out().println(inserted + (inserted == 1 ? " became a row, " : " became rows, ") + refused
                    + " refused again");
            out().flush();
            return 0;
        }
    }

    private static Replay replay(Watches watches, String watch, String insert, Map<String, String> headers) {
        WatchOptions options = watches.named(watch)
                .orElseThrow(() -> new StartRefusedException(
                        "there is no watch " + watch + "; the watches are: " + watches.names()));
        return new Replay(
                watch,
                insert.isBlank() ? options.get(INSERT) : insert,
                FieldFormat.of(options),
                DateOptions.of(options),
                FileText.of(options),
                headers);
    }

    @Command(name = "drop", description = "Deletes dead letters for good.")
    int drop(
            @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids as list shows them.") List<Long> ids,
            @Option(names = "--all", description = "All dead letters of the watch.") boolean all) {
        if (all == (ids != null && !ids.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "Give either ids or --all");
        }
        Settings settings = workplace.settings();
        Optional<Session> opened = Session.open(workplace);
        if (opened.isEmpty()) {
            return none();
        }
        try (Session session = opened.get()) {
            List<String> asked = asked(session.watches(workplace, settings));
            int dropped = session.commit(connection -> {
                RequiredTables.makeOwn(connection);
                int count = 0;
                for (String name : asked) {
                    DeadLetters letters = new DeadLetters(name);
                    count += all ? dropAll(connection, letters) : letters.remove(connection, ids);
                }
                return count;
            });
            out().println(dropped + " dropped");
            out().flush();
            return 0;
        }
    }

    /** The watch that is named, which need not run here any more, or all that do. */
    private List<String> asked(Watches watches) {
        return watch.map(List::of)
                .orElseGet(() -> watches.all().stream().map(WatchOptions::watch).toList());
    }

    private static FileText text(Watches watches, String name) {
        return watches.named(name).map(FileText::of).orElseGet(() -> FileText.utf8(LineEnd.LF));
    }

    private static String noneOf(List<String> asked) {
        return "no dead letters of " + (asked.size() == 1 ? "watch " : "the watches ") + String.join(", ", asked);
    }

    /** There is no database yet, and these commands make none. */
    private int none() {
        out().println("no dead letters: nothing was written yet" + Session.NONE);
        out().flush();
        return 0;
    }

    private static Replay.Result first(Connection connection, Replay replay) throws SQLException {
        RequiredTables.makeOwn(connection);
        return replay.next(connection, 0);
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

    private static String described(DeadLetter letter, boolean several) {
        return letter.id() + "  " + (several ? letter.watch() + "  " : "") + Printable.withoutControls(letter.path())
                + " line "
                + letter.line().number() + " at byte "
                + letter.line().firstByte() + "  " + letter.rejectedAt() + "\n    SQLSTATE " + letter.sqlState() + ": "
                + Printable.text(letter.reason()) + "\n    "
                + Printable.text(letter.line().anyText());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
