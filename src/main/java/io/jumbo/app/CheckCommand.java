package io.jumbo.app;

import static io.jumbo.option.Option.CREATE_TABLE;
import static io.jumbo.option.Option.DIRECTORY;
import static io.jumbo.option.Option.INCLUDE;
import static io.jumbo.option.Option.INSERT;

import io.jumbo.app.database.Database;
import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.events.Printable;
import io.jumbo.offset.DateReading;
import io.jumbo.offset.WatchStart;
import io.jumbo.option.DateOptions;
import io.jumbo.option.WatchOptions;
import io.jumbo.write.CrashSafety;
import io.jumbo.write.FieldFormat;
import io.jumbo.write.InsertTemplate;
import io.jumbo.write.InvalidTemplateException;
import io.jumbo.write.Preview;
import io.jumbo.write.Preview.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether {@code run} would work, and what the first lines of a file would become. Nothing it does stays. */
@Command(
        name = "check",
        description =
                "Validates options, connection and statement, and shows what the first lines of a file would become."
                        + " Writes nothing.")
final class CheckCommand implements Callable<Integer> {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Workplace workplace;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "File whose first lines to show; the watched file that was changed last by default.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many lines to show; ${DEFAULT-VALUE} by default.")
    private int lines;

    @Option(names = "--watch", paramLabel = "WATCH", description = "Only this watch; all by default.")
    private Optional<String> watch = Optional.empty();

    CheckCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Settings settings = workplace.settings();
        Optional<Session> opened = Session.open(workplace);
        if (opened.isEmpty()) {
            checkWithoutServer(settings);
        } else {
            try (Session session = opened.get()) {
                check(session, settings);
            }
        }
        out().println("nothing was written");
        out().flush();
        return 0;
    }

    private void check(Session session, Settings settings) {
        List<WatchOptions> chosen = chosen(session.watches(workplace, settings));
        out().println("options:    valid");
        workplace.warnings(settings).forEach(warning -> out().println("warning:    " + warning));
        out().println("database:   " + session.settings().place());
        session.rollBack(WatchStart::objection).ifPresent(objection -> {
            out().flush();
            throw new StartRefusedException(objection);
        });
        eachOf(
                chosen,
                options -> session.rollBack(
                        connection -> preview(connection, options, InsertTemplate.parse(options.get(INSERT)))));
    }

    /** There is no database yet, and a check makes none: what can be said without, is said. */
    private void checkWithoutServer(Settings settings) {
        List<WatchOptions> chosen = chosen(Watches.of(workplace, settings, Database.absent()));
        out().println("options:    valid");
        workplace.warnings(settings).forEach(warning -> out().println("warning:    " + warning));
        out().println(
                        "database:   none yet; `run` makes an embedded one. Statements and tables were asked of no server");
        eachOf(chosen, options -> {
            try {
                previewWithoutServer(options, InsertTemplate.parse(options.get(INSERT)));
            } catch (InvalidTemplateException | IOException e) {
                throw new StartRefusedException(e instanceof IOException ? e.toString() : e.getMessage(), e);
            }
        });
    }

    private void eachOf(List<WatchOptions> chosen, Consumer<WatchOptions> checked) {
        List<String> refused = new ArrayList<>();
        for (WatchOptions options : chosen) {
            out().println("watch:      " + options.watch());
            try {
                checked.accept(options);
            } catch (StartRefusedException e) {
                e.lines().forEach(line -> refused.add("watch " + options.watch() + ": " + line));
            }
        }
        out().flush();
        if (!refused.isEmpty()) {
            throw new StartRefusedException(refused);
        }
    }

    private List<WatchOptions> chosen(Watches watches) {
        if (watch.isEmpty()) {
            return watches.all();
        }
        return List.of(watches.named(watch.get())
                .orElseThrow(() -> new StartRefusedException(
                        "there is no watch " + watch.get() + "; the watches are: " + watches.names())));
    }

    private Void preview(Connection connection, WatchOptions options, InsertTemplate template)
            throws SQLException, IOException {
        DateReading dates = DateReading.ask(connection, DateOptions.of(options));
        dates.begin(connection); // before the table is made, whose defaults may hold dates
        out().println("dates:      " + dates.described());
        if (options.get(CREATE_TABLE).isPresent()) {
            WatchStart.createTable(connection, options.get(CREATE_TABLE).get())
                    .ifPresent(refused -> out().println("table:      may not be created: " + refused.getMessage()));
        }
        CrashSafety.warnings(connection, template).forEach(warning -> out().println("warning:    " + warning));
        Optional<SampleFile> sample = sample(options);
        Preview preview = preview(options, template);
        if (sample.isEmpty()) {
            preview.of(connection, "", List.of());
            out().println("statement:  accepted by the server");
            out().println("written:    " + preview.way(connection).words());
            out().println(noFile(options));
            return null;
        }
        List<Outcome> outcomes =
                preview.of(connection, sample.get().path(), sample.get().firstLines(options, lines));
        out().println("statement:  accepted by the server");
        out().println("written:    " + preview.way(connection).words());
        out().println("file:       " + sample.get().file());
        outcomes.forEach(outcome -> out().println(described(outcome, "row")));
        return null;
    }

    private void previewWithoutServer(WatchOptions options, InsertTemplate template) throws IOException {
        Optional<SampleFile> sample = sample(options);
        if (sample.isEmpty()) {
            out().println(noFile(options));
            return;
        }
        out().println("file:       " + sample.get().file());
        preview(options, template)
                .cut(sample.get().path(), sample.get().firstLines(options, lines))
                .forEach(outcome -> out().println(described(outcome, "fields")));
    }

    private Optional<SampleFile> sample(WatchOptions options) throws IOException {
        return file.isPresent() ? file.map(given -> SampleFile.of(options, given)) : SampleFile.latest(options);
    }

    private static Preview preview(WatchOptions options, InsertTemplate template) {
        return new Preview(options.watch(), template, FieldFormat.of(options), DateOptions.of(options));
    }

    private static String noFile(WatchOptions options) {
        return "file:       none in " + options.get(DIRECTORY) + " matches " + options.get(INCLUDE);
    }

    private static String described(Outcome outcome, String what) {
        String place = "  line " + outcome.line().number() + ": ";
        if (outcome.rejection().isEmpty()) {
            return place + what + " (" + values(outcome) + ")";
        }
        String state = outcome.rejection().get().sqlState();
        String reason = Printable.text(outcome.rejection().get().reason());
        return place
                + (state.equals(UNIQUE_VIOLATION) ? "in the table already: " : "rejected, SQLSTATE " + state + ": ")
                + reason;
    }

    private static String values(Outcome outcome) {
        return outcome.values().stream()
                .map(value -> value == null ? "NULL" : Printable.text(value))
                .collect(Collectors.joining(", "));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
