package io.jumbo.app;

import io.jumbo.app.check.Findings;
import io.jumbo.app.check.WatchCheck;
import io.jumbo.app.database.Database;
import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.offset.WatchStart;
import io.jumbo.option.WatchOptions;
import io.jumbo.write.template.InvalidTemplateException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
        Findings findings = new Findings(out());
        Optional<Session> opened = Session.open(workplace);
        List<String> refused;
        if (opened.isEmpty()) {
            refused = checkWithoutServer(settings, findings);
        } else {
            try (Session session = opened.get()) {
                refused = check(session, settings, findings);
            }
        }
        out().println("nothing was written");
        out().flush();
        if (!refused.isEmpty()) {
            throw new StartRefusedException(refused);
        }
        return findings.isWrong() ? JumboCommand.FAILED : 0;
    }

    private List<String> check(Session session, Settings settings, Findings findings) {
        Watches watches = session.watches(workplace, settings);
        List<WatchOptions> chosen = watches.chosen(watch);
        begin(settings, session.settings().place(), findings);
        session.rollBack(WatchStart::objection).ifPresent(objection -> {
            out().flush();
            throw new StartRefusedException(objection);
        });
        List<String> refused = new ArrayList<>();
        for (WatchOptions options : chosen) {
            begin(options, watches, findings);
            refused.addAll(refusals(session, check(options, watches, session.isEmbedded()), findings));
        }
        return refused;
    }

    /** There is no database yet, and a check makes none: what can be said without, is said. */
    private List<String> checkWithoutServer(Settings settings, Findings findings) {
        Watches watches = Watches.of(workplace, settings, Database.absent());
        List<WatchOptions> chosen = watches.chosen(watch);
        begin(
                settings,
                "none yet; `run` makes an embedded one. Statements and tables were asked of no server",
                findings);
        List<String> refused = new ArrayList<>();
        for (WatchOptions options : chosen) {
            begin(options, watches, findings);
            try {
                check(options, watches, true).askWithoutServer(findings);
            } catch (InvalidTemplateException e) {
                refused.add("watch " + options.watch() + ": " + e.getMessage());
            }
        }
        return refused;
    }

    private void begin(Settings settings, String database, Findings findings) {
        findings.say("options", "valid");
        workplace.warnings(settings).forEach(warning -> findings.say("warning", warning));
        findings.say("database", database);
    }

    private static void begin(WatchOptions options, Watches watches, Findings findings) {
        findings.say("watch", options.watch());
        Optional.ofNullable(watches.dormant().get(options.watch())).ifPresent(text -> findings.wrong("", text));
    }

    private WatchCheck check(WatchOptions options, Watches watches, boolean embedded) {
        return new WatchCheck(options, file, lines, watches.ownSteps(options.watch()), embedded);
    }

    /** What the database has against a watch; none of it is kept. */
    private static List<String> refusals(Session session, WatchCheck check, Findings findings) {
        try {
            session.rollBack(connection -> {
                check.ask(connection, findings);
                return check;
            });
            return List.of();
        } catch (StartRefusedException e) {
            check.askDirectory(findings);
            return e.reasons().stream()
                    .map(reason -> "watch " + check.options().watch() + ": " + reason)
                    .toList();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
