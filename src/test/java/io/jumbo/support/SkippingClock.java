package io.jumbo.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The machine's monotonic clock in nanoseconds, of which a test can leave out a part, so that nobody has to wait for it. Thread-safe. */
public final class SkippingClock implements LongSupplier {

    private final AtomicLong skipped = new AtomicLong();

    @Override
    public long getAsLong() {
        return System.nanoTime() + skipped.get();
    }

    public void skip(Duration time) {
        skipped.addAndGet(time.toNanos());
    }
}
