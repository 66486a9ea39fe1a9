package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.Listeners;
import io.jumbo.follow.Watch;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.option.WatchOptions;
import io.jumbo.support.ManualClock;
import io.jumbo.support.RecordedEvents;
import io.jumbo.tail.ReadLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryPresenceTest {

    @TempDir
    Path above;

    private final RecordedEvents events = new RecordedEvents();
    private Path directory;
    private DirectoryPresence presence;

    @BeforeEach
    void watch() {
        directory = above.resolve("data");
        WatchOptions options = WatchOptions.of("lab", Map.of());
        ManualClock clock = new ManualClock();
        presence = new DirectoryPresence(new Watch(
                "lab",
                directory,
                options,
                ReadLimits.of(options),
                new InMemoryOffsets(clock),
                new Listeners(List.of(events)),
                clock));
    }

    @Test
    void directory_that_is_missing_is_told_once_and_found_once() throws Exception {
        assertThat(presence.isThere()).isFalse();
        assertThat(presence.isThere()).isFalse();
        assertThat(presence.isCertainlyEmpty()).isTrue();
        assertThat(events.news()).hasSize(1).first().asString().startsWith("directory missing");
        Files.createDirectory(directory);
        assertThat(presence.isThere()).isTrue();
        assertThat(presence.isThere()).isTrue();
        assertThat(presence.isCertainlyEmpty()).isFalse();
        assertThat(events.news()).hasSize(1).first().asString().startsWith("directory found");
    }

    @Test
    void directory_that_was_always_there_is_not_told() throws Exception {
        Files.createDirectory(directory);
        assertThat(presence.isThere()).isTrue();
        assertThat(events.news()).isEmpty();
    }

    /** What is no directory may become one; it holds no file, but that is for a person to see. */
    @Test
    void file_in_place_of_the_directory_is_told_and_nothing_is_concluded() throws Exception {
        Files.writeString(directory, "1\n");
        assertThat(presence.isThere()).isFalse();
        assertThat(presence.isCertainlyEmpty()).isFalse();
        assertThat(events.news()).hasSize(1);
    }
}
