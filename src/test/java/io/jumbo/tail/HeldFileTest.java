package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a file by its handle, wherever its name is. */
class HeldFileTest {

    private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 1 << 20, LineEnd.LF);

    @TempDir
    Path directory;

    private Path file;
    private HeldFile held;

    @BeforeEach
    void hold() throws IOException {
        file = write("a.txt", "1\n2\n");
        held = HeldFile.open(file, 7, TailReader.observe(file)).orElseThrow();
    }

    @AfterEach
    void close() throws IOException {
        held.close();
    }

    @Test
    void file_that_is_another_one_by_now_is_not_held() throws IOException {
        Observation observed = TailReader.observe(file);
        Files.move(write("b.txt", "3\n"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(HeldFile.open(file, 7, observed)).isEmpty();
    }

    @Test
    void file_is_known_under_whatever_name_it_has() throws IOException {
        Path elsewhere = Files.move(file, directory.resolve("b.txt"));
        write("a.txt", "1\n2\n");
        assertThat(held.isAt(elsewhere)).isTrue();
        assertThat(held.isAt(file)).as("another one with the same content").isFalse();
        assertThat(held.isAt(directory.resolve("missing.txt"))).isFalse();
        assertThat(held.fileKey()).isEqualTo(TailReader.observe(elsewhere).fileKey());
    }

    @Test
    void two_handles_of_one_file_are_of_the_same_file() throws IOException {
        Path other = write("b.txt", "1\n2\n");
        try (HeldFile again = HeldFile.open(file, 8, TailReader.observe(file)).orElseThrow();
                HeldFile another =
                        HeldFile.open(other, 9, TailReader.observe(other)).orElseThrow()) {
            assertThat(held.isSameAs(again)).isTrue();
            assertThat(held.isSameAs(another)).isFalse();
        }
    }

    @Test
    void same_handle_serves_another_offset_row() throws IOException {
        HeldFile other = held.forOffset(8);
        assertThat(held.fileId()).isEqualTo(7);
        assertThat(other.fileId()).isEqualTo(8);
        assertThat(other.fileKey()).isEqualTo(held.fileKey());
        other.close();
        assertThat(held.isOpen()).isFalse();
    }

    @Test
    void deleted_file_can_be_read_on_and_stays_open_after_it_was_read() throws IOException {
        Progress none = Progress.none(held.fileKey());
        Files.delete(file);
        try (TailReader reader = held.read("a.txt", none, LIMITS)) {
            Chunk chunk = reader.next().orElseThrow();
            assertThat(chunk).hasToString("a.txt bytes 0 to 4, 2 lines");
            assertThat(chunk.fileId()).isEqualTo(7);
            assertThat(reader.fileId()).isEqualTo(7);
        }
        assertThat(held.isOpen()).isTrue();
        assertThat(held.size()).isEqualTo(4);
        held.close();
        assertThat(held.isOpen()).isFalse();
    }

    @Test
    void deleted_file_of_other_content_is_not_read() throws IOException {
        Progress other = consumed(write("b.txt", "3\n"));
        assertThatThrownBy(() -> held.read("a.txt", other, LIMITS)).isInstanceOf(IOException.class);
    }

    @Test
    void held_file_continues_what_was_consumed_of_it_and_nothing_else() throws IOException {
        Progress consumed = consumed(file);
        assertThat(held.continues(consumed)).isTrue();
        write("a.txt", "1\n2\n3\n");
        assertThat(held.continues(consumed)).isTrue();
        write("a.txt", "1\n");
        assertThat(held.continues(consumed)).isFalse();
    }

    @Test
    void held_file_holds_other_bytes_unless_they_are_those_consumed_or_their_beginning() throws IOException {
        Progress consumed = consumed(file);
        assertThat(held.holdsOther(consumed)).as("the same").isFalse();
        write("a.txt", "1\n");
        assertThat(held.holdsOther(consumed)).as("the beginning").isFalse();
        write("a.txt", "");
        assertThat(held.holdsOther(consumed)).as("nothing").isFalse();
        write("a.txt", "3\n");
        assertThat(held.holdsOther(consumed)).as("shorter").isTrue();
        write("a.txt", "3\n4\n5\n");
        assertThat(held.holdsOther(consumed)).as("longer").isTrue();
    }

    /** Nothing is known of how it began if an earlier release stored its offset. */
    @Test
    void empty_file_holds_nothing_whatever_was_consumed() throws IOException {
        Progress consumed = consumed(file);
        Progress withoutExcerpt = new Progress(4, 2, consumed.fileKey(), consumed.evidence());
        write("a.txt", "");
        assertThat(held.holdsOther(withoutExcerpt)).isFalse();
        write("a.txt", "1\n");
        assertThat(held.holdsOther(withoutExcerpt)).isTrue();
    }

    @Test
    void held_file_begins_with_a_shorter_one_of_the_same_bytes() throws IOException {
        assertThat(held.beginsWith(write("b.txt", "1\n"))).isTrue();
        assertThat(held.beginsWith(write("b.txt", "1\n2\n"))).isTrue();
        assertThat(held.beginsWith(write("b.txt", "1\n2\n3\n"))).isFalse();
        assertThat(held.beginsWith(write("b.txt", "2\n"))).isFalse();
        assertThat(held.beginsWith(write("b.txt", ""))).isFalse();
    }

    @Test
    void held_file_is_more_than_one_that_does_not_begin_with_it() throws IOException {
        assertThat(held.isMoreThan(write("b.txt", "1\n"))).isTrue();
        assertThat(held.isMoreThan(write("b.txt", "1\n3\n"))).isTrue();
        assertThat(held.isMoreThan(write("b.txt", "1\n2\n"))).isFalse();
        assertThat(held.isMoreThan(write("b.txt", "1\n2\n3\n"))).isFalse();
        write("a.txt", "");
        assertThat(held.isMoreThan(write("b.txt", "1\n")))
                .as("it holds nothing")
                .isFalse();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static Progress consumed(Path file) throws IOException {
        Observation now = TailReader.observe(file);
        try (TailReader reader = TailReader.open(file, 1, "a.txt", Progress.none(now.fileKey()), now, LIMITS)) {
            reader.next();
            return reader.progress();
        }
    }
}
