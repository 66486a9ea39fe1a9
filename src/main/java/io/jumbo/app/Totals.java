package io.jumbo.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run came to, for the log of its end.
 *
 * @param lines one for each watch that something happened to: its counters that are not zero, by name
 */
record Totals(List<String> lines) {

    private static final String PREFIX = "jumbo.";

    static Totals of(MeterRegistry registry) {
        TreeMap<String, List<Counter>> watches = registry.getMeters().stream()
                .filter(Counter.class::isInstance)
                .map(Counter.class::cast)
                .filter(counter -> counter.count() > 0)
                .collect(Collectors.groupingBy(
                        counter -> counter.getId().getTag("watch"), TreeMap::new, Collectors.toList()));
        return new Totals(watches.entrySet().stream()
                .map(watch -> watch.getKey() + ": in this run "
                        + watch.getValue().stream()
                                .map(Totals::described)
                                .sorted()
                                .collect(Collectors.joining(", ")))
                .toList());
    }

    /** {@code jumbo.rows.written} as "rows written 12". */
    private static String described(Counter counter) {
        String words = counter.getId().getName().substring(PREFIX.length()).replace('.', ' ');
        return words + String.format(Locale.ROOT, " %.0f", counter.count());
    }
}
