package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.FileText;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files may be copies of what was written since the poll began. */
class BeginningsTest {

    private static final String LINES = "1\n2\n";

    private final Beginnings written = new Beginnings(FileText.utf8(LineEnd.LF));

    @TempDir
    Path directory;

    @Test
    void nothing_is_a_copy_while_nothing_is_written() throws IOException {
        Path copy = file("c.txt", LINES);
        assertThat(written.mayHaveCopy(copy, false)).isFalse();
        Path unread = file("a.txt", LINES);
        written.add(unread, Progress.none(Optional.empty()));
        assertThat(written.mayHaveCopy(copy, false)).isFalse();
    }

    @Test
    void of_a_whole_file_what_holds_its_beginning_is_a_copy_unless_equal_files_are_the_habit() throws IOException {
        Path original = written("a.txt", LINES);
        Path copy = file("c.txt", LINES);
        Path more = file("more.txt", LINES + "3\n");
        Path other = file("o.txt", "3\n");
        assertThat(written.mayHaveCopy(copy, false)).isTrue();
        assertThat(written.mayHaveCopy(copy, true)).isFalse();
        assertThat(written.mayHaveCopy(more, false))
                .as("it holds more than the original")
                .isFalse();
        assertThat(written.mayHaveCopy(other, false)).isFalse();
        assertThat(written.mayHaveCopy(original, false)).as("itself").isFalse();
    }

    @Test
    void of_a_file_that_was_cut_since_anything_that_begins_so_may_be_one() throws IOException {
        Path original = written("a.txt", LINES);
        Path copy = file("c.txt", LINES);
        Files.writeString(original, "");
        assertThat(written.mayHaveCopy(copy, true)).isTrue();
        assertThat(written.mayHaveCopy(file("o.txt", "3\n4\n"), true)).isFalse();
        Files.delete(original);
        assertThat(written.mayHaveCopy(copy, true)).as("nobody can look").isTrue();
        written.clear();
        assertThat(written.mayHaveCopy(copy, true)).isFalse();
    }

    @Test
    void the_latest_of_each_beginning_are_kept() throws IOException {
        Path first = written("0.txt", LINES);
        Files.writeString(first, "");
        Path copy = file("c.txt", LINES);
        for (int i = 1; i < 32; i++) {
            written(i + ".txt", LINES);
        }
        assertThat(written.mayHaveCopy(copy, true)).as("of 32").isTrue();
        written("32.txt", LINES);
        assertThat(written.mayHaveCopy(copy, true)).as("of 33").isFalse();
    }

    private Path written(String name, String content) throws IOException {
        Path file = file(name, content);
        Observation now = TailReader.observe(file);
        ReadLimits limits = new ReadLimits(100, 100, LineEnd.LF);
        try (TailReader reader = TailReader.open(file, 1, name, Progress.none(now.fileKey()), now, limits)) {
            Chunk chunk = reader.next().orElseThrow();
            written.add(file, chunk.after());
        }
        return file;
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
