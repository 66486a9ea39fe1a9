package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.ManualClock;
import io.jumbo.support.RecordedEvents;
import io.jumbo.tail.Observation;
import io.jumbo.write.Rejects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final ManualClock clock = new ManualClock();
    private final RecordedEvents events = new RecordedEvents();
    private final AtomicInteger forgotten = new AtomicInteger();
    private final Gate gate = new Gate("data", clock, events::tell);
    private final Failures failures = new Failures("data", gate, clock, events::tell, forgotten::incrementAndGet);
    private final WatchedFile file = new WatchedFile("a.txt");

    // ---- the watch as a whole

    @Test
    void step_that_works_leaves_the_gate_open() {
        assertThat(failures.survived(() -> {})).isTrue();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void step_that_fails_closes_the_gate_whatever_it_threw() {
        assertThat(failures.survived(() -> {
                    throw new SQLException("refused", "08001");
                }))
                .isFalse();
        assertThat(failures.survived(() -> {
                    throw new IOException("no such directory");
                }))
                .isFalse();
        assertThat(failures.survived(() -> {
                    throw new IllegalStateException("no bean dataSource");
                }))
                .isFalse();
        assertThat(gate.isOpen()).isFalse();
        assertThat(events.news())
                .containsExactly(
                        "database lost: refused",
                        "watch paused: no such directory",
                        "watch paused: no bean dataSource");
    }

    /** It may come back restored from a backup, and then no file is written as far as memory says. */
    @Test
    void lost_database_makes_every_file_unexamined() {
        failures.watchFailed(new SQLException("terminated", "57P01"));
        assertThat(forgotten).hasValue(1);
        assertThat(events.news()).containsExactly("database lost: terminated");
    }

    @Test
    void failure_that_needs_a_person_pauses_and_forgets_nothing() {
        failures.watchFailed(new SQLException("relation \"t\" does not exist", "42P01"));
        assertThat(forgotten).hasValue(0);
        assertThat(gate.isOpen()).isFalse();
        assertThat(events.news()).containsExactly("watch paused: relation \"t\" does not exist");
    }

    @Test
    void database_failure_is_found_inside_what_camel_wraps_round_it() {
        failures.watchFailed(new IllegalStateException("wrapped", new SQLException("refused", "08006")));
        assertThat(events.news()).containsExactly("database lost: wrapped");
    }

    // ---- one file

    @Test
    void success_opens_the_gate_and_releases_the_file() {
        failures.watchFailed(new SQLException("refused", "08001"));
        file.hold(clock.getAsLong());
        clock.pass(Duration.ofMillis(100));
        failures.passSucceeded(file);
        assertThat(gate.isOpen()).isTrue();
        assertThat(file.isHeld(clock.getAsLong())).isFalse();
        assertThat(events.news()).containsExactly("database lost: refused", "watch resumed after 100 ms");
    }

    @Test
    void unreadable_file_is_held_alone_and_told_once() {
        failures.passFailed(file, 0, new AccessDeniedException("a.txt"));
        assertThat(file.isHeld(clock.getAsLong())).isTrue();
        assertThat(gate.isOpen()).isTrue();
        failures.passFailed(file, 0, new UncheckedIOException(new IOException("input/output error")));
        assertThat(events.news()).containsExactly("file unreadable: a.txt");
        failures.passSucceeded(file);
        failures.passSucceeded(file);
        assertThat(events.news()).containsExactly("file readable: a.txt");
    }

    /** It was renamed or deleted between the listing and the look at it; the next poll will say what became of it. */
    @Test
    void vanished_file_is_no_failure() {
        failures.passFailed(file, 0, new NoSuchFileException("a.txt"));
        assertThat(file.isHeld(clock.getAsLong())).isFalse();
        assertThat(gate.isOpen()).isTrue();
        assertThat(events.news()).isEmpty();
    }

    @Test
    void other_instance_at_work_holds_the_file_and_is_no_surprise() {
        failures.passFailed(file, 0, new SQLException("offset moved", "40001"));
        failures.passFailed(file, 0, new SQLException("lock not available", "55P03"));
        assertThat(file.isHeld(clock.getAsLong())).isTrue();
        assertThat(gate.isOpen()).isTrue();
        assertThat(forgotten).hasValue(0);
        assertThat(events.news()).containsExactly("offset moved: a.txt", "offset moved: a.txt");
    }

    @Test
    void database_failure_during_a_pass_concerns_the_watch() {
        failures.passFailed(file, 0, new SQLException("terminated", "57P01"));
        assertThat(gate.isOpen()).isFalse();
        assertThat(file.isHeld(clock.getAsLong())).isFalse();
        assertThat(events.news()).containsExactly("database lost: terminated");
    }

    /** A connection that broke is reported as SQLException over an IOException: that is the database, not the file. */
    @Test
    void broken_connection_is_not_taken_for_an_unreadable_file() {
        failures.passFailed(file, 0, new SQLException("broken pipe", "08006", new IOException("broken pipe")));
        assertThat(events.news()).containsExactly("database lost: broken pipe");
    }

    @Test
    void anything_unknown_pauses_the_watch() {
        failures.passFailed(file, 0, new IllegalStateException("a step of the route failed"));
        assertThat(gate.isOpen()).isFalse();
        assertThat(events.news()).containsExactly("watch paused: a step of the route failed");
    }

    // ---- a template that fits no line

    @Test
    void lines_before_consecutive_rejects_are_written_before_the_file_is_held_back() {
        failures.passFailed(file, 0, rejectsAt(500));
        assertThat(file.isHeld(clock.getAsLong())).isFalse();
        assertThat(events.news()).isEmpty();
        failures.passFailed(file, 500, rejectsAt(500));
        failures.passFailed(file, 500, rejectsAt(500));
        assertThat(file.isHeld(clock.getAsLong())).isTrue();
        assertThat(gate.isOpen()).as("other files go on").isTrue();
        assertThat(events.news()).containsExactly("file held back: a.txt");
    }

    @Test
    void consecutive_rejects_are_found_inside_what_camel_wraps_round_them() {
        failures.passFailed(file, 500, new IllegalStateException("wrapped", rejectsAt(500)));
        assertThat(events.news()).containsExactly("file held back: a.txt");
    }

    @Test
    void file_is_released_once_it_was_read_to_its_end() {
        failures.passFailed(file, 500, rejectsAt(500));
        events.news();
        failures.passSucceeded(file);
        assertThat(events.news()).as("the part before the rejects was written").isEmpty();
        file.examined(new Observation(900, Optional.empty(), FileTime.fromMillis(0)));
        failures.passSucceeded(file);
        failures.passSucceeded(file);
        assertThat(events.news()).containsExactly("file released: a.txt");
    }

    private static SQLException rejectsAt(long firstByte) {
        return Rejects.consecutive("a.txt", Rejects.rejection(firstByte, "22P02", "invalid input"));
    }
}
