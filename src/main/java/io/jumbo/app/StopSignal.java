package io.jumbo.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds the end of the JVM back until the process has cleaned up.
 *
 * <p>On SIGTERM or Ctrl-C the hook of Camel's Main lets the routes stop, and the JVM ends as soon as all its hooks have
 * returned: before the connections are closed and the embedded server has stopped. This hook returns only after that. It
 * ends the JVM itself, because a JVM that ends by a signal otherwise reports 143 or 130 and not the 0 of a clean stop.
 */
final class StopSignal implements AutoCloseable {

    private static final long LONGEST_CLEANUP_SECONDS = 60;
    private static final int NOT_FINISHED = 1;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::endWhenFinished, "jumbo-stop");
    private volatile int exitCode = NOT_FINISHED;

    /** From now on a signal waits for {@link #close()}. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** What the JVM reports if it was a signal that ended it. */
    void exitCode(int code) {
        exitCode = code;
    }

    /** Everything is cleaned up. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs and needs no removing.
            assert e != null;
        }
    }

    private void endWhenFinished() {
        try {
            boolean inTime = finished.await(LONGEST_CLEANUP_SECONDS, TimeUnit.SECONDS);
            System.out.flush();
            Runtime.getRuntime().halt(inTime ? exitCode : NOT_FINISHED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
