package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a file of other content still holds the end of what was consumed. */
class ComparisonTest {

    private static final ReadLimits LIMITS = new ReadLimits(64 * 1024, 64 * 1024);

    @TempDir
    private Path directory;

    @Test
    void long_lines_that_differ_at_their_beginning_only_are_other_lines() throws Exception {
        Progress consumed = consumed(line("1;", 1_200) + line("2;", 1_200));
        assertThat(compared(line("3;", 1_200) + line("4;", 1_200), consumed)).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void lines_longer_than_the_excerpt_are_found_behind_changed_ones_if_the_hash_covers_them() throws Exception {
        Progress consumed = consumed(line("1;", 600) + line("2;", 600));
        assertThat(compared(line("changed;", 600) + line("2;", 600), consumed)).isEqualTo(Match.EDITED);
        assertThat(compared(line("1;", 600) + line("3;", 600), consumed)).isEqualTo(Match.DIFFERENT);
    }

    private static String line(String start, int length) {
        return start + "0".repeat(length - start.length() - 1) + "\n";
    }

    private Progress consumed(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("f.txt"), content, StandardCharsets.US_ASCII);
        Observation now = TailReader.observe(file);
        try (TailReader reader = TailReader.open(file, 1, "f.txt", Progress.none(now.fileKey()), now, LIMITS)) {
            reader.next();
            return reader.progress();
        }
    }

    private Match compared(String content, Progress consumed) throws IOException {
        Path file = Files.writeString(directory.resolve("f.txt"), content, StandardCharsets.US_ASCII);
        return Comparison.of(file, consumed, Optional.empty(), true).match();
    }
}
