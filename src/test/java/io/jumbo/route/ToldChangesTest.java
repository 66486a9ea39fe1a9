package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToldChangesTest {

    private static final Path FILE = Path.of("/data/sub/f.txt");

    private long time = -3;
    private final ToldChanges told = new ToldChanges(() -> time);

    @Test
    void nothing_is_relied_on_before_the_first_poll() {
        assertThat(told.isReliable()).isFalse();
    }

    @Test
    void first_poll_may_find_what_nobody_has_told() {
        poll(FILE);
        assertThat(told.isReliable()).isTrue();
    }

    @Test
    void nothing_is_relied_on_where_a_directory_is_not_listened_to() {
        told.pollBegins(true);
        told.enters(false);
        told.enters(true);
        told.pollEnded();
        assertThat(told.isReliable()).isFalse();
        told.pollBegins(false);
        told.enters(true);
        told.pollEnded();
        assertThat(told.isReliable()).isFalse();
    }

    @Test
    void what_was_told_may_be_found_by_a_poll() {
        poll();
        told.told(Optional.of(FILE));
        poll(FILE);
        assertThat(told.isReliable()).isTrue();
    }

    @Test
    void what_is_in_a_directory_that_was_told_may_be_found_by_a_poll() {
        poll();
        told.told(Optional.of(Path.of("/data/sub")));
        poll(FILE);
        assertThat(told.isReliable()).isTrue();
    }

    @Test
    void anything_may_be_found_when_it_was_lost_what_was_told() {
        poll();
        told.told(Optional.empty());
        poll(FILE);
        assertThat(told.isReliable()).isTrue();
    }

    @Test
    void nothing_is_relied_on_for_ten_minutes_when_a_poll_found_what_nobody_had_told() {
        poll();
        told.told(Optional.of(FILE));
        poll();
        poll(FILE);
        assertThat(told.isReliable()).isFalse();
        time += Duration.ofMinutes(10).toNanos() - 1;
        poll(FILE);
        assertThat(told.isReliable()).isFalse();
        time += 1;
        assertThat(told.isReliable()).isTrue();
    }

    private void poll(Path... found) {
        told.pollBegins(true);
        told.enters(true);
        for (Path file : found) {
            told.found(file);
        }
        told.pollEnded();
    }
}
