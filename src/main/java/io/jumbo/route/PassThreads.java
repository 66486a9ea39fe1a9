package io.jumbo.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.ThreadPoolProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that read and write several files of a watch at once. Serves the route's {@code threads} step as {@code executorService}, and the file
 * endpoint as {@code inProgressRepository}, since Camel notes there which files a poll has handed out and which of them are through. So it knows when a poll's
 * passes have ended, which is when the next poll may begin.
 *
 * <p>An {@link Error} that comes out of a pass ends it without Camel's noticing: the file would be in progress for ever. It is {@linkplain #takeError
 * kept} for the watch. Thread-safe. Works from {@link #start()} to {@link #stop()}, which its file endpoint calls.
 */
public final class PassThreads extends AbstractExecutorService implements IdempotentRepository, CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(PassThreads.class);

    private static final String NAME = "jumbo-pass";

    /** For what nobody tells a poll that waits: that a thread can be replaced now, that a file does not come back. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Half a minute. */
    private static final int LOOKS_UNTIL_LOST = 30;

    private final long lookAgainMillis;
    private CamelContext camelContext;
    private int threads = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private ExecutorService pool;
    private BooleanSupplier oneByOne = () -> false;

    /** By the name under which Camel says that a file is through: it adds one by another name, in which a backslash is no slash yet. */
    private final Map<String, List<String>> inProgress = new HashMap<>();

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
     * How many files are read and written at once, each with a connection of its own; 1 for one after the other. As many as there are processors, from 2 to
     * 4, by default: with more than its own a server on the same machine takes fewer rows, not more. Takes effect with the next start.
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
        if (pool == null) {
            ThreadPoolProfile profile = new ThreadPoolProfile(NAME);
            profile.setPoolSize(threads);
            profile.setMaxPoolSize(threads);
            profile.setAllowCoreThreadTimeOut(true);
            profile.setMaxQueueSize(Integer.MAX_VALUE); // exchanges that the poll holds anyway
            pool = camelContext.getExecutorServiceManager().newThreadPool(this, NAME, profile);
        }
    }

    /** Waits for nothing: for as long as a pass may take, Camel has waited when it stopped the route. Those still going on are interrupted. */
    @Override
    public void stop() {
        shutdownNow();
    }

    /**
     * A poll begins.
     *
     * @param oneByOne whether passes go one after the other, in the order in which they come; asked by the thread that polls, if there are several
     */
    synchronized void pollBegins(BooleanSupplier oneByOne) {
        this.oneByOne = oneByOne;
    }

    private synchronized boolean isBusy() {
        return tasks > 0;
    }

    private synchronized void limit(int atOnce) {
        if (pool instanceof ThreadPoolExecutor threadPool && threadPool.getMaximumPoolSize() != atOnce) {
            threadPool.setCorePoolSize(Math.min(atOnce, threadPool.getMaximumPoolSize()));
            threadPool.setMaximumPoolSize(atOnce);
            threadPool.setCorePoolSize(atOnce);
        }
    }

    // ---- the route's threads

    @Override
    public void execute(Runnable pass) {
        ExecutorService running;
        if (isBusy()) {
            limit(oneByOne.getAsBoolean() ? 1 : threads);
        }
        synchronized (this) {
            if (pool == null) {
                throw new RejectedExecutionException("the watch is stopped");
            }
            running = pool;
            tasks++;
        }
        try {
            running.execute(() -> run(pass));
        } catch (RuntimeException | Error e) {
            over(Optional.empty());
            throw e;
        }
    }

    private void run(Runnable pass) {
        Optional<Throwable> failure = Optional.empty();
        long before = PollPace.processorTimeOfThread();
        try {
            pass.run();
            failure = failure(pass);
        } catch (RuntimeException | Error e) {
            failure = Optional.of(e);
        } finally {
            took(PollPace.processorTimeOfThread() - before);
            over(failure);
        }
        if (failure.isPresent()) {
            endThread(failure.get());
        }
    }

    /** Camel keeps for each thread what it has yet to do there: with this one it forgets the rest of the pass that died. */
    private static void endThread(Throwable failure) {
        Thread.currentThread()
                .setUncaughtExceptionHandler((thread, again) -> LOG.debug("{} ends with its pass", thread.getName()));
        throw new IllegalStateException(failure);
    }

    /** What a task that was submitted threw, which it keeps to itself. */
    private static Optional<Throwable> failure(Runnable pass) {
        try {
            if (pass instanceof Future<?> done && done.isDone() && !done.isCancelled()) {
                done.get();
            }
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized void took(long time) {
        processorTime += time;
    }

    /** Nanoseconds of a processor that the passes took which have ended since this was asked last. */
    synchronized long takeProcessorTime() {
        long taken = processorTime;
        processorTime = 0;
        return taken;
    }

    private synchronized void over(Optional<Throwable> failure) {
        tasks--;
        failure.ifPresent(this::keepError);
        notifyAll();
    }

    /** Something died that has files in progress, so that nobody else will say of them that they are through. */
    synchronized void keepError(Throwable thrown) {
        LOG.debug("a pass ended with an error", thrown);
        error = Optional.of(thrown);
    }

    /**
     * Waits until the passes over all files in progress have ended, in whichever way; or, of those that died, until no thread works any more.
     *
     * @param lost told, once, of files that have left these threads and do not come back: they are waited for
     * @throws InterruptedException if the watch is being stopped meanwhile
     */
    synchronized void awaitEnd(Consumer<Set<String>> lost) throws InterruptedException {
        int looks = 0;
        while (!inProgress.isEmpty() && !(error.isPresent() && tasks == 0)) {
            looks = tasks == 0 ? looks + 1 : 0;
            if (looks == LOOKS_UNTIL_LOST) {
                lost.accept(inProgress.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet()));
            }
            wait(lookAgainMillis);
            replaceThreads();
        }
    }

    /** A thread that ended, and for which there was no other one then, is replaced now. */
    private void replaceThreads() {
        if (tasks > 0 && pool instanceof ThreadPoolExecutor threadPool) {
            try {
                threadPool.prestartCoreThread();
            } catch (OutOfMemoryError e) {
                LOG.debug("there is no memory for a thread yet", e);
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
        List<Runnable> left = pool == null
                ? List.of()
                : camelContext.getExecutorServiceManager().shutdownNow(pool);
        pool = null;
        tasks -= left.size();
        clear();
        return left;
    }

    @Override
    public synchronized boolean isShutdown() {
        return pool == null;
    }

    @Override
    public synchronized boolean isTerminated() {
        return pool == null && tasks == 0;
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

    private static String key(String file) {
        return file.replace('\\', '/');
    }

    @Override
    public synchronized boolean add(String file) {
        List<String> alike = inProgress.computeIfAbsent(key(file), key -> new ArrayList<>(1));
        return !alike.contains(file) && alike.add(file);
    }

    @Override
    public synchronized boolean contains(String file) {
        return inProgress.getOrDefault(key(file), List.of()).contains(file);
    }

    /** One of this name, if it is known, or else one whose name becomes it. */
    @Override
    public synchronized boolean remove(String file) {
        notifyAll();
        List<String> alike = inProgress.getOrDefault(key(file), List.of());
        if (alike.isEmpty()) {
            return false;
        }
        alike.remove(Math.max(0, alike.indexOf(file)));
        if (alike.isEmpty()) {
            inProgress.remove(key(file));
        }
        return true;
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
