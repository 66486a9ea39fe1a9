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
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassTest {

    private static final int HALF_MEGABYTE = 512 * 1024;
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
            assertThat(pass.handedOut().writtenTo()).isEqualTo(2);
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
            assertThat(pass.handedOut().writtenTo()).isEqualTo(12);
            assertThat(file.isExamined(observed)).isTrue();
        }
    }

    /** An exception that a route handled looks like a success to the file consumer. */
    @Test
    void chunk_that_was_handed_out_but_not_written_leaves_the_file_unexamined() throws IOException {
        try (Pass pass = passOver("1\n2\n")) {
            pass.handedOut().written(pass.next());
            pass.next();
            assertThat(pass.hasNext()).isFalse();
            assertThat(isExaminedBy(pass)).isFalse();
            assertThat(file.isExamined(observed)).isFalse();
            assertThat(pass.handedOut().writtenTo()).isEqualTo(2);
        }
    }

    /** The split asks one chunk ahead. That one is still given, and refused by the offset; to read more of the file would be in vain. */
    @Test
    void nothing_is_read_any_more_once_a_chunk_was_not_written() throws IOException {
        try (Pass pass = passOver("1\n2\n3\n4\n")) {
            pass.handedOut().written(pass.next());
            pass.next();
            assertThat(pass.hasNext()).as("asked ahead").isTrue();
            pass.next();
            assertThat(pass.hasNext()).isFalse();
            assertThat(pass.handedOut().isWritten()).isFalse();
            assertThat(isExaminedBy(pass)).isFalse();
            assertThat(pass.handedOut().writtenTo()).isEqualTo(2);
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
            pass.handedOut().written(pass.next());
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
            assertThat(pass.handedOut().writtenTo()).isEqualTo(2);
            assertThat(file.isExamined(observed)).isFalse();
        }
    }

    @Test
    void backlog_is_left_after_sixteen_chunks_so_that_other_files_get_their_turn() throws IOException {
        try (Pass pass = passOver("1\n".repeat(17))) {
            assertThat(writeAll(pass)).isEqualTo(16);
            assertThat(isExaminedBy(pass)).isFalse();
            assertThat(pass.handedOut().writtenTo()).isEqualTo(32);
            assertThat(file.isExamined(observed)).isFalse();
        }
    }

    @Test
    void pass_ends_when_the_route_stops_and_the_chunk_at_hand_is_still_given() throws IOException {
        try (Pass pass = passOver("1\n2\n3\n")) {
            pass.handedOut().written(pass.next());
            assertThat(pass.hasNext()).isTrue();
            stopping.set(true);
            assertThat(pass.hasNext()).isTrue();
            pass.handedOut().written(pass.next());
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
            pass.handedOut().written(pass.next());
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
        pass.noteRead();
        return pass.isComplete();
    }

    private static int writeAll(Pass pass) {
        int chunks = 0;
        while (pass.hasNext()) {
            Chunk chunk = pass.next();
            pass.hasNext();
            pass.handedOut().written(chunk);
            chunks++;
        }
        return chunks;
    }

    // ---- what is known of it while it goes on

    @Test
    void chunk_under_way_is_the_first_that_is_not_written() throws IOException {
        try (Pass pass = passOver("1\n2\n")) {
            assertThat(pass.handedOut().underway()).isEmpty();
            assertThat(pass.handedOut().hasWritten()).isFalse();
            Chunk first = pass.next();
            pass.next();
            assertThat(pass.handedOut().underway()).contains(Underway.of(first));
            pass.handedOut().written(first);
            assertThat(pass.handedOut().hasWritten()).isTrue();
            assertThat(pass.handedOut().underway().orElseThrow().firstLine()).isEqualTo(2);
        }
    }

    @Test
    void file_that_got_longer_may_be_its_file_and_a_shorter_or_another_one_is_not() throws IOException {
        try (Pass pass = passOver("1\n2\n")) {
            assertThat(pass.isOfFile(observed)).isTrue();
            assertThat(pass.isOfFile(new Observation(9, observed.fileKey(), observed.modified())))
                    .isTrue();
            assertThat(pass.isOfFile(new Observation(3, observed.fileKey(), observed.modified())))
                    .isFalse();
            assertThat(pass.isOfFile(new Observation(9, Optional.of("ino=0"), observed.modified())))
                    .isFalse();
        }
    }

    /** What comes meanwhile is read by the next one: one that grows all the time would be many small transactions else. */
    @Test
    void pass_ends_where_the_file_ended_before_it() throws IOException {
        try (Pass pass = passOver("1\n")) {
            growing.append("2\n".getBytes(StandardCharsets.UTF_8));
            assertThat(writeAll(pass)).isEqualTo(1);
            assertThat(pass.isComplete()).isTrue();
        }
    }

    @Test
    void what_was_known_of_the_file_is_forgotten_by_a_pass_that_does_not_read_to_its_end() throws IOException {
        try (Pass pass = passOver("1\n2\n")) {
            file.examined(observed, 4);
            pass.handedOut().written(pass.next());
            pass.noteRead();
            assertThat(file.isExamined(observed)).isFalse();
        }
    }

    @Test
    void nul_bytes_inside_lines_are_content_where_the_reader_was_told_so() throws IOException {
        growing.append("1\n".getBytes(StandardCharsets.UTF_8));
        observed = TailReader.observe(growing.path());
        TailReader plain = open(ONE_LINE_A_CHUNK);
        TailReader told = open(ONE_LINE_A_CHUNK);
        told.nulsInLines();
        try (Pass pass = new Pass(file, observed, plain, stopping::get, Runnable::run);
                Pass other = new Pass(file, observed, told, stopping::get, Runnable::run)) {
            pass.noteRead();
            assertThat(file.hasNulsInLines()).isFalse();
            other.noteRead();
            assertThat(file.hasNulsInLines()).isTrue();
        }
    }

    // ---- reading ahead

    @Test
    void next_chunk_of_a_backlog_is_read_while_the_one_before_is_written() throws IOException {
        assertThat(readAheadIn(HALF_MEGABYTE)).isEqualTo(1);
        assertThat(readAheadIn(HALF_MEGABYTE - 2)).as("too little is left").isZero();
        assertThat(readAheadIn(40 * HALF_MEGABYTE))
                .as("the last of sixteen has none behind it")
                .isEqualTo(15);
    }

    /** Of a file of so many bytes, in chunks of a quarter of a megabyte. */
    private int readAheadIn(int bytes) throws IOException {
        AtomicInteger ahead = new AtomicInteger();
        try (GrowingFile big = GrowingFile.create()) {
            big.append("a\n".repeat(bytes / 2).getBytes(StandardCharsets.UTF_8));
            Observation now = TailReader.observe(big.path());
            TailReader reader = TailReader.open(
                    big.path(),
                    1,
                    "a.txt",
                    Progress.none(now.fileKey()),
                    now,
                    new ReadLimits(HALF_MEGABYTE / 2, 10, LineEnd.LF));
            try (Pass pass = new Pass(new WatchedFile("a.txt"), now, reader, stopping::get, task -> {
                ahead.incrementAndGet();
                task.run();
            })) {
                writeAll(pass);
                assertThat(pass.handedOut().writtenTo()).isEqualTo(Math.min(bytes, 8 * HALF_MEGABYTE));
            }
        }
        return ahead.get();
    }

    @Test
    void failure_of_what_was_read_ahead_is_that_of_the_pass() throws IOException {
        try (GrowingFile big = GrowingFile.create()) {
            big.append("a\n".repeat(HALF_MEGABYTE).getBytes(StandardCharsets.UTF_8));
            Observation now = TailReader.observe(big.path());
            TailReader reader = TailReader.open(
                    big.path(),
                    1,
                    "a.txt",
                    Progress.none(now.fileKey()),
                    now,
                    new ReadLimits(HALF_MEGABYTE / 2, 10, LineEnd.LF));
            try (Pass pass = new Pass(file, now, reader, stopping::get, task -> {
                throw new RejectedExecutionException("it reads for another pass");
            })) {
                pass.handedOut().written(pass.next());
                assertThat(pass.hasNext()).as("read on this thread").isTrue();
            }
            TailReader closed = TailReader.open(
                    big.path(), 1, "a.txt", Progress.none(now.fileKey()), now, new ReadLimits(2, 10, LineEnd.LF));
            ReadAhead chunks = new ReadAhead(closed, Runnable::run, stopping::get);
            closed.close();
            chunks.begin();
            assertThatThrownBy(chunks::next).isInstanceOf(UncheckedIOException.class);
        }
    }
}
