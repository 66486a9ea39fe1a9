package io.jumbo.app;

import io.jumbo.app.setup.StartRefusedException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code jumbo}; without a subcommand it does what {@code run} does. */
@Command(
        name = "jumbo",
        versionProvider = JumboCommand.Version.class,
        description = "Turns every complete line appended to a text file into a PostgreSQL row, exactly once.",
        footer = {
            "",
            "Reads ./application.properties, ./jumbo.env and ./routes/; what is absent comes from the distribution.",
            "Exit codes: 0 stopped cleanly, 1 could not start or failed, 2 wrong usage."
        })
final class JumboCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(JumboCommand.class);
    static final int FAILED = 1;

    private final Workplace workplace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help and exits.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints the version and exits.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean version;

    private JumboCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    /** The command line with all its subcommands. */
    static CommandLine commandLine(Workplace workplace) {
        return new CommandLine(new JumboCommand(workplace))
                .addSubcommand(new RunCommand(workplace))
                .addSubcommand(new DemoCommand(workplace))
                .addSubcommand(new CheckCommand(workplace))
                .addSubcommand(new InferCommand(workplace))
                .addSubcommand(new StatusCommand(workplace))
                .addSubcommand(new SqlCommand(workplace))
                .addSubcommand(new DeadLettersCommand(workplace))
                .setExecutionExceptionHandler((failure, command, arguments) -> report(failure, command));
    }

    @Override
    public Integer call() {
        return new RunCommand(workplace).call();
    }

    private static int report(Exception failure, CommandLine command) {
        LOG.debug("failed", failure);
        if (failure instanceof StartRefusedException refused) {
            refused.reasons().forEach(reason -> command.getErr().println("jumbo: " + reason));
        } else {
            command.getErr()
                    .println("jumbo: unexpected " + failure
                            + "; -Dorg.slf4j.simpleLogger.log.io.jumbo=debug shows where, please report it");
        }
        command.getErr().flush();
        return FAILED;
    }

    /** Tells the version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {words()};
        }

        /** Name and version. */
        static String words() {
            String released = JumboCommand.class.getPackage().getImplementationVersion();
            return "jumbo " + (released == null ? "(built from source)" : released);
        }
    }
}
