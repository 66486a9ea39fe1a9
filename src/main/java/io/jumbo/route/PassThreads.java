package io.jumbo.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that read and write several files of a watch at once, and the files that a poll has handed out to them. Serves the route's
 * {@code threads} step as {@code executorService}. Serves the file endpoint as {@code inProgressRepository}: there Camel notes which files
 * are handed out and which are through. So it knows when the passes of a poll have ended, which is when the next poll may begin.
 *
 * <p>An {@link Error} that comes out of a pass ends it without Camel's noticing: the file would be in progress for ever. It is {@linkplain
 * #takeError kept} for the watch. Thread-safe. Works from {@link #start()} to {@link #stop()}, which its file endpoint calls.
 */
public final class PassThreads extends AbstractExecutorService implements IdempotentRepository, CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(PassThreads.class);

    /** For what nobody tells a poll that waits: that a thread can be replaced now, that a file does not come back. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Half a minute. */
    private static final int LOOKS_UNTIL_LOST = 30;

    private final long lookAgainMillis;
    private CamelContext camelContext;
    private int threads = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private Optional<PassPool> pool = Optional.empty();
    private BooleanSupplier oneByOne = () -> false;

    private final FilesInProgress inProgress = new FilesInProgress();
    private int tasks;
    private long processorTime;
    private Optional<Throwable> error = Optional.empty();

    public PassThreads() {
        this(LOOK_AGAIN);
    }

    /** One whose patience is another. */
    PassThreads(Duration lookAgain) {
        lookAgainMillis = lookAgain.toMillis();
    }

    /** Those of a file endpoint, if its route has them. */
    static Optional<PassThreads> of(Endpoint endpoint) {
        return endpoint instanceof FileEndpoint files && files.getInProgressRepository() instanceof PassThreads threads
                ? Optional.of(threads)
                : Optional.empty();
    }

    /**
     * How many files are read and written at once, each with a connection of its own; 1 for one after the other. By default as many as
     * there are processors, from 2 to 4: with more of them a server on the same machine takes fewer rows. Takes effect with the next start.
     */
    public void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads of passThreads is " + threads + ": at least one is needed");
        }
        this.threads = threads;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public synchronized void start() {
        if (pool.isEmpty()) {
            pool = Optional.of(new PassPool(camelContext, this, threads));
        }
    }

    /** Waits for nothing: Camel has waited when it stopped the route. Passes that still go on are interrupted. */
    @Override
    public void stop() {
        shutdownNow();
    }

    /**
     * A poll begins.
     *
     * @param oneByOne whether passes go one after the other, in the order in which they come; asked by the thread that polls, if there are
     *     several
     */
    synchronized void pollBegins(BooleanSupplier oneByOne) {
        this.oneByOne = oneByOne;
    }

    private synchronized boolean isBusy() {
        return tasks > 0;
    }

    private synchronized void limit(int atOnce) {
        pool.ifPresent(running -> running.limit(atOnce));
    }

    // ---- the route's threads

    @Override
    public void execute(Runnable pass) {
        if (isBusy()) {
            limit(oneByOne.getAsBoolean() ? 1 : threads);
        }
        PassPool running;
        synchronized (this) {
            running = pool.orElseThrow(() -> new RejectedExecutionException("the watch is stopped"));
            tasks++;
        }
        try {
            running.execute(pass, this::over);
        } catch (RuntimeException | Error e) {
            over(Optional.empty(), 0);
            throw e;
        }
    }

    private synchronized void over(Optional<Throwable> failure, long took) {
        processorTime += took;
        tasks--;
        failure.ifPresent(this::keepError);
        notifyAll();
    }

    /** Nanoseconds of a processor that the passes took which have ended since this was asked last. */
    synchronized long takeProcessorTime() {
        long taken = processorTime;
        processorTime = 0;
        return taken;
    }

    /** Something died that has files in progress, so that nobody else will say of them that they are through. */
    synchronized void keepError(Throwable thrown) {
        LOG.debug("a pass ended with an error", thrown);
        error = Optional.of(thrown);
    }

    /**
     * Waits until the passes over all files in progress have ended, in whichever way; or, of those that died, until no thread works any
     * more.
     *
     * @param lost told, once, of files that have left these threads and do not come back: they are waited for
     * @throws InterruptedException if the watch is being stopped meanwhile
     */
    synchronized void awaitEnd(Consumer<Set<String>> lost) throws InterruptedException {
        int looks = 0;
        while (!inProgress.isEmpty() && !(error.isPresent() && tasks == 0)) {
            looks = tasks == 0 ? looks + 1 : 0;
            if (looks == LOOKS_UNTIL_LOST) {
                lost.accept(inProgress.all());
            }
            wait(lookAgainMillis);
            if (tasks > 0) {
                pool.ifPresent(PassPool::replaceThreads);
            }
        }
    }

    /** What a pass died of since this was asked last. */
    synchronized Optional<Throwable> takeError() {
        Optional<Throwable> taken = error;
        error = Optional.empty();
        return taken;
    }

    @Override
    public void shutdown() {
        stop();
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        List<Runnable> left = pool.map(PassPool::shutdownNow).orElse(List.of());
        pool = Optional.empty();
        tasks -= left.size();
        clear();
        return left;
    }

    @Override
    public synchronized boolean isShutdown() {
        return pool.isEmpty();
    }

    @Override
    public synchronized boolean isTerminated() {
        return pool.isEmpty() && tasks == 0;
    }

    @Override
    public synchronized boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (!isTerminated() && end - System.nanoTime() > 0) {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
        return isTerminated();
    }

    // ---- the file endpoint's files in progress

    @Override
    public synchronized boolean add(String file) {
        return inProgress.add(file);
    }

    @Override
    public synchronized boolean contains(String file) {
        return inProgress.contains(file);
    }

    @Override
    public synchronized boolean remove(String file) {
        notifyAll();
        return inProgress.remove(file);
    }

    @Override
    public boolean confirm(String file) {
        return true;
    }

    @Override
    public synchronized void clear() {
        inProgress.clear();
        notifyAll();
    }
}
