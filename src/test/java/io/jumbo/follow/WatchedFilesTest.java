package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFilesTest {

    @TempDir
    Path directory;

    private final WatchedFiles files = new WatchedFiles();

    @Test
    void some_file_is_waited_for_until_it_is_no_more() {
        WatchedFile file = files.at("a.txt");
        files.mayWait(file);
        assertThat(files.anyWaits()).isFalse();
        file.agenda().failed(0);
        files.mayWait(file);
        assertThat(files.anyWaits()).isTrue();
        file.agenda().succeeded();
        assertThat(files.anyWaits()).isFalse();
    }

    @Test
    void file_that_is_forgotten_or_was_never_met_is_not_waited_for() {
        WatchedFile file = files.at("a.txt");
        WatchedFile departed = new WatchedFile("a.txt");
        file.agenda().failed(0);
        departed.agenda().failed(0);
        files.mayWait(departed);
        assertThat(files.anyWaits()).as("another file is under its path").isFalse();
        files.mayWait(file);
        assertThat(files.anyWaits()).isTrue();
        files.remove(List.of(file));
        assertThat(files.anyWaits()).isFalse();
    }

    @Test
    void file_that_two_polls_did_not_meet_and_none_for_a_while_is_not_met() {
        long second = Duration.ofSeconds(1).toNanos();
        files.pollBegins(0);
        files.met("a.txt", "a.txt", null);
        files.pollBegins(second);
        assertThat(files.isMet("a.txt")).isTrue();
        assertThat(files.notMetFor(second)).isEmpty();
        files.pollBegins(second + 1);
        assertThat(files.isMet("a.txt")).isFalse();
        assertThat(files.notMetFor(2 * second)).as("too soon").isEmpty();
        assertThat(files.notMetFor(second)).extracting(WatchedFile::path).containsExactly("a.txt");
    }

    @Test
    void file_is_known_by_the_name_under_which_it_was_met() throws IOException {
        files.pollBegins(0);
        Met first = files.met("name", "a.txt", directory);
        assertThat(files.metAgain("name")).contains(first);
        assertThat(files.metAgain("other")).isEmpty();
        files.remove(List.of());
        assertThat(files.metAgain("name")).contains(first);
        files.remove(List.of(first.watched()));
        assertThat(files.metAgain("name")).isEmpty();
        assertThat(files.find("a.txt")).isEmpty();
        assertThat(files.size()).isZero();
    }

    @Test
    void change_is_readable_when_its_file_is_free_and_at_once_if_it_is_new() {
        WatchedFile file = files.at("a.txt");
        assertThat(files.readableAt(Optional.of("a.txt"), false, 5)).contains(5L);
        file.agenda().restUntil(9);
        assertThat(files.readableAt(Optional.of("a.txt"), false, 5)).contains(9L);
        assertThat(files.readableAt(Optional.of("new.txt"), true, 5)).contains(5L);
        assertThat(files.readableAt(Optional.of("new.txt"), false, 5)).isEmpty();
        assertThat(files.readableAt(Optional.empty(), true, 5)).contains(5L);
    }

    @Test
    void file_is_examined_while_it_is_there_as_it_was_read() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "1\n");
        assertThat(files.isExamined("a.txt", file)).isFalse();
        files.at("a.txt").examined(TailReader.observe(file), 2);
        assertThat(files.isExamined("a.txt", file)).isTrue();
        Files.writeString(file, "1\n2\n");
        assertThat(files.isExamined("a.txt", file)).isFalse();
        Files.delete(file);
        assertThat(files.isExamined("a.txt", file)).isFalse();
    }

    @Test
    void links_alone_or_all_files_are_looked_into_again() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "1\n");
        files.at("a.txt").examined(TailReader.observe(file), 2);
        files.at("link.txt").examined(TailReader.observe(file), 2);
        files.at("link.txt").linked(true);
        files.forgetLinks();
        assertThat(files.isExamined("a.txt", file)).isTrue();
        assertThat(files.isExamined("link.txt", file)).isFalse();
        files.forgetExamined();
        assertThat(files.isExamined("a.txt", file)).isFalse();
    }

    @Test
    void bytes_that_were_seen_of_an_offset_are_those_of_its_path() {
        Progress none = Progress.none(Optional.empty());
        FileOffset offset = new FileOffset(7, "a.txt", none, State.CURRENT);
        assertThat(files.seenBytes(offset)).isZero();
        files.at("a.txt").beginsAnew(offset, new Observation(12, Optional.empty(), Instant.EPOCH));
        assertThat(files.seenBytes(offset)).isEqualTo(12);
    }
}
