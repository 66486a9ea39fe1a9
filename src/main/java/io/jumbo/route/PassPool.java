package io.jumbo.route;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.ObjLongConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool that knows what its passes died of. A thread ends with such a pass, and is replaced. For one thread at a time. */
final class PassPool {

    private static final Logger LOG = LoggerFactory.getLogger(PassPool.class);

    private static final String NAME = "jumbo-pass";

    private final CamelContext context;
    private final ExecutorService pool;

    /**
     * @param owner of the threads
     */
    PassPool(CamelContext context, Object owner, int threads) {
        ThreadPoolProfile profile = new ThreadPoolProfile(NAME);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setMaxQueueSize(Integer.MAX_VALUE); // exchanges that the poll holds anyway
        this.context = context;
        this.pool = context.getExecutorServiceManager().newThreadPool(owner, NAME, profile);
    }

    void limit(int atOnce) {
        if (pool instanceof ThreadPoolExecutor threadPool && threadPool.getMaximumPoolSize() != atOnce) {
            threadPool.setCorePoolSize(Math.min(atOnce, threadPool.getMaximumPoolSize()));
            threadPool.setMaximumPoolSize(atOnce);
            threadPool.setCorePoolSize(atOnce);
        }
    }

    /**
     * Runs a pass. On whatever thread.
     *
     * @param over told, by the thread of the pass, what it died of, and how many nanoseconds of a processor it took
     */
    void execute(Runnable pass, ObjLongConsumer<Optional<Throwable>> over) {
        pool.execute(() -> run(pass, over));
    }

    private static void run(Runnable pass, ObjLongConsumer<Optional<Throwable>> over) {
        Optional<Throwable> failure = Optional.empty();
        long before = PollPace.processorTimeOfThread();
        try {
            pass.run();
            failure = failure(pass);
        } catch (RuntimeException | Error e) {
            failure = Optional.of(e);
        } finally {
            over.accept(failure, PollPace.processorTimeOfThread() - before);
        }
        if (failure.isPresent()) {
            endThread(failure.get());
        }
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

    /** Camel keeps for each thread what it has yet to do there: with this one it forgets the rest of the pass that died. */
    private static void endThread(Throwable failure) {
        Thread.currentThread()
                .setUncaughtExceptionHandler((thread, again) -> LOG.debug("{} ends with its pass", thread.getName()));
        throw new IllegalStateException(failure);
    }

    /** A thread that ended, and for which there was no other one then, is replaced now. */
    void replaceThreads() {
        if (pool instanceof ThreadPoolExecutor threadPool) {
            try {
                threadPool.prestartCoreThread();
            } catch (OutOfMemoryError e) {
                LOG.debug("there is no memory for a thread yet", e);
            }
        }
    }

    /** Interrupts those that run; returns those that have not begun. */
    List<Runnable> shutdownNow() {
        return context.getExecutorServiceManager().shutdownNow(pool);
    }
}
