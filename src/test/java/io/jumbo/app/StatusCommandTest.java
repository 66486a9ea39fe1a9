package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.WrittenFile;
import io.jumbo.option.WatchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T09:30:00Z");

    @TempDir
    Path directory;

    @Test
    void file_that_is_there_has_bytes_that_wait() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "1\n2\n3");
        assertThat(described("data", Optional.empty(), 0))
                .isEqualTo("data  a.txt  2 lines, 4 bytes written, 1 waiting, last at 2026-11-23T08:00:00Z");
    }

    @Test
    void file_that_is_gone_says_since_when_and_what_was_lost_with_it() {
        assertThat(described("data", Optional.of(TUESDAY), 17))
                .isEqualTo("data  a.txt  2 lines, 4 bytes written, 17 abandoned, last at 2026-11-23T08:00:00Z,"
                        + " gone since 2026-11-24T09:30:00Z");
    }

    @Test
    void file_that_is_there_again_is_not_gone() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "1\n2\n");
        assertThat(described("data", Optional.of(TUESDAY), 17))
                .isEqualTo(
                        "data  a.txt  2 lines, 4 bytes written, 0 waiting, 17 abandoned, last at 2026-11-23T08:00:00Z");
    }

    @Test
    void of_a_watch_that_is_not_run_here_only_the_table_is_known() {
        assertThat(described("balance", Optional.empty(), 0))
                .isEqualTo("balance  a.txt  2 lines, 4 bytes written, last at 2026-11-23T08:00:00Z");
        assertThat(described("balance", Optional.of(TUESDAY), 0)).endsWith(", gone since 2026-11-24T09:30:00Z");
    }

    @Test
    void a_watch_that_no_file_matches_says_what_is_there_instead() throws IOException {
        WatchOptions options = WatchOptions.of("data", Map.of("directory", directory.toString()));
        assertThat(StatusCommand.unread(options)).isEmpty();
        Files.writeString(directory.resolve("a.csv"), "1\n");
        Files.writeString(directory.resolve("B.TXT"), "1\n");
        assertThat(StatusCommand.unread(options))
                .contains("data: no file in " + directory
                        + " matches **/*.txt; there is B.TXT, which differs in case; 1 other (a.csv)");
        Files.writeString(directory.resolve("a.txt"), "1\n");
        assertThat(StatusCommand.unread(options)).isEmpty();
    }

    @Test
    void a_directory_that_is_not_there_is_told() {
        WatchOptions options = WatchOptions.of(
                "data", Map.of("directory", directory.resolve("missing").toString()));
        assertThat(StatusCommand.unread(options))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("data: directory " + directory.resolve("missing") + " cannot be listed: "));
    }

    @Test
    void lines_that_were_changed_after_they_were_written_are_not_called_written_without_a_word() {
        assertThat(described("data", Optional.empty(), 0, Optional.of(MONDAY)))
                .endsWith(", lines changed after they were written, last at " + MONDAY);
    }

    private String described(String watch, Optional<Instant> goneAt, long abandoned) {
        return described(watch, goneAt, abandoned, Optional.empty());
    }

    private String described(String watch, Optional<Instant> goneAt, long abandoned, Optional<Instant> changedAt) {
        Watches watches = new Watches(
                List.of(WatchOptions.of("data", Map.of("directory", directory.toString()))), Map.of(), Map.of());
        return StatusCommand.described(
                new WrittenFile(watch, "a.txt", 4, 2, MONDAY, goneAt, abandoned, changedAt), watches);
    }
}
