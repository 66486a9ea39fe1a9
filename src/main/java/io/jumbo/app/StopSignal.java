package io.jumbo.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the end of the JVM back until the process has cleaned up.
 *
 * <p>On SIGTERM or Ctrl-C the hook of Camel's Main lets the routes stop, and the JVM ends as soon as all its hooks have
 * returned: before the connections are closed and the embedded server has stopped. This hook returns only after that. It
 * ends the JVM itself, because a JVM that ends by a signal otherwise reports 143 or 130 and not the 0 of a clean stop.
 *
 * <p>SIGHUP, which a terminal sends when it is closed, ends nothing.
 */
final class StopSignal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    private static final long LONGEST_CLEANUP_SECONDS = 60;
    private static final int NOT_FINISHED = 1;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::endWhenFinished, "jumbo-stop");
    private volatile int exitCode = NOT_FINISHED;
    private volatile boolean received;

    /** From now on a signal waits for {@link #close()}, and the end of the terminal is none. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        outliveTheTerminal();
        return signal;
    }

    /** Whether the process is to end. */
    boolean received() {
        return received;
    }

    /**
     * SIGHUP is passed over. By reflection, since the compiler warns of the class and no other lets a Java program do it. A system without the signal,
     * or a JVM that leaves signals alone ({@code -Xrs}), refuses, and then it stays as it is there.
     */
    private static void outliveTheTerminal() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler)
                    .invoke(null, hangup, handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            LOG.debug("SIGHUP ends this process", e);
        }
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
        received = true;
        try {
            boolean inTime = finished.await(LONGEST_CLEANUP_SECONDS, TimeUnit.SECONDS);
            System.out.flush();
            Runtime.getRuntime().halt(inTime ? exitCode : NOT_FINISHED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
