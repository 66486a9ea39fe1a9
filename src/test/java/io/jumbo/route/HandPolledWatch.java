package io.jumbo.route;

import io.jumbo.FileWatcher;
import io.jumbo.route.DirectoryEvents.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * A real watch, in a context of its own, that polls when the test says so, and whose time is the test's. Its route is the template as it is shipped, but for
 * the scheduler, which is not started, and that the files of a poll are read one after the other, so that the same happens each time; {@code
 * -Djumbo.threads=4} reads so many at once.
 */
public final class HandPolledWatch implements AutoCloseable {

    private static final String ORDER = "order";
    private static final String TEMPLATE = template();

    private final Supplier<FileWatcher> watcher;
    private final LongSupplier clock;
    private DefaultCamelContext context;
    private ScheduledPollConsumer consumer;
    private FileEndpoint endpoint;
    private GrownFiles grownFiles;

    /** Since it began afresh. */
    private int polls;

    private HandPolledWatch(Supplier<FileWatcher> watcher, LongSupplier clock) {
        this.watcher = watcher;
        this.clock = clock;
    }

    /** Starts a watch. It has not polled yet. */
    public static HandPolledWatch start(Supplier<FileWatcher> watcher, LongSupplier clock) throws Exception {
        HandPolledWatch watch = new HandPolledWatch(watcher, clock);
        watch.open();
        return watch;
    }

    private static String template() {
        try {
            String shipped = Files.readString(Path.of("routes", "watch.camel.yaml"));
            String type = "        type: io.jumbo.route.PassThreads\n";
            String threads = "        properties:\n          threads: " + Integer.getInteger("jumbo.threads", 1) + "\n";
            String byHand = "startScheduler: false\n          sorter: \"#" + ORDER + "\"";
            return replaced(replaced(shipped, type, type + threads), "initialDelay: 0", byHand);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replaced(String template, String words, String others) {
        if (!template.contains(words)) {
            throw new IllegalStateException("the template has no \"" + words + "\" that could be replaced");
        }
        return template.replace(words, others);
    }

    private void open() throws Exception {
        context = new DefaultCamelContext();
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        // Camel takes the exchange of a pass that an Error came out of for one that is under way: nobody waits for it
        // here.
        context.getShutdownStrategy().setTimeout(1);
        context.getRegistry().bind(ORDER, Comparator.comparing(this::place));
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("watch.camel.yaml", TEMPLATE));
        context.addRoutes(watcher.get());
        context.start();
        consumer = (ScheduledPollConsumer) context.getRoutes().get(0).getConsumer();
        endpoint = (FileEndpoint) consumer.getEndpoint();
        grownFiles = (GrownFiles) endpoint.getIdempotentRepository();
        grownFiles.setClock(clock, () -> 0);
        forget();
    }

    /** Where a file stands among the others of this poll: no file system lists files in an order that could be relied on. */
    private long place(GenericFile<?> file) {
        return new SplittableRandom((long) file.getRelativeFilePath().hashCode() << Integer.SIZE | polls).nextLong();
    }

    /** One poll, as the scheduler makes it. */
    public void poll() {
        polls++;
        try {
            consumer.run();
        } catch (Error e) {
            grownFiles.started().visits().pollDied(endpoint, e);
        }
    }

    /** One look at files that have changed, as the scheduler makes it before the time of a poll; returns whether that was a poll. */
    public boolean look(Path... changed) {
        grownFiles
                .started()
                .looks()
                .heard(Stream.of(changed)
                        .map(file -> new Change(Optional.of(file), false))
                        .toList());
        if (grownFiles.started().looks().isWorthAPoll()) {
            poll();
            return true;
        }
        try {
            grownFiles.started().polls().visitGrown(consumer);
        } catch (Error e) {
            grownFiles.started().visits().pollDied(endpoint, e);
        }
        return false;
    }

    /** All that is remembered between two polls is lost, as when the process is killed and started again. */
    public void forget() {
        polls = 0;
        grownFiles.stop();
        endpoint.getInProgressRepository().clear();
        grownFiles.start();
    }

    /** Stops cleanly and starts again, with a new context. */
    public void restart() throws Exception {
        close();
        open();
    }

    @Override
    public void close() {
        context.stop();
    }
}
