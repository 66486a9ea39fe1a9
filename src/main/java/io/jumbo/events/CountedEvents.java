package io.jumbo.events;

import io.jumbo.write.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One counter per event in a Micrometer registry, tagged with the watch. Names by Micrometer's convention: {@code jumbo.files.renamed} is
 * {@code jumbo_files_renamed_total} in Prometheus. All counters of a watch are there from its first event on, at zero, since no alarm
 * can see the first growth of a counter that was not there before.
 *
 * <p>They count what this process was told and begin at zero with it. What was lost of each file is kept in the column
 * {@code abandoned_bytes} of {@code jumbo_offsets}. Thread-safe; one for all watches:
 *
 * <pre>{@code
 * context.getRegistry().bind("jumboCounters", new CountedEvents(meterRegistry));
 * }</pre>
 */
public final class CountedEvents implements TailEvents {

    private final MeterRegistry registry;
    private final Map<String, Map<Enum<?>, Counter>> watches = new ConcurrentHashMap<>();

    /**
     * Counts into a registry.
     *
     * @param registry its owner closes it
     */
    public CountedEvents(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Whether this is the registry that it counts into. */
    public boolean countsInto(MeterRegistry other) {
        return registry == other;
    }

    /** What else is counted of a chunk. */
    private enum OfChunk {
        ROWS("jumbo.rows.written", "Rows the server says were written; one for each line where it does not say"),
        REJECTED("jumbo.lines.rejected", "Lines that became dead letters"),
        BYTES("jumbo.bytes.written", "Bytes by which offsets moved forward");

        private final String name;
        private final String description;

        OfChunk(String name, String description) {
            this.name = name;
            this.description = description;
        }
    }

    @Override
    public void happened(Event event, String watch, Object... values) {
        count(watch, event, 1);
    }

    @Override
    public void bytesAbandoned(String watch, String path, long bytes) {
        count(watch, Event.BYTES_ABANDONED, bytes);
    }

    @Override
    public void chunkWritten(String watch, Written written) {
        count(watch, Event.CHUNK_WRITTEN, 1);
        count(watch, OfChunk.ROWS, written.rows());
        count(watch, OfChunk.REJECTED, written.rejections().size());
        count(watch, OfChunk.BYTES, written.chunk().byteLength());
    }

    private void count(String watch, Enum<?> total, long amount) {
        watches.computeIfAbsent(watch, this::atZero).get(total).increment((double) amount);
    }

    private Map<Enum<?>, Counter> atZero(String watch) {
        Map<Enum<?>, Counter> counters = new HashMap<>();
        for (Event event : Event.values()) {
            counters.put(event, counter(watch, event.counter(), event.counted()));
        }
        for (OfChunk part : OfChunk.values()) {
            counters.put(part, counter(watch, part.name, part.description));
        }
        return counters;
    }

    private Counter counter(String watch, String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("watch", watch)
                .register(registry);
    }
}
