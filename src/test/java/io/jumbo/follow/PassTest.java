package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.LineEnd;
import io.jumbo.support.GrowingFile;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassTest {

    private static final ReadLimits ONE_LINE_A_CHUNK = new ReadLimits(2, 10, LineEnd.LF);

    private final WatchedFile file = new WatchedFile("a.txt");
    private final AtomicBoolean stopping = new AtomicBoolean();
    private GrowingFile growing;
    private Observation observed;

    @BeforeEach
    void create() throws IOException {
        growing = GrowingFile.create();
    }

    @AfterEach
    void delete() throws IOException {
        growing.close();
    }

    @Test
    void file_read_and_written_to_its_end_is_examined() throws IOException {
        try (Pass pass = passOver("1\n2\n")) {
            writeAll(pass);
            assertThat(isExaminedBy(pass)).isTrue();
            assertThat(file.isExamined(observed)).isTrue();
        }
    }

    @Test
    void unfinished_line_does_not_keep_a_file_from_being_examined() throws IOException {
        try (Pass pass = passOver("1\n2")) {
            writeAll(pass);
            assertThat(isExaminedBy(pass)).isTrue();
            assertThat(file.isExamined(observed)).isTrue();
        }
    }

    @Test
    void file_catches_up_once_after_lines_were_handed_out() throws IOException {
        try (Pass pass = passOver("1")) {
            writeAll(pass);
            assertThat(file.catchesUp()).as("it never was behind").isFalse();
        }
        growing.append("\n".getBytes(StandardCharsets.UTF_8));
        try (Pass pass = passOver("2\n3")) {
            writeAll(pass);
            assertThat(file.catchesUp()).isTrue();
            assertThat(file.catchesUp()).isFalse();
        }
    }

    /** The bytes may be replaced by text without a change of size and time. The pass itself is over: the file may rest. */
    @Test
    void gap_keeps_a_file_from_being_examined() throws IOException {
        try (Pass pass = passOver("1\n" + "\0".repeat(100) + "2\n")) {
            assertThat(pass.gapAt()).isEmpty();
            assertThat(writeAll(pass)).isEqualTo(1);
            assertThat(pass.gapAt()).isPresent();
            assertThat(isExaminedBy(pass)).as("nothing more to read for now").isTrue();
            assertThat(file.isExamined(observed)).isFalse();
            assertThat(pass.writtenTo()).isEqualTo(2);
        }
    }

    @Test
    void gap_of_a_settled_file_is_a_chunk_like_others() throws IOException {
        growing.append("1\n\0\0\0\0\0\0\0\0002\n".getBytes(StandardCharsets.UTF_8));
        observed = TailReader.observe(growing.path());
        TailReader reader = open(ONE_LINE_A_CHUNK);
        reader.settled();
        try (Pass pass = new Pass(file, observed, reader, stopping::get, ForkJoinPool.commonPool())) {
            assertThat(writeAll(pass)).isEqualTo(3);
            assertThat(pass.gapAt()).isEmpty();
            assertThat(isExaminedBy(pass)).isTrue();
            assertThat(pass.writtenTo()).isEqualTo(12);
            assertThat(file.isExamined(observed)).isTrue();
        }
    }

    /** An exception that a route handled looks like a success to the file consumer. */
    @Test
    void chunk_that_was_handed_out_but_not_written_leaves_the_file_unexamined() throws IOException {
        try (Pass pass = passOver("1\n2\n")) {
            pass.written(pass.next());
            pass.next();
            assertThat(pass.hasNext()).isFalse();
            assertThat(isExaminedBy(pass)).isFalse();
            assertThat(file.isExamined(observed)).isFalse();
            assertThat(pass.writtenTo()).isEqualTo(2);
        }
    }

    /** The split asks one chunk ahead. That one is still given, and refused by the offset; to read more of the file would be in vain. */
    @Test
    void nothing_is_read_any_more_once_a_chunk_was_not_written() throws IOException {
        try (Pass pass = passOver("1\n2\n3\n4\n")) {
            pass.written(pass.next());
            pass.next();
            assertThat(pass.hasNext()).as("asked ahead").isTrue();
            pass.next();
            assertThat(pass.hasNext()).isFalse();
            assertThat(pass.isWritten()).isFalse();
            assertThat(isExaminedBy(pass)).isFalse();
            assertThat(pass.writtenTo()).isEqualTo(2);
        }
    }

    @Test
    void end_set_for_one_pass_holds_for_that_pass_only() throws IOException {
        file.endAt(2);
        try (Pass pass = passOver("1\n2\n")) {
            assertThat(writeAll(pass)).isEqualTo(1);
        }
        try (Pass pass = passOver("")) {
            assertThat(writeAll(pass)).isEqualTo(2);
            assertThat(isExaminedBy(pass)).isTrue();
        }
    }

    @Test
    void pass_that_was_not_asked_to_its_end_leaves_the_file_unexamined() throws IOException {
        try (Pass pass = passOver("1\n2\n")) {
            pass.written(pass.next());
            assertThat(isExaminedBy(pass)).isFalse();
            assertThat(file.isExamined(observed)).isFalse();
        }
    }

    @Test
    void pass_that_was_told_where_to_end_leaves_the_file_unexamined() throws IOException {
        file.endAt(2);
        try (Pass pass = passOver("1\n2\n")) {
            writeAll(pass);
            assertThat(isExaminedBy(pass)).isFalse();
            assertThat(pass.writtenTo()).isEqualTo(2);
            assertThat(file.isExamined(observed)).isFalse();
        }
    }

    @Test
    void backlog_is_left_after_sixteen_chunks_so_that_other_files_get_their_turn() throws IOException {
        try (Pass pass = passOver("1\n".repeat(17))) {
            assertThat(writeAll(pass)).isEqualTo(16);
            assertThat(isExaminedBy(pass)).isFalse();
            assertThat(pass.writtenTo()).isEqualTo(32);
            assertThat(file.isExamined(observed)).isFalse();
        }
    }

    @Test
    void pass_ends_when_the_route_stops_and_the_chunk_at_hand_is_still_given() throws IOException {
        try (Pass pass = passOver("1\n2\n3\n")) {
            pass.written(pass.next());
            assertThat(pass.hasNext()).isTrue();
            stopping.set(true);
            assertThat(pass.hasNext()).isTrue();
            pass.written(pass.next());
            assertThat(pass.hasNext()).isFalse();
            assertThatThrownBy(pass::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("the pass over a.txt is at its end");
            assertThat(isExaminedBy(pass)).isFalse();
            assertThat(file.isExamined(observed)).isFalse();
        }
    }

    @Test
    void file_that_cannot_be_read_any_more_fails_the_pass() throws IOException {
        Pass pass = passOver("1\n2\n");
        pass.close();
        assertThatThrownBy(pass::hasNext)
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void file_that_is_rewritten_during_the_pass_fails_it() throws IOException {
        try (Pass pass = passOver("1\n2\n3\n")) {
            pass.written(pass.next());
            growing.rewriteFrom(0, "100\n200\n".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(pass::hasNext)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("a.txt is being rewritten");
        }
    }

    /** As an Error it would end Camel's scheduled poll for good. Java refuses the array by its size alone, whatever the heap. */
    @Test
    void chunk_that_memory_is_too_small_for_is_a_failure_like_others() throws IOException {
        growing.extendTo(Integer.MAX_VALUE);
        try (Pass pass = passOver("", new ReadLimits(Integer.MAX_VALUE, 10, LineEnd.LF))) {
            assertThatThrownBy(pass::hasNext)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no memory for a chunk of a.txt: lower jumbo.chunk-bytes or give Java more memory")
                    .hasCauseInstanceOf(OutOfMemoryError.class);
        }
    }

    private Pass passOver(String content) throws IOException {
        return passOver(content, ONE_LINE_A_CHUNK);
    }

    private Pass passOver(String content, ReadLimits limits) throws IOException {
        growing.append(content.getBytes(StandardCharsets.UTF_8));
        observed = TailReader.observe(growing.path());
        return new Pass(file, observed, open(limits), stopping::get, ForkJoinPool.commonPool());
    }

    private TailReader open(ReadLimits limits) throws IOException {
        Progress from = Progress.none(observed.fileKey());
        return TailReader.open(growing.path(), 1, "a.txt", from, observed, limits);
    }

    private static boolean isExaminedBy(Pass pass) {
        pass.noteExamined();
        return pass.isComplete();
    }

    private static int writeAll(Pass pass) {
        int chunks = 0;
        while (pass.hasNext()) {
            Chunk chunk = pass.next();
            pass.hasNext();
            pass.written(chunk);
            chunks++;
        }
        return chunks;
    }
}
