package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.support.ManualClock;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BooksTest {

    private final InMemoryOffsets store = new InMemoryOffsets(new ManualClock());

    /** Its writer has said it at the start of the file, and does not know that this is gone. */
    @Test
    void file_that_was_cut_in_place_keeps_the_order_of_its_bytes_and_another_file_does_not() throws Exception {
        Progress before = new Progress(
                4, 1, Optional.of("ino=1"), Evidence.NONE, Optional.empty(), Optional.empty(), Optional.empty(), true);
        assertThat(begun("cut.txt", before, "ino=1").littleEndian()).isTrue();
        assertThat(begun("new.txt", before, "ino=2").littleEndian()).isFalse();
    }

    private Progress begun(String path, Progress before, String key) throws Exception {
        return store.inTransaction(offsets -> {
            FileOffset stored = offsets.create(path, before);
            Observation now = new Observation(2, Optional.of(key), Instant.EPOCH);
            Books books = new Books(offsets, path, now, Optional.of(stored), List.of());
            return books.begin(new Beginning.Truncated(before), true)
                    .offset()
                    .orElseThrow()
                    .progress();
        });
    }
}
