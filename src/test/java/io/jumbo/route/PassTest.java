package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassTest {

    private static final ReadLimits ONE_LINE_A_CHUNK = new ReadLimits(2, 10);

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
            pass.succeeded();
            assertThat(file.isExamined(observed)).isTrue();
        }
    }

    @Test
    void unfinished_line_does_not_keep_a_file_from_being_examined() throws IOException {
        try (Pass pass = passOver("1\n2")) {
            writeAll(pass);
            pass.succeeded();
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
            pass.succeeded();
            assertThat(file.isExamined(observed)).isFalse();
            assertThat(pass.writtenTo()).isEqualTo(2);
        }
    }

    @Test
    void pass_that_was_not_asked_to_its_end_leaves_the_file_unexamined() throws IOException {
        try (Pass pass = passOver("1\n2\n")) {
            pass.written(pass.next());
            pass.succeeded();
            assertThat(file.isExamined(observed)).isFalse();
        }
    }

    @Test
    void pass_that_was_told_where_to_end_leaves_the_file_unexamined() throws IOException {
        file.endAt(2);
        try (Pass pass = passOver("1\n2\n")) {
            writeAll(pass);
            pass.succeeded();
            assertThat(pass.writtenTo()).isEqualTo(2);
            assertThat(file.isExamined(observed)).isFalse();
        }
    }

    @Test
    void backlog_is_left_after_sixteen_chunks_so_that_other_files_get_their_turn() throws IOException {
        try (Pass pass = passOver("1\n".repeat(17))) {
            assertThat(writeAll(pass)).isEqualTo(16);
            pass.succeeded();
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
            pass.succeeded();
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

    private Pass passOver(String content) throws IOException {
        growing.append(content.getBytes(StandardCharsets.UTF_8));
        observed = TailReader.observe(growing.path());
        Progress from = Progress.none(observed.fileKey());
        TailReader reader = TailReader.open(growing.path(), "a.txt", from, observed, ONE_LINE_A_CHUNK);
        file.prepare(reader, observed);
        return new Pass(file, observed, reader, stopping::get);
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
