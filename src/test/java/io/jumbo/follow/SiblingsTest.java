package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.option.LineEnd;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiblingsTest {

    private static final ReadLimits LIMITS = new ReadLimits(1 << 16, 1 << 12, LineEnd.LF);

    @TempDir
    Path directory;

    /** A thousand files that are saved anew would else list a thousand files each. */
    @Test
    void directory_is_listed_once_for_a_search() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "1\n");
        Siblings siblings = new Siblings(directory);
        assertThat(siblings.beside(file).orElseThrow()).hasSize(1);
        Files.writeString(directory.resolve("b.txt"), "2\n");
        assertThat(siblings.beside(file).orElseThrow()).as("listed before").hasSize(1);
        assertThat(new Siblings(directory).beside(file).orElseThrow()).hasSize(2);
    }

    @Test
    void file_is_found_under_another_name_by_what_was_consumed_of_it() throws IOException {
        FileOffset consumed = consumed("a.txt", "1\n");
        Path moved = Files.move(directory.resolve("a.txt"), directory.resolve("old"));
        assertThat(new Siblings(directory).find(consumed)).contains(moved);
        assertThat(new Siblings(directory).findLonger(consumed))
                .as("nothing more is in it")
                .isEmpty();
        Files.writeString(moved, "2\n", StandardOpenOption.APPEND);
        assertThat(new Siblings(directory).findLonger(consumed)).contains(moved);
        Files.writeString(moved, "3\n4\n", StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(new Siblings(directory).find(consumed)).as("other content").isEmpty();
    }

    @Test
    void copies_are_named_after_the_file_and_hold_more() throws IOException {
        FileOffset consumed = consumed("a.txt", "1\n");
        Path copy = Files.writeString(directory.resolve("a.txt.1"), "1\n2\n");
        Files.writeString(directory.resolve("a.txt.2"), "1\n");
        Files.writeString(directory.resolve("b.txt"), "1\n2\n");
        assertThat(new Siblings(directory).copiesOf(consumed, 3)).containsExactly(copy);
    }

    @Test
    void directory_that_is_not_there_has_been_searched() throws IOException {
        FileOffset consumed = consumed("a.txt", "1\n");
        FileOffset elsewhere = consumed.moved("none/a.txt", consumed.progress());
        assertThat(new Siblings(directory).canBeSearched(elsewhere)).isTrue();
        assertThat(new Siblings(directory).find(elsewhere)).isEmpty();
    }

    private FileOffset consumed(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        Observation now = TailReader.observe(file);
        try (TailReader reader = TailReader.open(file, 1, name, Progress.none(now.fileKey()), now, LIMITS)) {
            return new FileOffset(1, name, reader.next().orElseThrow().after(), State.CURRENT);
        }
    }
}
