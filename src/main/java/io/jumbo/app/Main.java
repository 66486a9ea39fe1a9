package io.jumbo.app;

/** Starts the process. */
public final class Main {

    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        Logging.configure();
        System.exit(JumboCommand.commandLine(Workplace.ofProcess()).execute(args));
    }
}
