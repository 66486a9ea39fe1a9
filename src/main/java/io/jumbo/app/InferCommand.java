package io.jumbo.app;

import static io.jumbo.option.Option.WATCH;

import io.jumbo.app.check.Findings;
import io.jumbo.app.check.WatchTrial;
import io.jumbo.app.infer.ProposedWatch;
import io.jumbo.app.infer.Report;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.option.InvalidOptionException;
import io.jumbo.option.WatchOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at sample files and proposes options, table and statement for files like them. */
@Command(
        name = "infer",
        description =
                "Looks at sample files and prints options, table and statement for files like them, to be put into"
                        + " application.properties. Writes nothing, also with --run.")
final class InferCommand implements Callable<Integer> {

    private static final long LARGE = 32L << 20;
    private final Workplace workplace;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of one kind, or of several.")
    private List<Path> files = List.of();

    @Option(
            names = "--run",
            description =
                    "Tries the proposal on the files in a transaction that is rolled back, and shows the rows that"
                            + " would be there and each line that would be a dead letter.")
    private boolean run;

    InferCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        long bytes = 0;
        for (Path file : files) {
            bytes += size(file);
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<Path> there = files.stream()
                    .map(file -> file.isAbsolute() || isHere()
                            ? file
                            : workplace.directory().resolve(file))
                    .toList();
            Report report = Report.of(
                    there,
                    bytes < LARGE
                            ? read -> {}
                            : new ReadingProgress(bytes, spec.commandLine().getErr()));
            report.lines().forEach(out::println);
            out.flush();
            if (run && report.watches().isEmpty()) {
                throw new StartRefusedException("there is nothing to try: the files hold no line");
            }
            return run ? tried(report.watches(), out) : 0;
        } catch (IOException e) {
            throw new StartRefusedException("a file cannot be read (" + e + "); check its permissions", e);
        }
    }

    private int tried(List<ProposedWatch> watches, PrintWriter out) {
        Findings findings = Findings.asComments(out);
        List<String> refused = new ArrayList<>();
        try (Session session = Session.open(workplace)
                .orElseThrow(() -> new StartRefusedException("--run needs a database" + Session.NONE))) {
            out.println();
            findings.say(
                    "tried on",
                    (session.isEmbedded() ? "the embedded database, " : "")
                            + session.settings().place());
            for (ProposedWatch watch : watches) {
                refused.addAll(refusals(session, watch, findings));
            }
        }
        findings.say("", "nothing was written");
        out.flush();
        if (!refused.isEmpty()) {
            throw new StartRefusedException(refused);
        }
        return findings.isWrong() ? JumboCommand.FAILED : 0;
    }

    /** What the database has against a proposal; nothing of it is kept. */
    private static List<String> refusals(Session session, ProposedWatch watch, Findings findings) {
        String name = watch.name().isEmpty() ? WATCH.defaultValue() : watch.name();
        findings.say("watch", name);
        try {
            WatchTrial trial = new WatchTrial(WatchOptions.of(name, watch.options()), watch.files());
            session.rollBack(connection -> {
                trial.ask(connection, findings);
                return trial;
            });
            return List.of();
        } catch (StartRefusedException e) {
            return e.reasons().stream()
                    .map(reason -> "watch " + name + ": " + reason)
                    .toList();
        } catch (InvalidOptionException e) {
            return e.problems().stream()
                    .map(problem -> "watch " + name + ": " + problem.text())
                    .toList();
        }
    }

    private boolean isHere() {
        return workplace.directory().equals(Path.of("."));
    }

    private long size(Path file) {
        Path there = workplace.directory().resolve(file);
        if (!Files.isRegularFile(there)) {
            throw new StartRefusedException(
                    file + (Files.exists(there) ? " is no file" : " does not exist") + "; name a file as a sample");
        }
        try {
            return Files.size(there);
        } catch (IOException e) {
            throw new StartRefusedException(file + " cannot be read (" + e + "); check its permissions", e);
        }
    }
}
