package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.events.Printable;
import io.jumbo.write.DeadLetter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
        return with(asked -> {
            List<DeadLetter> letters = asked.list(limit);
            letters.forEach(letter -> out().println(described(letter, asked.areSeveral())));
            out().println(
                            letters.isEmpty()
                                    ? "no dead letters of " + asked.described()
                                    : letters.size() < limit
                                            ? letters.size() + " in all"
                                            : letters.size() + " shown, there may be more");
        });
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
        return with(asked -> {
            if (asked.areSeveral() && !insert.isBlank()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--insert is for one watch; give --watch: " + String.join(", ", asked.names()));
            }
            AskedLetters.Replayed replayed = asked.replay(insert, headers == null ? Map.of() : headers);
            out().println(replayed.inserted() + (replayed.inserted() == 1 ? " became a row, " : " became rows, ")
                    + replayed.refused() + " refused again");
        });
    }

    @Command(name = "drop", description = "Deletes dead letters for good.")
    int drop(
            @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids as list shows them.") List<Long> ids,
            @Option(names = "--all", description = "All dead letters of the watch.") boolean all) {
        if (all == (ids != null && !ids.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "Give either ids or --all");
        }
        return with(asked -> out().println((all ? asked.dropAll() : asked.drop(ids)) + " dropped"));
    }

    /** Works on the dead letters that are asked for. If there is no database yet, there are none; these commands make no database. */
    private int with(Consumer<AskedLetters> work) {
        Settings settings = workplace.settings();
        Optional<Session> opened = Session.open(workplace);
        if (opened.isEmpty()) {
            out().println("no dead letters: nothing was written yet" + Session.NONE);
        } else {
            try (Session session = opened.get()) {
                work.accept(AskedLetters.of(session, session.watches(workplace, settings), watch));
            }
        }
        out().flush();
        return 0;
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
