package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.Listeners;
import io.jumbo.follow.Watch;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.option.WatchOptions;
import io.jumbo.support.ManualClock;
import io.jumbo.support.RecordedEvents;
import io.jumbo.tail.ReadLimits;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnnameableFilesTest {

    private static final String UNKNOWN = "/data/M\uFFFDller.txt";

    /** Of this no system makes a path. */
    private static final String IMPOSSIBLE = "/data/a\0b.txt";

    private final RecordedEvents events = new RecordedEvents();
    private final UnnameableFiles unnameable = new UnnameableFiles(watch());

    private Watch watch() {
        WatchOptions options = WatchOptions.of("lab", Map.of());
        ManualClock clock = new ManualClock();
        return new Watch(
                "lab",
                Path.of("/data"),
                options,
                ReadLimits.of(options),
                new InMemoryOffsets(clock),
                new Listeners(List.of(events)),
                clock);
    }

    @Test
    void name_that_java_can_express_is_a_path() {
        assertThat(unnameable.path("/data/sub/../a.txt")).contains(Path.of("/data/a.txt"));
        assertThat(events.news()).isEmpty();
    }

    @Test
    void name_that_java_cannot_express_is_told_once() {
        assertThat(unnameable.path(IMPOSSIBLE)).isEmpty();
        assertThat(unnameable.path(IMPOSSIBLE)).isEmpty();
        assertThat(events.news()).containsExactly("file unreadable: " + IMPOSSIBLE);
    }

    @Test
    void file_that_is_not_there_under_a_name_with_a_lost_character_is_told_once() {
        assertThat(unnameable.explains(new NoSuchFileException(UNKNOWN), UNKNOWN))
                .isTrue();
        assertThat(unnameable.explains(new NoSuchFileException(UNKNOWN), UNKNOWN))
                .isTrue();
        assertThat(events.news()).containsExactly("file unreadable: " + UNKNOWN);
    }

    @Test
    void file_that_vanished_just_now_is_not_told() {
        assertThat(unnameable.explains(new NoSuchFileException("/data/a.txt"), "/data/a.txt"))
                .isFalse();
        assertThat(events.news()).isEmpty();
    }
}
