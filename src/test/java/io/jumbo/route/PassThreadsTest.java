package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the poll may go on, of which a watch that hangs in silence would know nothing. */
class PassThreadsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicBoolean noMoreThreads = new AtomicBoolean();
    private final CountDownLatch go = new CountDownLatch(1);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final PassThreads threads = new PassThreads(Duration.ofMillis(50));

    /** Of a system that may have no thread to give. */
    private final class PoorFactory extends DefaultThreadPoolFactory {
        @Override
        public ExecutorService newThreadPool(
                int core,
                int most,
                long keepAlive,
                TimeUnit unit,
                int queue,
                boolean coreEnds,
                RejectedExecutionHandler rejected,
                ThreadFactory factory) {
            return super.newThreadPool(core, most, keepAlive, unit, queue, coreEnds, rejected, task -> {
                if (noMoreThreads.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                return factory.newThread(task);
            });
        }
    }

    @BeforeEach
    void start() {
        PoorFactory factory = new PoorFactory();
        factory.setCamelContext(context);
        context.getExecutorServiceManager().setThreadPoolFactory(factory);
        context.start();
        threads.setCamelContext(context);
        threads.setThreads(2);
        threads.start();
    }

    @AfterEach
    void stop() {
        go.countDown();
        context.stop();
    }

    private void begin(String file, Runnable pass) {
        threads.add(file);
        threads.execute(pass);
    }

    private void awaitEnd() {
        assertTimeoutPreemptively(SOON, () -> threads.awaitEnd(lost -> {}));
    }

    private void held() {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void poll_waits_for_all_passes() {
        CountDownLatch over = new CountDownLatch(3);
        for (String file : new String[] {"a", "b", "c"}) {
            begin(file, () -> {
                held();
                over.countDown();
                threads.remove(file);
            });
        }
        go.countDown();
        awaitEnd();
        assertThat(over.getCount()).isZero();
        assertThat(threads.takeError()).isEmpty();
    }

    @Test
    void pass_that_died_is_not_waited_for_but_the_others_are() {
        begin("a", () -> {
            throw new StackOverflowError();
        });
        AtomicBoolean over = new AtomicBoolean();
        begin("b", () -> {
            held();
            over.set(true);
            threads.remove("b");
        });
        go.countDown();
        awaitEnd();
        assertThat(over).isTrue();
        assertThat(threads.takeError()).get().isInstanceOf(StackOverflowError.class);
        assertThat(threads.takeError()).isEmpty();
    }

    /** Both threads die, and for a while there is no other one for the passes that wait. */
    @Test
    void threads_that_died_are_replaced_when_there_is_memory_again() {
        for (String file : new String[] {"a", "b"}) {
            begin(file, () -> {
                held();
                throw new OutOfMemoryError("heap");
            });
        }
        CountDownLatch over = new CountDownLatch(3);
        for (String file : new String[] {"c", "d", "e"}) {
            begin(file, () -> {
                over.countDown();
                threads.remove(file);
            });
        }
        noMoreThreads.set(true);
        go.countDown();
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "memory")
                .schedule(() -> noMoreThreads.set(false), 500, TimeUnit.MILLISECONDS);
        awaitEnd();
        assertThat(over.getCount()).isZero();
    }

    @Test
    void pass_that_outlasts_a_stop_is_not_counted_twice() throws Exception {
        begin("a", () -> {
            while (go.getCount() > 0) {
                held(); // as a read from a socket, which takes no notice of an interrupt
                Thread.interrupted();
            }
        });
        threads.stop();
        go.countDown();
        assertThat(threads.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        threads.start();
        begin("b", () -> {
            throw new StackOverflowError();
        });
        awaitEnd();
    }

    /** Its exchange went on in another route, and nothing of it is heard. */
    @Test
    void file_that_has_left_the_threads_and_does_not_come_back_is_told() {
        begin("a", () -> {});
        assertTimeoutPreemptively(
                SOON,
                () -> threads.awaitEnd(lost -> {
                    assertThat(lost).containsExactly("a");
                    threads.remove("a");
                }));
    }

    /** Else a pool would be made that nobody stops. */
    @Test
    void pass_that_begins_after_a_stop_is_refused() {
        threads.stop();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(threads.isTerminated()).isTrue();
    }
}
