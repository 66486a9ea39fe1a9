package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** For how long a file is held open. */
@EnabledOnOs(OS.LINUX)
class HeldFileScenarioIT extends Scenario {

    private static final Duration QUIET = Duration.ofSeconds(121);

    /** A disk with an open file on it cannot be unmounted. */
    @Test
    void file_that_was_read_to_its_end_is_let_go_when_it_has_been_quiet_for_two_minutes() throws Exception {
        append("a.txt", "1\n2\nunfinished");
        start();
        rowsBecome("1", "2");
        assertThat(opened()).anyMatch(name -> name.endsWith("/a.txt"));
        timePasses(QUIET);
        eventually(() -> assertThat(opened()).noneMatch(name -> name.endsWith("/a.txt")));
        append("a.txt", " no more\n3\n");
        rowsBecome("1", "2", "unfinished no more", "3");
        assertThat(opened()).anyMatch(name -> name.endsWith("/a.txt"));
    }

    @Test
    void file_with_lines_that_could_not_be_written_yet_is_held_for_as_long_as_that_takes() throws Exception {
        append("a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        database.execute("ALTER TABLE t RENAME TO elsewhere");
        append("a.txt", numbers(4, 6));
        hears("watch paused");
        timePasses(QUIET);
        timePasses(QUIET);
        eventually(() -> assertThat(passes.over("a.txt")).isGreaterThan(3));
        Files.delete(file("a.txt"));
        database.execute("ALTER TABLE elsewhere RENAME TO t");
        rowsBecome("1", "2", "3", "4", "5", "6");
    }

    private List<String> opened() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.map(HeldFileScenarioIT::target)
                    .filter(name -> name.startsWith(directory.toString()))
                    .toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return Files.exists(handle) ? fail(e) : ""; // closed meanwhile
        }
    }

    private static String fail(IOException e) {
        throw new UncheckedIOException(e);
    }
}
