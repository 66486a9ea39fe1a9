package io.jumbo.events;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Says of a watch that rows arrive: of the first ones at once, then now and then how many. Nothing where none do. Thread-safe. */
final class Arrivals {

    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final LongSupplier clock;
    private final Set<String> files = new HashSet<>();
    private Optional<Long> saidAt = Optional.empty();
    private long rows;

    /**
     * @param clock monotonic, in nanoseconds
     */
    Arrivals(LongSupplier clock) {
        this.clock = clock;
    }

    /** Takes note of committed rows; returns what is to be said of them and of those before, if it is time. */
    synchronized Optional<String> rows(String path, long count) {
        if (count == 0) {
            return Optional.empty();
        }
        long now = clock.getAsLong();
        rows += count;
        files.add(path);
        if (saidAt.isPresent() && now - saidAt.get() < BETWEEN.toNanos()) {
            return Optional.empty();
        }
        String since = saidAt.map(then -> " in " + Duration.ofNanos(now - then).toMinutes() + " minutes")
                .orElse("");
        String said =
                amount(rows, "row") + " from " + (files.size() == 1 ? path : amount(files.size(), "file")) + since;
        saidAt = Optional.of(now);
        rows = 0;
        files.clear();
        return Optional.of(said);
    }

    private static String amount(long count, String what) {
        return String.format(Locale.ROOT, "%,d", count) + " " + what + (count == 1 ? "" : "s");
    }
}
