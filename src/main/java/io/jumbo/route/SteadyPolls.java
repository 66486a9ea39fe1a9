package io.jumbo.route;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Consumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.util.IOHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler of a watch's {@code file:} endpoint. When a {@link java.lang.Error} comes out of a poll, Camel's own scheduler makes no
 * more of them, in silence. This one hands the error to the watch and polls on.
 *
 * <p>Polls in the interval. It polls earlier where {@link DirectoryEvents} tell of a file that may be read: then a row is there some
 * milliseconds after its line. All polls are made on one thread.
 */
public final class SteadyPolls extends DefaultScheduledPollConsumerScheduler {

    /** Who writes a line, or copies a file, may do so in several steps; and of many small ones each would be a transaction. */
    private static final long GATHER_NANOS = Duration.ofMillis(3).toNanos();

    private static final long OFTEN_NANOS = Duration.ofMillis(20).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(SteadyPolls.class);

    private final AtomicBoolean lookingSoon = new AtomicBoolean();
    private volatile long lookedAt = System.nanoTime();
    private GrownFiles grownFiles;
    private Consumer consumer;
    private Runnable poll;
    private volatile Optional<DirectoryEvents> events = Optional.empty();
    private Optional<Future<?>> laterLook = Optional.empty();

    /** The watch to tell. */
    public void setGrownFiles(GrownFiles grownFiles) {
        this.grownFiles = grownFiles;
    }

    /** Whether it is this watch that is told. */
    boolean tells(GrownFiles files) {
        return files.equals(grownFiles);
    }

    /** Takes over the intervals, which Camel only gives to a scheduler of its own making. */
    @Override
    public void onInit(Consumer consumer) {
        super.onInit(consumer);
        this.consumer = consumer;
        ScheduledPollConsumer polling = (ScheduledPollConsumer) consumer;
        setInitialDelay(polling.getInitialDelay());
        setDelay(polling.getDelay());
        setTimeUnit(polling.getTimeUnit());
        setUseFixedDelay(polling.isUseFixedDelay());
    }

    @Override
    public void scheduleTask(Runnable poll) {
        this.poll = poll;
        super.scheduleTask(steady(poll));
    }

    private Runnable steady(Runnable task) {
        return new SteadyTask(task, grownFiles, consumer);
    }

    // ---- before the time

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the watch has no options, so that no poll could do anything
     */
    @Override
    public void startScheduler() {
        grownFiles.options();
        stopListening();
        lookingSoon.set(false); // the looks that were to come ended with the polls
        laterLook = Optional.empty();
        FileEndpoint endpoint = (FileEndpoint) consumer.getEndpoint();
        Path directory = PolledFile.absolute(endpoint.getConfiguration().getDirectory());
        events = DirectoryEvents.start(getCamelContext(), "jumbo-events", this::heard);
        events.ifPresent(told -> {
            grownFiles.listeningBy(told::listenTo);
            told.listenTo(directory);
        });
        super.startScheduler();
    }

    @Override
    public void unscheduleTask() {
        stopListening();
        super.unscheduleTask();
    }

    @Override
    protected void doStop() throws Exception {
        stopListening();
        super.doStop();
    }

    private void stopListening() {
        events.ifPresent(IOHelper::close);
        events = Optional.empty();
    }

    /** Something has changed. */
    private void heard() {
        if (lookingSoon.compareAndSet(false, true)) {
            long gather = System.nanoTime() - lookedAt < OFTEN_NANOS ? OFTEN_NANOS : GATHER_NANOS;
            lookIn(Math.max(gather, grownFiles.started().looks().restOfVisits()), () -> {
                lookingSoon.set(false); // before it looks: what comes then is for the next one
                look();
            });
        }
    }

    /** None if the watch is being stopped. */
    private Optional<Future<?>> lookIn(long nanos, Runnable look) {
        try {
            return Optional.ofNullable(getScheduledExecutorService())
                    .map(polls -> polls.schedule(steady(look), nanos, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("no poll is made before its time any more", e);
            return Optional.empty();
        }
    }

    /** Polls, or visits the files, if it is time for something that has changed, and looks again when it is time for the next. */
    private void look() {
        lookedAt = System.nanoTime();
        EarlyLooks looks = grownFiles.started().looks();
        looks.heard(events.map(DirectoryEvents::take).orElse(List.of()));
        if (looks.isWorthAPoll()) {
            poll.run();
        } else {
            grownFiles.started().polls().visitGrown(consumer);
        }
        laterLook.ifPresent(look -> look.cancel(false));
        laterLook = looks.untilNextLook().flatMap(nanos -> lookIn(nanos, this::look));
    }
}
