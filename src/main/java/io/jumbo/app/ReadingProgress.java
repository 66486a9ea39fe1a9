package io.jumbo.app;

import java.io.PrintWriter;
import java.util.function.LongConsumer;

/** Says now and then how much of large sample files was read. Each file is read twice. */
final class ReadingProgress implements LongConsumer {

    private static final long STEP = 16L << 20;
    private static final int READS = 2;

    private final long bytes;
    private final PrintWriter err;
    private long read;
    private long said;

    /** @param bytes of all files */
    ReadingProgress(long bytes, PrintWriter err) {
        this.bytes = bytes;
        this.err = err;
    }

    @Override
    public void accept(long more) {
        read += more;
        if (read - said >= STEP) {
            said = read;
            err.println("infer: " + Math.min(99, read * 100 / (bytes * READS)) + " % of " + (bytes >> 20)
                    + " MB looked at twice");
            err.flush();
        }
    }
}
