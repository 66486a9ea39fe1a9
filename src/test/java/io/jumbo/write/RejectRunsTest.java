package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.tail.Chunk;
import io.jumbo.tail.Chunks;
import io.jumbo.write.failure.Rejection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The limit is 100 lines. */
class RejectRunsTest {

    private final RejectRuns runs = new RejectRuns();

    @Test
    void chunks_written_at_once_do_not_go_beyond_the_limit_together() throws Exception {
        written(1, bad(60));
        assertThatThrownBy(() -> written(2, bad(40))).isInstanceOf(ConsecutiveRejectsException.class);
        assertThatCode(() -> written(2, bad(39))).doesNotThrowAnyException();
    }

    @Test
    void chunk_written_again_because_it_was_not_committed_counts_once() throws Exception {
        written(1, bad(60));
        written(1, bad(60)).run();
        assertThatCode(() -> written(1, bad(39))).doesNotThrowAnyException();
        assertThatThrownBy(() -> written(1, bad(40))).isInstanceOf(ConsecutiveRejectsException.class);
    }

    @Test
    void committed_chunks_add_up_until_a_line_passes() throws Exception {
        Runnable first = written(1, bad(50));
        Runnable second = written(2, bad(49));
        second.run();
        first.run();
        assertThatThrownBy(() -> written(3, bad(1))).isInstanceOf(ConsecutiveRejectsException.class);
        written(4, Stream.of("ok", "bad")).run();
        assertThatCode(() -> written(3, bad(98))).doesNotThrowAnyException();
    }

    /** What was not committed when a line passed counts from then on. */
    @Test
    void chunk_committed_after_a_line_passed_begins_the_run_anew() throws Exception {
        Runnable first = written(1, bad(50));
        written(2, Stream.of("ok")).run();
        first.run();
        assertThatCode(() -> written(1, bad(49))).doesNotThrowAnyException();
        assertThatThrownBy(() -> written(1, bad(50))).isInstanceOf(ConsecutiveRejectsException.class);
    }

    @Test
    void lines_at_the_end_of_a_chunk_that_is_not_committed_count_too() throws Exception {
        written(1, Stream.concat(Stream.of("ok"), bad(99)));
        assertThatThrownBy(() -> written(2, bad(1))).isInstanceOf(ConsecutiveRejectsException.class);
    }

    private static Stream<String> bad(int lines) {
        return Stream.generate(() -> "bad").limit(lines);
    }

    private Runnable written(long fileId, Stream<String> lines) throws ConsecutiveRejectsException {
        Chunk chunk = Chunks.of(fileId, "a.txt", lines.toArray(String[]::new));
        List<Rejection> rejections = chunk.records().stream()
                .filter(line -> line.content().length == 3)
                .map(line -> new Rejection(line, "22P02", "no number"))
                .toList();
        return runs.after(chunk, rejections);
    }
}
