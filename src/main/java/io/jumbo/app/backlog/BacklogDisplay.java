package io.jumbo.app.backlog;

import io.jumbo.events.TailEvents;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Help.Ansi;

/**
 * Shows how far files have come that are behind, from {@link #start} to {@link #close}. On a terminal it takes over {@code System.out} and {@code
 * System.err} meanwhile, so that what is printed and what is drawn do not get mixed up.
 */
public final class BacklogDisplay implements AutoCloseable {

    /** Often enough to look alive, seldom enough to cost nothing. */
    private static final int EVERY_MILLIS = 500;

    /** Leaves room for the log on a terminal of 24 rows. */
    private static final int MOST_SHOWN = 8;

    /** The one of the events. */
    private static final Logger LOG = LoggerFactory.getLogger("jumbo");

    private final Backlogs backlogs;
    private final View view;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(BacklogDisplay::thread);
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private boolean closed;

    BacklogDisplay(Backlogs backlogs, View view) {
        this.backlogs = backlogs;
        this.view = view;
    }

    /** On the terminal of this process if it has one, otherwise in its log. */
    public static BacklogDisplay ofProcess() {
        Console console = System.console();
        return new BacklogDisplay(
                new Backlogs(System::nanoTime, LOG::info),
                isTerminal(console)
                        ? new DrawnView(System.out, console.charset())
                        : new LoggedView(System::nanoTime, LOG::info));
    }

    /**
     * Whether lines can be drawn anew where this process prints: both of its ends are a terminal, and one that understands more than text. Picocli
     * knows which ones on Windows do, and who wants none of it (NO_COLOR).
     */
    private static boolean isTerminal(Console console) {
        return console != null && Ansi.AUTO.enabled() && !"dumb".equals(System.getenv("TERM"));
    }

    /** Who is to hear what happens. */
    public TailEvents events() {
        return backlogs;
    }

    /** Shows them from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // ended by close()
    public void start() {
        System.setOut(view.above(out));
        System.setErr(view.above(err));
        scheduler.scheduleWithFixedDelay(this::show, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One look. */
    synchronized void show() {
        if (!closed) {
            List<BacklogLine> lines = backlogs.lines();
            int shown = Math.min(MOST_SHOWN, lines.size());
            view.show(lines.subList(0, shown), lines.size() - shown);
        }
    }

    /** Shows nothing any more, and leaves nothing behind on a terminal. */
    @Override
    public synchronized void close() {
        closed = true;
        scheduler.shutdownNow();
        view.show(List.of(), 0);
        System.setOut(out);
        System.setErr(err);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "jumbo-backlogs");
        thread.setDaemon(true);
        return thread;
    }
}
