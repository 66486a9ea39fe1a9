package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are written over others can be told, not read. */
class OverwrittenLinesTest {

    private static final String TOLD = "lines overwritten: a.txt";

    @TempDir
    Path directory;

    private FollowedDirectory followed;
    private Path file;
    private Instant time = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void follow() throws Exception {
        followed = new FollowedDirectory(directory.toRealPath());
        file = followed.write("a.txt", "1\n2\n3\n");
        touched();
        followed.poll();
        followed.events.news();
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void file_that_is_touched_twice_is_not_suspected() throws Exception {
        touchedAndPolled(2);
        assertThat(followed.events.beginningWith(TOLD)).isEmpty();
        assertThat(isSaidToBeChanged()).isFalse();
    }

    @Test
    void file_that_is_touched_again_and_again_and_does_not_grow_is_told_once() throws Exception {
        touchedAndPolled(10);
        assertThat(followed.events.beginningWith(TOLD)).hasSize(1);
        assertThat(isSaidToBeChanged()).isTrue();
    }

    @Test
    void lines_that_come_explain_why_it_was_touched() throws Exception {
        for (int i = 0; i < 5; i++) {
            touchedAndPolled(2);
            followed.append("a.txt", "more " + i + "\n");
            assertThat(followed.pollsFor(Duration.ofSeconds(3))).hasSize(1);
        }
        assertThat(followed.events.beginningWith(TOLD)).isEmpty();
    }

    @Test
    void content_of_the_same_length_in_the_place_of_the_other_is_told() throws Exception {
        String lines = "0123456789\n".repeat(10_000);
        followed.append("a.txt", lines);
        touched();
        followed.pollsFor(Duration.ofSeconds(5));
        followed.write("a.txt", "1\n9\n3\n" + lines); // its end is the same, its beginning is not
        touched();
        followed.pollsFor(Duration.ofSeconds(20));
        assertThat(followed.events.beginningWith(TOLD)).hasSize(1);
    }

    private void touchedAndPolled(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            touched();
            followed.pollsFor(Duration.ofSeconds(3));
        }
    }

    private void touched() throws IOException {
        time = time.plusSeconds(10);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private boolean isSaidToBeChanged() throws Exception {
        FileOffset offset =
                followed.store.inTransaction(offsets -> offsets.find("a.txt").orElseThrow());
        return followed.store.changedPaths().contains(offset.path());
    }
}
