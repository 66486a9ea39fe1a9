package io.jumbo.support;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock in nanoseconds that stands still until it is moved. Starts just before it overflows, as {@code nanoTime} may. */
public final class ManualClock implements LongSupplier {

    private long now = Long.MAX_VALUE - Duration.ofMillis(100).toNanos();

    @Override
    public long getAsLong() {
        return now;
    }

    public void pass(Duration time) {
        now += time.toNanos();
    }
}
