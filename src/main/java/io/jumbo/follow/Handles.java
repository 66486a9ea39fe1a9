package io.jumbo.follow;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many files the watches of this process hold open together, beside those that they read: a share of what the process may open and had not opened when
 * the first watch started, the same number for each watch, at most {@value #USUAL}. Every time that the process runs out of handles it becomes half as many. Thread-safe.
 */
final class Handles {

    /** For all watches of this process. */
    static final Handles OF_PROCESS = new Handles(shareOfProcess());

    /** As many for one watch as a rotation leaves open at once; also for all, where the system does not say how many there are. */
    private static final int USUAL = 64;

    private static final int MOST = 8 * USUAL;

    /** Of what the process may yet open; the rest is for passes, connections and everything else in it. */
    private static final int SHARE = 4;

    /** Few enough left for it to be the reason of a failure that does not say so in a language we know. */
    private static final int NEXT_TO_NONE = 2;

    private static final String TOO_MANY = "Too many open files";

    private final AtomicInteger most;
    private final AtomicInteger watches = new AtomicInteger();

    Handles(int most) {
        this.most = new AtomicInteger(most);
    }

    private static int shareOfProcess() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long left = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount();
            return (int) Math.max(0, Math.min(MOST, left / SHARE));
        }
        return USUAL;
    }

    /** One watch more shares them. */
    void joined() {
        watches.incrementAndGet();
    }

    /** One watch less does. */
    void left() {
        watches.decrementAndGet();
    }

    /** How many each watch may hold, 0 or more. */
    int share() {
        return Math.min(USUAL, most.get() / Math.max(1, watches.get()));
    }

    /** The process could not open a file because too many are open. */
    void ranOut() {
        most.updateAndGet(before -> before / 2);
    }

    /** Whether this is what a failure says. */
    static boolean areOut(Throwable failure) {
        return Causes.find(FileSystemException.class, failure)
                .filter(refused -> refused.getClass() == FileSystemException.class)
                .filter(refused -> String.valueOf(refused.getReason()).contains(TOO_MANY) || isNoneLeft())
                .isPresent();
    }

    private static boolean isNoneLeft() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() <= NEXT_TO_NONE;
    }

    /** For people, once for all files: how many there are, and what to do. */
    static String explained() {
        String limit = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? " (" + unix.getMaxFileDescriptorCount() + ")"
                : "";
        return "this process has as many files open as it may" + limit
                + "; let it open more, by `ulimit -n` or LimitNOFILE of its service";
    }
}
