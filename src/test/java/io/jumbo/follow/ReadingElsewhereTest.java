package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.follow.ReadingElsewhere.Answer;
import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that bears another name is opened there for its offset, if it still holds what was read of it. */
class ReadingElsewhereTest {

    @TempDir
    Path directory;

    private final Handles handles = new Handles(1);
    private FollowedDirectory followed;
    private OpenFiles openFiles;
    private ReadingElsewhere reading;

    @BeforeEach
    void follow() throws IOException {
        followed = new FollowedDirectory(directory.toRealPath(), Map.of(), handles);
        openFiles = new OpenFiles(followed.watch, new PassFailures(followed.watch, followed.follower.failures()));
        reading = new ReadingElsewhere(followed.watch, new WatchedFiles(), openFiles);
    }

    @AfterEach
    void close() {
        openFiles.close();
        followed.close();
    }

    @Test
    void file_that_holds_what_was_read_is_open_for_its_offset_from_now_on() throws Exception {
        Path file = followed.write("a.old", "1\n2\n");
        FileOffset offset = read(file, "a.txt");
        assertThat(reading.in(file, offset)).isEqualTo(Answer.YES);
        assertThat(openFiles.hasFileOf(offset)).isTrue();
        assertThat(reading.in(file, offset)).as("it is open").isEqualTo(Answer.YES);
    }

    @Test
    void file_with_other_content_is_not_it() throws Exception {
        Path file = followed.write("a.old", "1\n2\n");
        FileOffset offset = read(file, "a.txt");
        Files.writeString(file, "3\n4\n");
        assertThat(reading.in(file, offset)).isEqualTo(Answer.NO);
        assertThat(openFiles.all()).isEmpty();
    }

    @Test
    void file_that_cannot_be_looked_at_is_asked_again() throws Exception {
        Path file = followed.write("a.old", "1\n2\n");
        FileOffset offset = read(file, "a.txt");
        Files.delete(file);
        assertThat(reading.in(file, offset)).isEqualTo(Answer.LATER);
    }

    @Test
    void file_for_which_there_is_no_room_is_asked_again() throws Exception {
        for (int i = 0; i < 4; i++) {
            Path away = followed.write(i + ".old", i + "\n");
            assertThat(reading.in(away, read(away, i + ".txt"))).isEqualTo(Answer.YES);
        }
        Path file = followed.write("a.old", "1\n2\n");
        assertThat(reading.in(file, read(file, "a.txt"))).isEqualTo(Answer.LATER);
    }

    @Test
    void of_several_copies_the_first_is_taken_and_one_that_may_be_it_is_waited_for() throws Exception {
        Path file = followed.write("a.1", "1\n2\n");
        FileOffset offset = read(file, "a.txt");
        Path other = followed.write("a.2", "3\n");
        Path nowhere = directory.resolve("a.3");
        assertThat(reading.inOneOf(List.of(), offset)).isEqualTo(Answer.NO);
        assertThat(reading.inOneOf(List.of(other), offset)).isEqualTo(Answer.NO);
        assertThat(reading.inOneOf(List.of(nowhere, other), offset)).isEqualTo(Answer.LATER);
        assertThat(reading.inOneOf(List.of(other, file, nowhere), offset)).isEqualTo(Answer.YES);
    }

    private FileOffset read(Path file, String path) throws Exception {
        Observation now = TailReader.observe(file);
        try (TailReader reader =
                TailReader.open(file, 0, path, Progress.none(now.fileKey()), now, followed.watch.limits())) {
            reader.next().orElseThrow();
            return followed.store.inTransaction(offsets -> offsets.create(path, reader.progress()));
        }
    }
}
