package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

    @TempDir
    Path directory;

    @Test
    void what_can_be_looked_at_is_answered() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "1\n");
        assertThat(Disk.observe(file).map(Observation::size)).contains(2L);
        assertThat(Disk.match(file, Progress.none(Optional.empty()))).contains(Match.SAME);
    }

    @Test
    void that_nobody_can_look_is_an_answer() {
        Path nowhere = directory.resolve("nowhere.txt");
        assertThat(Disk.observe(nowhere)).isEmpty();
        assertThat(Disk.observe(directory)).as("no regular file").isEmpty();
        assertThat(Disk.match(nowhere, Progress.none(Optional.empty()))).isEmpty();
    }
}
