package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.tail.Chunk;
import io.jumbo.tail.Chunks;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RejectRunTest {

    private static final int LIMIT = ConsecutiveRejectsException.LIMIT;

    @Test
    void rejects_at_the_end_of_a_chunk_are_carried_into_the_next() throws ConsecutiveRejectsException {
        RejectRun run = after(RejectRun.NONE, Chunks.of("a.txt", "bad", "ok", "bad", "bad"));
        assertThat(run.length()).isEqualTo(2);
        assertThat(after(run, Chunks.of("a.txt", "bad")).length()).isEqualTo(3);
    }

    @Test
    void inserted_line_ends_the_run() throws ConsecutiveRejectsException {
        assertThat(after(new RejectRun(99), Chunks.of("a.txt", "ok"))).isEqualTo(RejectRun.NONE);
        assertThat(after(new RejectRun(99), Chunks.of("a.txt", "ok", "bad"))).isEqualTo(new RejectRun(1));
    }

    @Test
    void blank_lines_neither_end_nor_lengthen_it() throws ConsecutiveRejectsException {
        assertThat(after(new RejectRun(7), Chunks.of("a.txt", "", ""))).isEqualTo(new RejectRun(7));
        assertThat(after(new RejectRun(7), Chunks.of("a.txt", "", "bad", "", "bad", "")))
                .isEqualTo(new RejectRun(9));
    }

    @Test
    void ninety_nine_rejects_are_a_header_and_one_hundred_are_not() throws ConsecutiveRejectsException {
        assertThat(after(RejectRun.NONE, badLines(LIMIT - 1)).length()).isEqualTo(99);
        assertThatThrownBy(() -> after(RejectRun.NONE, badLines(LIMIT)))
                .isInstanceOf(ConsecutiveRejectsException.class);
    }

    @Test
    void exception_names_the_first_reject_of_this_chunk_that_belongs_to_the_run() {
        assertThatThrownBy(() -> after(new RejectRun(0), chunkOf("bad", "ok", LIMIT)))
                .isInstanceOfSatisfying(ConsecutiveRejectsException.class, e -> {
                    assertThat(e.firstByte()).isEqualTo(7);
                    assertThat(e.getSQLState()).isEqualTo("22P02");
                    assertThat(e.getMessage())
                            .isEqualTo(
                                    "the last 100 lines of the watch were rejected, in a.txt from line 3 at byte 7 on: no number");
                });
    }

    @Test
    void run_of_earlier_chunks_counts_but_those_lines_are_dead_letters_already() {
        assertThatThrownBy(() -> after(new RejectRun(LIMIT - 1), Chunks.of("b.txt", "", "bad")))
                .isInstanceOfSatisfying(
                        ConsecutiveRejectsException.class,
                        e -> assertThat(e.firstByte()).isEqualTo(1));
    }

    /** The run across files must not outlive the proof that the template fits. */
    @Test
    void headers_of_many_files_are_no_reason_to_hold_back_a_file_whose_lines_pass() throws ConsecutiveRejectsException {
        RejectRun run = RejectRun.NONE;
        for (int file = 1; file < LIMIT; file++) {
            run = after(run, Chunks.of("header-" + file + ".txt", "bad"));
        }
        assertThat(run).isEqualTo(new RejectRun(99));
        assertThat(after(run, Chunks.of("a.txt", "bad", "ok", "ok"))).isEqualTo(RejectRun.NONE);
        assertThat(after(run, Chunks.of("a.txt", "bad", "bad", "", "ok", "bad")))
                .isEqualTo(new RejectRun(1));
        assertThat(after(run, Chunks.of("a.txt", "", "ok", "bad"))).isEqualTo(new RejectRun(1));
    }

    @Test
    void hundredth_file_without_a_line_that_passes_is_one_too_many() {
        assertThatThrownBy(() -> after(new RejectRun(LIMIT - 1), Chunks.of("header-100.txt", "bad")))
                .isInstanceOf(ConsecutiveRejectsException.class)
                .hasMessageContaining("header-100.txt");
    }

    @Test
    void line_that_passes_does_not_excuse_a_hundred_rejects_of_its_own_chunk() {
        assertThatThrownBy(() -> after(RejectRun.NONE, chunkOf("ok", "bad", LIMIT - 1)))
                .isInstanceOf(ConsecutiveRejectsException.class);
    }

    private static Chunk badLines(int count) {
        return Chunks.of("a.txt", IntStream.range(0, count).mapToObj(i -> "bad").toArray(String[]::new));
    }

    private static Chunk chunkOf(String first, String second, int badLines) {
        return Chunks.of(
                "a.txt",
                IntStream.range(0, badLines + 2)
                        .mapToObj(i -> i == 0 ? first : i == 1 ? second : "bad")
                        .toArray(String[]::new));
    }

    /** The run after a chunk whose lines "bad" were refused. */
    private static RejectRun after(RejectRun run, Chunk chunk) throws ConsecutiveRejectsException {
        List<Rejection> rejections = new ArrayList<>();
        for (LineRecord line : chunk.records()) {
            if (Arrays.equals(line.content(), new byte[] {'b', 'a', 'd'})) {
                rejections.add(new Rejection(line, "22P02", "no number"));
            }
        }
        return run.after(chunk, rejections);
    }
}
