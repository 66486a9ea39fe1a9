package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.Listeners;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.option.LineEnd;
import io.jumbo.option.WatchOptions;
import io.jumbo.support.GrowingFile;
import io.jumbo.support.ManualClock;
import io.jumbo.support.RecordedEvents;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import io.jumbo.write.Rejects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final SQLException NO_TABLE = new SQLException("relation \"t\" does not exist", "42P01");

    private static final Optional<Underway> NO_CHUNK = Optional.empty();

    private final ManualClock clock = new ManualClock();
    private final RecordedEvents events = new RecordedEvents();
    private final Watch watch = watch();
    private final Failures failures = new Failures(watch, () -> false, FailuresTest::unwrapped);
    private final PassFailures passes = new PassFailures(watch, failures);
    private final WatchedFile file = new WatchedFile("a.txt");
    private final WatchedFile other = new WatchedFile("b.txt");

    private Watch watch() {
        WatchOptions options = WatchOptions.of("data", Map.of("directory", "."));
        return new Watch(
                "data",
                Path.of("").toAbsolutePath(),
                options,
                ReadLimits.of(options),
                new InMemoryOffsets(clock),
                new Listeners(List.of(events)),
                clock);
    }

    // ---- the watch as a whole

    @Test
    void step_that_works_lets_polls_through_and_is_no_news() {
        assertThat(failures.survived(() -> {})).isTrue();
        assertThat(failures.mayPoll()).isTrue();
        assertThat(failures.isTroubled()).isFalse();
        assertThat(events.news()).isEmpty();
    }

    /** Thrown on, an Error would end Camel's scheduled poll for good. */
    @Test
    void step_that_fails_is_survived_whatever_it_threw() {
        assertThat(failures.survived(() -> {
                    throw new SQLException("refused", "08001");
                }))
                .isFalse();
        assertThat(failures.mayPoll()).isFalse();
        assertThat(failures.isTroubled()).isTrue();
        assertThat(failures.survived(() -> {
                    throw new IOException("no such directory");
                }))
                .isFalse();
        assertThat(failures.survived(() -> {
                    throw new IllegalStateException("no bean dataSource");
                }))
                .isFalse();
        assertThat(failures.survived(() -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isFalse();
        assertThat(events.news())
                .containsExactly(
                        "database lost: refused",
                        "watch paused: no such directory",
                        "watch paused: no bean dataSource",
                        "watch paused: Java heap space");
    }

    @Test
    void polls_are_let_through_after_a_while_and_later_after_each_failure() {
        databaseRefuses();
        assertThat(failures.mayPoll()).isFalse();
        clock.pass(Duration.ofMillis(249));
        assertThat(failures.mayPoll()).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(failures.mayPoll()).isTrue();
        databaseRefuses();
        clock.pass(Duration.ofMillis(499));
        assertThat(failures.mayPoll()).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(failures.mayPoll()).isTrue();
    }

    @Test
    void lost_database_is_told_once_until_it_is_back_and_its_return_once() {
        databaseRefuses();
        failures.survived(() -> {
            throw new SQLException("the server is starting up", "57P03");
        });
        assertThat(events.news()).containsExactly("database lost: refused");
        clock.pass(Duration.ofMillis(1_234));
        failures.survived(() -> {});
        failures.survived(() -> {});
        assertThat(events.news()).containsExactly("watch resumed after 1234 ms");
        assertThat(failures.isTroubled()).isFalse();
        databaseRefuses();
        assertThat(events.news()).containsExactly("database lost: refused");
    }

    @Test
    void pause_is_told_once_for_each_reason() {
        fails(NO_TABLE);
        fails(NO_TABLE);
        fails(new SQLException("no column c", "42703"));
        assertThat(events.news())
                .containsExactly("watch paused: relation \"t\" does not exist", "watch paused: no column c");
    }

    @Test
    void same_reason_with_another_number_is_no_news() {
        fails(new SQLException("Cannot get it, maxWaitDuration=PT9.99S", "42000"));
        fails(new SQLException("Cannot get it, maxWaitDuration=PT10.01S", "42000"));
        fails(new SQLException("statement S_16 does not exist", "26000"));
        fails(new SQLException("statement S_17 does not exist", "26000"));
        fails(new SQLException("Cannot get it, maxWaitDuration=PT1.5S", "42000"));
        assertThat(events.news())
                .containsExactly(
                        "watch paused: Cannot get it, maxWaitDuration=PT9.99S",
                        "watch paused: statement S_16 does not exist");
        failures.survived(() -> {});
        fails(new SQLException("statement S_18 does not exist", "26000"));
        assertThat(events.news()).endsWith("watch paused: statement S_18 does not exist");
    }

    @Test
    void shortage_of_connections_is_waiting_whatever_pool_has_it() {
        fails(new SQLException("Cannot get a connection, pool error", new NoSuchElementException("Timeout waiting")));
        fails(new SQLTransientConnectionException("HikariPool-1 - Connection is not available, timed out after 3ms"));
        assertThat(events.news())
                .singleElement()
                .asString()
                .startsWith("database lost: all connections of the pool are in use")
                .contains("Cannot get a connection");
    }

    @Test
    void pause_after_a_lost_database_is_news_and_the_time_counts_from_the_first_failure() {
        databaseRefuses();
        clock.pass(Duration.ofSeconds(60));
        fails(NO_TABLE);
        clock.pass(Duration.ofSeconds(60));
        failures.survived(() -> {});
        assertThat(events.news())
                .containsExactly(
                        "database lost: refused",
                        "watch paused: relation \"t\" does not exist",
                        "watch resumed after 120000 ms");
    }

    @Test
    void failure_without_words_is_told_too() {
        fails(new IllegalStateException());
        fails(new IllegalStateException());
        assertThat(events.news()).containsExactly("watch paused: null");
    }

    @Test
    void cause_is_told_without_what_camel_wraps_round_it() {
        fails(new Wrapping(new SQLException("refused", "08006")));
        fails(new Wrapping(new Wrapping(NO_TABLE)));
        assertThat(events.news())
                .containsExactly("database lost: refused", "watch paused: relation \"t\" does not exist");
    }

    @Test
    void state_of_a_database_failure_counts_also_where_a_pool_hides_it() {
        fails(new SQLException("Cannot create PoolableConnectionFactory", new SQLException("refused", "08001")));
        assertThat(events.news()).containsExactly("database lost: Cannot create PoolableConnectionFactory");
    }

    @Test
    void statement_too_big_for_the_server_is_a_lost_database_and_no_pause() {
        fails(new SQLException("statement timeout", "57014"));
        assertThat(events.news()).containsExactly("database lost: statement timeout");
    }

    @Test
    void back_off_begins_anew_after_a_trouble_is_over_though_no_file_had_anything_new() {
        for (int attempt = 1; attempt < 10; attempt++) {
            databaseRefuses();
        }
        failures.survived(() -> {});
        assertThat(failures.mayPoll()).isTrue();
        databaseRefuses();
        clock.pass(Duration.ofMillis(250));
        assertThat(failures.mayPoll()).isTrue();
    }

    // ---- a poll as a whole

    /** The database is asked before each poll; that it answers is no news while the poll itself fails. */
    @Test
    void poll_that_fails_is_told_once_until_one_succeeds_and_is_tried_less_and_less() {
        for (int attempt = 1; attempt < 10; attempt++) {
            failures.survived(() -> {});
            failures.pollFailed(new IllegalStateException("cannot list"));
        }
        clock.pass(Duration.ofMillis(9_999));
        assertThat(failures.mayPoll()).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(failures.mayPoll()).isTrue();
        assertThat(events.news()).containsExactly("watch paused: cannot list");
        failures.pollEnded(() -> {});
        failures.pollEnded(() -> {});
        assertThat(events.news()).containsExactly("watch resumed after 10000 ms");
    }

    @Test
    void poll_without_the_database_does_not_mean_that_it_is_back() {
        databaseRefuses();
        failures.pollEnded(() -> {});
        assertThat(failures.isTroubled()).isTrue();
        assertThat(events.news()).containsExactly("database lost: refused");
    }

    @Test
    void end_of_a_poll_that_fails_is_survived() {
        failures.pollEnded(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(failures.mayPoll()).isFalse();
        assertThat(events.news()).containsExactly("watch paused: Java heap space");
    }

    // ---- one file in trouble with the database

    @Test
    void database_failure_during_a_pass_concerns_all_files_and_holds_its_own() throws IOException {
        passes.passFailed(file, 0, NO_CHUNK, new SQLException("terminated", "57P01"));
        assertThat(failures.mayPoll()).isFalse();
        assertThat(file.agenda().isFree(clock.getAsLong())).isFalse();
        assertThat(events.news()).containsExactly("database lost: terminated");
        clock.pass(Duration.ofMillis(300));
        succeeds(file);
        assertThat(failures.mayPoll()).isTrue();
        assertThat(file.agenda().isFree(clock.getAsLong())).isTrue();
        assertThat(events.news()).containsExactly("watch resumed after 300 ms");
    }

    /** A connection that broke is reported as SQLException over an IOException: that is the database, not the file. */
    @Test
    void broken_connection_is_not_taken_for_an_unreadable_file() {
        passes.passFailed(file, 0, NO_CHUNK, new SQLException("broken pipe", "08006", new IOException("broken pipe")));
        assertThat(events.news()).containsExactly("database lost: broken pipe");
    }

    @Test
    void anything_unknown_pauses_the_watch() {
        passes.passFailed(file, 0, NO_CHUNK, new IllegalStateException("a step of the route failed"));
        assertThat(failures.mayPoll()).isFalse();
        assertThat(events.news()).containsExactly("watch paused: a step of the route failed");
    }

    /** Else one sick file, tried at every poll between two healthy ones, would never be left alone. */
    @Test
    void healthy_file_does_not_reset_the_back_off_of_a_sick_one() throws IOException {
        for (int attempt = 1; attempt < 10; attempt++) {
            passes.passFailed(file, 0, NO_CHUNK, NO_TABLE);
            succeeds(other);
            assertThat(failures.mayPoll()).as("the healthy one goes on").isTrue();
        }
        clock.pass(Duration.ofMillis(9_999));
        assertThat(file.agenda().isFree(clock.getAsLong())).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(file.agenda().isFree(clock.getAsLong())).isTrue();
    }

    @Test
    void trouble_is_told_once_until_the_file_that_has_it_succeeds() throws IOException {
        for (int attempt = 1; attempt < 10; attempt++) {
            passes.passFailed(file, 0, NO_CHUNK, NO_TABLE);
            succeeds(other);
            failures.survived(() -> {});
        }
        assertThat(events.news()).containsExactly("watch paused: relation \"t\" does not exist");
        succeeds(file);
        succeeds(file);
        assertThat(events.news()).containsExactly("watch resumed after 0 ms");
        passes.passFailed(file, 0, NO_CHUNK, NO_TABLE);
        assertThat(events.news()).containsExactly("watch paused: relation \"t\" does not exist");
    }

    @Test
    void same_trouble_of_many_files_is_told_once_and_over_when_the_last_one_succeeds() throws IOException {
        passes.passFailed(file, 0, NO_CHUNK, NO_TABLE);
        passes.passFailed(other, 0, NO_CHUNK, NO_TABLE);
        databaseRefuses();
        assertThat(events.news())
                .containsExactly("watch paused: relation \"t\" does not exist", "database lost: refused");
        failures.survived(() -> {});
        succeeds(file);
        assertThat(events.news()).isEmpty();
        succeeds(other);
        assertThat(events.news()).containsExactly("watch resumed after 0 ms");
    }

    /** Else the next outage would be told to nobody: somebody has that trouble already. */
    @Test
    void trouble_of_a_file_that_is_gone_is_over() {
        passes.passFailed(file, 0, NO_CHUNK, new SQLException("refused", "08006"));
        passes.forgotten(file);
        passes.forgotten(other);
        assertThat(failures.isTroubled()).isFalse();
        assertThat(events.news()).containsExactly("database lost: refused", "watch resumed after 0 ms");
        databaseRefuses();
        assertThat(events.news()).containsExactly("database lost: refused");
    }

    @Test
    void file_with_a_trouble_of_its_own_has_none_with_the_database_any_more() {
        passes.passFailed(file, 0, NO_CHUNK, new SQLException("refused", "08006"));
        passes.passFailed(file, 0, NO_CHUNK, rejectsAt(0));
        passes.passFailed(other, 0, NO_CHUNK, new SQLException("refused", "08006"));
        passes.passFailed(other, 0, NO_CHUNK, new AccessDeniedException("b.txt"));
        assertThat(failures.isTroubled()).isFalse();
        assertThat(events.news())
                .containsExactly(
                        "database lost: refused",
                        "watch resumed after 0 ms",
                        "file held back: a.txt",
                        "database lost: refused",
                        "watch resumed after 0 ms",
                        "file unreadable: b.txt");
    }

    /** Files are tried in the order of their listing, always the same, and after a failure no more in that poll. */
    @Test
    void file_listed_after_sick_ones_gets_its_turn() throws IOException {
        List<WatchedFile> sick = List.of(new WatchedFile("1.txt"), new WatchedFile("2.txt"), new WatchedFile("3.txt"));
        int tried = 0;
        for (int poll = 0; poll < 240; poll++) {
            clock.pass(Duration.ofMillis(500));
            for (WatchedFile one : sick) {
                if (failures.mayPoll() && one.agenda().isFree(clock.getAsLong())) {
                    passes.passFailed(one, 0, NO_CHUNK, new IllegalStateException("a step of the route failed"));
                }
            }
            if (failures.mayPoll() && file.agenda().isFree(clock.getAsLong())) {
                succeeds(file);
                tried++;
            }
        }
        assertThat(tried).as("of 240 polls").isGreaterThan(180);
        assertThat(events.news()).containsExactly("watch paused: a step of the route failed");
    }

    // ---- another instance

    @Test
    void other_instance_at_work_holds_the_file_and_is_no_surprise() {
        passes.passFailed(file, 0, NO_CHUNK, new SQLException("offset moved", "40001"));
        passes.passFailed(file, 0, NO_CHUNK, new SQLException("lock not available", "55P03"));
        assertThat(file.agenda().isFree(clock.getAsLong())).isFalse();
        assertThat(failures.mayPoll()).isTrue();
        assertThat(failures.isTroubled()).isFalse();
        assertThat(events.news()).containsExactly("offset moved: a.txt", "offset moved: a.txt");
    }

    /** A transaction left open by a process that hangs holds the row for ever; that must not stay a secret. */
    @Test
    void contention_that_lasts_half_a_minute_is_told() throws IOException {
        for (int attempt = 1; attempt < 8; attempt++) {
            passes.passFailed(file, 0, NO_CHUNK, new SQLException("lock not available", "55P03"));
        }
        assertThat(events.news()).containsOnly("offset moved: a.txt").hasSize(7);
        passes.passFailed(file, 0, NO_CHUNK, new SQLException("lock not available", "55P03"));
        passes.passFailed(file, 0, NO_CHUNK, new SQLException("lock not available", "55P03"));
        assertThat(events.news()).containsExactly("database lost: lock not available");
        succeeds(file);
        assertThat(events.news()).containsExactly("watch resumed after 0 ms");
        passes.passFailed(file, 0, NO_CHUNK, new SQLException("lock not available", "55P03"));
        assertThat(events.news()).as("patience begins anew").containsExactly("offset moved: a.txt");
    }

    // ---- files that cannot be read

    @Test
    void unreadable_file_is_held_alone_and_told_once() throws IOException {
        passes.passFailed(file, 0, NO_CHUNK, new AccessDeniedException("a.txt"));
        assertThat(file.agenda().isFree(clock.getAsLong())).isFalse();
        assertThat(failures.mayPoll()).isTrue();
        passes.passFailed(file, 0, NO_CHUNK, new UncheckedIOException(new IOException("input/output error")));
        assertThat(events.news()).containsExactly("file unreadable: a.txt");
        succeeds(file);
        succeeds(file);
        assertThat(events.news()).containsExactly("file readable: a.txt");
        passes.passFailed(file, 0, NO_CHUNK, new AccessDeniedException("a.txt"));
        assertThat(events.news()).containsExactly("file unreadable: a.txt");
    }

    /**
     * It was renamed or deleted between the listing and the look at it, and the next poll will say what became of it; or it is a link to
     * nothing, and every poll will find that again.
     */
    @Test
    void vanished_file_and_dangling_link_are_held_and_not_told() throws IOException {
        for (int attempt = 1; attempt < 10; attempt++) {
            passes.passFailed(file, 0, NO_CHUNK, new NoSuchFileException("a.txt"));
            assertThat(file.agenda().isFree(clock.getAsLong())).isFalse();
        }
        clock.pass(Duration.ofMillis(9_999));
        assertThat(file.agenda().isFree(clock.getAsLong())).as("no spinning").isFalse();
        assertThat(failures.mayPoll()).isTrue();
        assertThat(failures.isTroubled()).isFalse();
        succeeds(file);
        assertThat(events.news()).isEmpty();
    }

    @Test
    void links_in_a_circle_are_unreadable() {
        passes.passFailed(
                file, 0, NO_CHUNK, new FileSystemException("a.txt", null, "Too many levels of symbolic links"));
        assertThat(events.news()).containsExactly("file unreadable: a.txt");
    }

    // ---- lines that are refused

    @Test
    void lines_before_consecutive_rejects_are_written_before_the_file_is_held_back() {
        passes.passFailed(file, 0, NO_CHUNK, rejectsAt(500));
        assertThat(file.agenda().isFree(clock.getAsLong())).isTrue();
        assertThat(file.takeEndAt()).contains(500L);
        assertThat(events.news()).isEmpty();
        passes.passFailed(file, 500, NO_CHUNK, rejectsAt(500));
        passes.passFailed(file, 500, NO_CHUNK, rejectsAt(500));
        assertThat(file.agenda().isFree(clock.getAsLong())).isFalse();
        assertThat(file.takeEndAt()).isEmpty();
        assertThat(failures.mayPoll()).as("other files go on").isTrue();
        assertThat(failures.isTroubled()).isFalse();
        assertThat(events.news()).containsExactly("file held back: a.txt");
    }

    @Test
    void consecutive_rejects_are_found_inside_what_camel_wraps_round_them() {
        passes.passFailed(file, 500, NO_CHUNK, new Wrapping(rejectsAt(500)));
        assertThat(events.news()).containsExactly("file held back: a.txt");
    }

    @Test
    void file_is_released_once_it_was_read_to_its_end() throws IOException {
        passes.passFailed(file, 500, NO_CHUNK, rejectsAt(500));
        events.news();
        file.endAt(0);
        succeeds(file);
        assertThat(events.news()).as("the part before the rejects was written").isEmpty();
        succeeds(file);
        succeeds(file);
        assertThat(events.news()).containsExactly("file released: a.txt");
    }

    @Test
    void chunk_that_must_be_written_in_parts_is_tried_at_once_up_to_its_part() {
        passes.passFailed(file, 500, NO_CHUNK, new Wrapping(Rejects.partial(700)));
        assertThat(file.takeEndAt()).contains(700L);
        assertThat(file.agenda().isFree(clock.getAsLong())).isTrue();
        assertThat(failures.mayPoll()).isTrue();
        assertThat(events.news()).isEmpty();
    }

    // ---- transactions that are too much for the server

    private static final Optional<Underway> CHUNK = Optional.of(new Underway(101, 100, 1_000));
    private static final Optional<Underway> ONE_LINE = Optional.of(new Underway(101, 1, 10));

    @Test
    void chunk_that_takes_too_long_is_tried_again_in_smaller_ones_and_told_once() {
        SQLException slow = new SQLException("statement timeout", "57014");
        passes.passFailed(file, 0, CHUNK, slow);
        assertThat(mostBytes()).isEqualTo(250);
        passes.passFailed(file, 0, Optional.of(new Underway(101, 25, 250)), new Wrapping(slow));
        assertThat(mostBytes()).isEqualTo(62);
        assertThat(failures.mayPoll()).as("other files go on").isTrue();
        clock.pass(Duration.ofMillis(250));
        assertThat(file.agenda().isFree(clock.getAsLong())).isTrue();
        assertThat(events.news()).containsExactly("transactions smaller: a.txt statement timeout");
    }

    @Test
    void session_lost_once_is_an_outage_and_three_times_what_the_chunk_does() {
        passes.passFailed(file, 0, CHUNK, Rejects.lostSession());
        passes.passFailed(file, 0, CHUNK, new SQLException("starting up", "57P03"));
        passes.passFailed(file, 0, CHUNK, new SQLException("refused", "08001"));
        passes.passFailed(file, 0, CHUNK, Rejects.lostSession());
        assertThat(file.transactionSize().isFull()).isTrue();
        assertThat(events.news()).containsExactly("database lost: Database connection failed when ending copy");
        passes.passFailed(file, 0, CHUNK, Rejects.lostSession());
        passes.passFailed(file, 0, Optional.of(new Underway(101, 25, 250)), Rejects.lostSession());
        assertThat(mostBytes()).isEqualTo(62);
        assertThat(events.news())
                .containsExactly("transactions smaller: a.txt Database connection failed when ending copy");
    }

    @Test
    void sessions_lost_with_something_written_between_them_are_outages() {
        for (int i = 0; i < 10; i++) {
            passes.passFailed(file, 0, CHUNK, Rejects.lostSession());
            passes.chunkWritten(file, 100);
        }
        assertThat(file.transactionSize().isFull()).isTrue();
    }

    @Test
    void line_that_is_too_much_alone_holds_its_file_and_is_told_until_it_passes() {
        SQLException slow = new SQLException("statement timeout", "57014");
        for (int attempt = 1; attempt < 10; attempt++) {
            passes.passFailed(file, 0, ONE_LINE, slow);
        }
        assertThat(file.agenda().isFree(clock.getAsLong())).isFalse();
        assertThat(failures.mayPoll()).as("other files go on").isTrue();
        assertThat(events.news()).containsExactly("line stuck: a.txt 101");
        passes.chunkWritten(file, 1);
        passes.chunkWritten(file, 1);
        assertThat(events.news()).containsExactly("file released: a.txt");
    }

    @Test
    void file_whose_chunks_end_after_a_line_each_time_is_told_to_crawl_once() {
        for (int i = 1; i < 100; i++) {
            passes.passFailed(file, i, NO_CHUNK, rejectsAt(i + 1));
            clock.pass(Duration.ofMillis(125));
            passes.chunkWritten(file, 1);
        }
        assertThat(events.news()).containsExactly("file crawls: a.txt");
    }

    @Test
    void chunks_that_end_early_after_many_lines_are_no_crawl() {
        for (int i = 1; i < 100; i++) {
            passes.passFailed(file, i, NO_CHUNK, rejectsAt(i + 1));
            passes.chunkWritten(file, 1_000);
        }
        assertThat(events.news()).isEmpty();
    }

    private int mostBytes() {
        return file.transactionSize().mostBytes();
    }

    // ---- what a route handled

    @Test
    void file_that_stands_still_because_a_route_swallows_its_chunks_is_told_once() throws IOException {
        try (GrowingFile content = GrowingFile.create()) {
            content.append("1\n2\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 3; i++) {
                try (Pass pass = pass(file, content)) {
                    pass.next();
                    passes.passSucceeded(file, pass);
                }
            }
        }
        assertThat(events.news())
                .singleElement()
                .asString()
                .startsWith("watch paused: the route handles a failure, or lets lines pass by insert-rows")
                .endsWith("correct the route. The file is " + file.path());
    }

    @Test
    void pass_whose_failure_a_route_handled_holds_the_file_and_mends_nothing() throws IOException {
        passes.passFailed(file, 0, NO_CHUNK, NO_TABLE);
        events.news();
        try (GrowingFile content = GrowingFile.create()) {
            content.append("1\n2\n".getBytes(StandardCharsets.UTF_8));
            try (Pass pass = pass(file, content)) {
                pass.next();
                passes.passSucceeded(file, pass);
            }
        }
        clock.pass(Duration.ofMillis(499));
        assertThat(file.agenda().isFree(clock.getAsLong()))
                .as("left alone for the second time")
                .isFalse();
        assertThat(failures.isTroubled()).isTrue();
        assertThat(events.news()).isEmpty();
    }

    private void databaseRefuses() {
        fails(new SQLException("refused", "08001"));
    }

    private void fails(SQLException failure) {
        failures.survived(() -> {
            throw failure;
        });
    }

    private void fails(RuntimeException failure) {
        failures.survived(() -> {
            throw failure;
        });
    }

    private void succeeds(WatchedFile watched) throws IOException {
        try (GrowingFile content = GrowingFile.create();
                Pass pass = pass(watched, content)) {
            assertThat(pass.hasNext()).isFalse();
            passes.passSucceeded(watched, pass);
        }
    }

    private static Pass pass(WatchedFile watched, GrowingFile content) throws IOException {
        Observation now = TailReader.observe(content.path());
        Progress from = Progress.none(now.fileKey());
        ReadLimits limits = new ReadLimits(2, 10, LineEnd.LF);
        return new Pass(
                watched,
                now,
                TailReader.open(content.path(), 1, watched.path(), from, now, limits),
                () -> false,
                Runnable::run);
    }

    private static SQLException rejectsAt(long firstByte) {
        return Rejects.consecutive("a.txt", Rejects.rejection(firstByte, "22P02", "invalid input"));
    }

    /** As a framework does with what comes out of its steps. */
    private static final class Wrapping extends RuntimeException {

        private static final long serialVersionUID = 1;

        Wrapping(Throwable failure) {
            super("in the exchange 1", failure);
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof Wrapping) {
            cause = cause.getCause();
        }
        return cause;
    }

    // ---- handles, and parts of chunks

    @Test
    void that_no_more_files_may_be_opened_is_told_with_the_remedy() {
        FileSystemException out = new FileSystemException("a.txt", null, "Too many open files");
        passes.passFailed(file, 0, NO_CHUNK, out);
        assertThat(failures.isTroubled(file)).isTrue();
        assertThat(events.news())
                .singleElement()
                .asString()
                .contains("as many files open as it may")
                .contains("ulimit -n");
    }

    /** They are written in one transaction or not at all. */
    @Test
    void inserted_lines_that_must_be_written_in_parts_are_too_much() {
        Underway inserted = new Underway(1, 2, 4, true);
        passes.passFailed(file, 0, Optional.of(inserted), Rejects.partial(2));
        assertThat(file.takeEndAt()).isEmpty();
        assertThat(file.transactionSize().isFull()).isFalse();
    }
}
