package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedFilesTest {

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
}
