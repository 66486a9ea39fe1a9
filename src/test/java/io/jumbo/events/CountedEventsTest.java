package io.jumbo.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.tail.Chunks;
import io.jumbo.write.Rejects;
import io.jumbo.write.Written;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedEventsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TailEvents counted = new CountedEvents(registry);

    @Test
    void chunk_counts_its_rows_its_rejected_lines_and_its_bytes() {
        Written written = new Written(
                Chunks.of("a.txt", "1", "2", "x", ""),
                2,
                List.of(Rejects.rejection(4, "22P02", "invalid input syntax for type integer")),
                () -> {});
        counted.chunkWritten("data", written);
        counted.chunkWritten("data", written);
        assertThat(count("data", "jumbo.chunks.written")).isEqualTo(2);
        assertThat(count("data", "jumbo.rows.written")).isEqualTo(4);
        assertThat(count("data", "jumbo.lines.rejected")).isEqualTo(2);
        assertThat(count("data", "jumbo.bytes.written")).isEqualTo(14);
    }

    @Test
    void abandoned_bytes_are_added_up() {
        counted.bytesAbandoned("data", "a.txt", 17);
        counted.bytesAbandoned("data", "b.txt", 3);
        assertThat(count("data", "jumbo.bytes.abandoned")).isEqualTo(20);
    }

    @Test
    void watches_are_counted_apart() {
        counted.fileRenamed("data", "b.txt", "a.txt");
        counted.fileRenamed("balance", "b.txt", "a.txt");
        counted.fileRenamed("balance", "c.txt", "b.txt");
        assertThat(count("data", "jumbo.files.renamed")).isEqualTo(1);
        assertThat(count("balance", "jumbo.files.renamed")).isEqualTo(2);
    }

    /** An alarm on the growth of a counter does not see the first one of a counter that was not there. */
    @Test
    void all_counters_of_a_watch_are_there_from_its_first_event_on() {
        assertThat(registry.getMeters()).isEmpty();
        counted.fileFound("data", "a.txt");
        assertThat(count("data", "jumbo.bytes.abandoned")).isZero();
    }

    @Test
    void every_counter_says_what_it_counts() {
        counted.fileFound("data", "a.txt");
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    private double count(String watch, String name) {
        return registry.get(name).tag("watch", watch).counter().count();
    }
}
