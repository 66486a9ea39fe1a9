package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may open no files, or few: what is lost with a file is counted and told. */
class FewHandlesTest {

    @TempDir
    Path directory;

    private FollowedDirectory followed;

    private void follow(int handles) throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        followed = new FollowedDirectory(directory.toRealPath(), Map.of(), new Handles(handles));
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void no_more_are_held_than_there_are_and_all_are_read() throws Exception {
        follow(2);
        for (int i = 0; i < 5; i++) {
            followed.write(i + ".txt", i + "\n");
        }
        assertThat(followed.poll()).hasSize(5);
        assertThat(followed.openFiles()).hasSize(2);
        followed.append("0.txt", "more\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("more");
        assertThat(followed.openFiles()).hasSize(2).contains("0.txt");
    }

    @Test
    void unread_bytes_of_a_file_that_was_replaced_are_told_as_lost() throws Exception {
        follow(0);
        Path file = followed.write("a.txt", "1\nhalf");
        followed.write("other.txt", "0\n");
        followed.poll();
        followed.events.news();
        Files.delete(file);
        followed.write("b.txt", "keeps the number of the file\n");
        followed.write("a.txt", "new\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).contains("new");
        assertThat(followed.events.beginningWith("bytes abandoned")).containsExactly("bytes abandoned: a.txt 4");
    }

    @Test
    void nothing_is_told_of_a_replaced_file_that_was_read_to_its_end() throws Exception {
        follow(0);
        Path file = followed.write("a.txt", "1\n");
        followed.write("other.txt", "0\n");
        followed.poll();
        Files.delete(file);
        followed.write("b.txt", "keeps the number of the file\n");
        followed.write("a.txt", "new\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).contains("new");
        assertThat(followed.events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void unread_bytes_of_a_file_that_was_cut_are_told_as_lost() throws Exception {
        follow(0);
        followed.write("a.txt", "1\nhalf");
        followed.write("other.txt", "0\n");
        followed.poll();
        followed.write("a.txt", "x\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).containsExactly("x");
        assertThat(followed.events.beginningWith("bytes abandoned")).containsExactly("bytes abandoned: a.txt 4");
    }

    @Test
    void file_that_was_replaced_and_moved_aside_is_read_on_there() throws Exception {
        follow(0);
        Path file = followed.write("a.txt", "1\nhalf");
        followed.write("other.txt", "0\n");
        followed.poll();
        Files.move(file, directory.resolve("a.old"));
        Files.writeString(directory.resolve("a.old"), " of it\n", StandardOpenOption.APPEND);
        followed.write("a.txt", "new\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).containsExactlyInAnyOrder("half of it", "new");
        assertThat(followed.events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void deleted_file_is_told_as_gone_with_what_was_not_read_of_it() throws Exception {
        follow(0);
        Path file = followed.write("a.txt", "1\nhalf");
        followed.write("other.txt", "0\n");
        followed.poll();
        Files.delete(file);
        followed.pollsFor(Duration.ofSeconds(5));
        assertThat(followed.events.beginningWith("file changed: a.txt Gone")).hasSize(1);
        assertThat(followed.events.beginningWith("bytes abandoned")).containsExactly("bytes abandoned: a.txt 4");
    }
}
