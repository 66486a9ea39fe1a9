package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.CountedEvents;
import io.jumbo.tail.Chunks;
import io.jumbo.write.Written;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountedEvents events = new CountedEvents(registry);

    @Test
    void one_line_for_each_watch_with_what_is_not_zero() {
        events.fileFound("data", "a.txt");
        events.fileFound("data", "b.txt");
        events.fileRenamed("data", "c.txt", "a.txt");
        events.chunkWritten("data", new Written(Chunks.of("a.txt", "1", "2"), 2, List.of(), () -> {}));
        events.bytesAbandoned("balance", "a.txt", 1_234_567_890_123L);
        assertThat(Totals.of(registry).lines())
                .containsExactly(
                        "balance: in this run bytes abandoned 1234567890123",
                        "data: in this run bytes written 4, chunks written 1, files found 2, files renamed 1, rows written 2");
    }

    @Test
    void nothing_is_said_of_a_run_in_which_nothing_happened() {
        assertThat(Totals.of(registry).lines()).isEmpty();
    }
}
