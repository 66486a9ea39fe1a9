package io.jumbo.app.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.TailEvents;
import io.jumbo.support.ManualClock;
import io.jumbo.tail.Chunks;
import io.jumbo.write.Rejects;
import io.jumbo.write.Written;
import io.jumbo.write.failure.Rejection;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In these tests a line is a byte, so that rows per second are bytes per second. */
class BacklogsTest {

    private static final String WATCH = "data";
    private static final String PATH = "big.txt";
    private static final long FILE = 7;

    private final ManualClock clock = new ManualClock();
    private final List<String> log = new ArrayList<>();
    private final Backlogs backlogs = new Backlogs(clock, log::add);

    // ---- what is said

    @Test
    void says_how_far_it_has_come_how_fast_it_is_and_how_long_it_takes() {
        backlog();
        assertThat(lines()).containsExactly("data: big.txt 30 %, 100 rows/s, 7 s left");
        written(300, 400, 1_000);
        clock.pass(Duration.ofSeconds(1));
        assertThat(lines()).containsExactly("data: big.txt 40 %, 100 rows/s, 6 s left");
    }

    @Test
    void says_nothing_before_it_has_measured_for_two_seconds() {
        written(0, 100, 10_000);
        clock.pass(Duration.ofSeconds(1));
        written(100, 200, 10_000);
        assertThat(lines()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(lines()).containsExactly("data: big.txt 2 %, 50 rows/s, 3 min 16 s left");
    }

    @Test
    void dead_letters_are_lines_done() {
        List<Rejection> rejected = Collections.nCopies(60, Rejects.rejection(1, "22P02", "no number"));
        for (long from = 0; from < 300; from += 100) {
            backlogs.chunkWritten(
                    WATCH, new Written(Chunks.stretch(FILE, PATH, from, from + 100, 1_000), 40, rejected, () -> {}));
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(lines()).containsExactly("data: big.txt 30 %, 67 rows/s, 11 s left");
    }

    @Test
    void file_that_is_read_on_after_a_restart_begins_where_it_is() {
        written(500_000, 500_100, 1_000_000);
        clock.pass(Duration.ofSeconds(2));
        written(500_100, 500_300, 1_000_000);
        assertThat(lines()).containsExactly("data: big.txt 50 %, 100 rows/s, 1 h 23 min left");
    }

    // ---- whose line it is

    @Test
    void file_that_is_merely_followed_never_shows() {
        for (long at = 0; at < 100_000; at += 1_000) {
            written(at, at + 1_000, at + 1_000);
            assertThat(lines()).isEmpty();
            backlogs.fileCaughtUp(WATCH, PATH);
            clock.pass(Duration.ofMillis(500));
            assertThat(lines()).isEmpty();
        }
        assertThat(log).isEmpty();
    }

    /** Its last line is not finished yet: that is not work that waits. */
    @Test
    void file_with_a_long_unfinished_line_never_shows() {
        written(0, 100, 5_000_000);
        clock.pass(Duration.ofSeconds(1));
        written(100, 200, 5_000_000);
        backlogs.fileCaughtUp(WATCH, PATH);
        clock.pass(Duration.ofMinutes(1));
        assertThat(lines()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void work_of_a_few_seconds_never_shows() {
        for (long from = 0; from < 6_000; from += 100) {
            written(from, from + 100, 6_000);
            clock.pass(Duration.ofMillis(100));
            assertThat(lines()).isEmpty();
        }
        backlogs.fileCaughtUp(WATCH, PATH);
        assertThat(log).isEmpty();
    }

    @Test
    void line_stays_until_its_file_has_caught_up_which_is_said_once() {
        backlog();
        assertThat(lines()).isNotEmpty();
        written(300, 990, 1_000);
        assertThat(lines()).containsExactly("data: big.txt 99 %, 445 rows/s, 1 s left");
        written(990, 1_000, 1_000);
        backlogs.fileCaughtUp(WATCH, PATH);
        backlogs.fileCaughtUp(WATCH, PATH);
        assertThat(lines()).isEmpty();
        assertThat(log).containsExactly("data: big.txt has caught up");
    }

    @Test
    void several_files_of_several_watches_have_a_line_each() {
        for (int second = 0; second < 3; second++) {
            long from = second * 100L;
            written(WATCH, 1, "a.txt", from, from + 100, 1_000);
            written(WATCH, 2, "b.txt", from, from + 100, 10_000);
            written("balance", 1, "a.txt", from, from + 100, 100_000);
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(lines())
                .containsExactly(
                        "data: a.txt 30 %, 67 rows/s, 11 s left",
                        "data: b.txt 3 %, 67 rows/s, 2 min 26 s left",
                        "balance: a.txt 0 %, 67 rows/s, 24 min 56 s left");
        backlogs.fileCaughtUp(WATCH, "a.txt");
        assertThat(lines()).hasSize(2).noneMatch(line -> line.startsWith("data: a.txt"));
        assertThat(log).containsExactly("data: a.txt has caught up");
    }

    @Test
    void file_that_grows_faster_than_it_is_written_falls_back() {
        backlog();
        clock.pass(Duration.ofSeconds(1));
        written(300, 400, 2_000);
        assertThat(lines()).containsExactly("data: big.txt 20 %, 100 rows/s, 16 s left");
    }

    /** It is read to its end under the name its rows bear, and the other one is read from its start. */
    @Test
    void two_files_have_one_name_while_one_takes_the_place_of_the_other() {
        for (int second = 0; second < 3; second++) {
            long from = second * 100L;
            written(WATCH, 1, PATH, 5_000 + from, 5_000 + from + 100, 10_000);
            written(WATCH, 2, PATH, from, from + 100, 10_000);
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(lines())
                .containsExactly(
                        "data: big.txt 53 %, 67 rows/s, 1 min 11 s left",
                        "data: big.txt 3 %, 67 rows/s, 2 min 26 s left");
    }

    @Test
    void renamed_file_keeps_its_line_under_its_new_name() {
        backlog();
        backlogs.fileRenamed(WATCH, "big.txt.1", PATH);
        assertThat(lines()).containsExactly("data: big.txt.1 30 %, 100 rows/s, 7 s left");
        written(WATCH, FILE, "big.txt.1", 300, 400, 1_000);
        backlogs.fileCaughtUp(WATCH, "big.txt.1");
        assertThat(lines()).isEmpty();
    }

    @Test
    void file_that_was_moved_or_deleted_keeps_its_line_while_it_is_read_to_its_end() {
        backlog();
        backlogs.fileLeft(WATCH, PATH);
        assertThat(lines()).hasSize(1);
    }

    static Stream<Consumer<TailEvents>> ends() {
        return Stream.of(
                events -> events.fileTruncated(WATCH, PATH, 300),
                events -> events.fileCutBack(WATCH, PATH, 300, 200),
                events -> events.fileEdited(WATCH, PATH, 200),
                events -> events.fileRewritten(WATCH, PATH, 300),
                events -> events.fileReplaced(WATCH, PATH),
                events -> events.fileUnsettled(WATCH, PATH),
                events -> events.fileCopied(WATCH, "big.txt.1", PATH),
                events -> events.fileGone(WATCH, PATH),
                events -> events.fileUnreadable(WATCH, PATH, new IOException("stale file handle")),
                events -> events.fileHeldBack(WATCH, PATH, new SQLException("no number", "22P02")),
                events -> events.directoryMissing(WATCH, "/data"),
                events -> events.directoryEmpty(WATCH, "/data"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void file_that_is_not_read_on_as_it_was_loses_its_line_without_having_caught_up(Consumer<TailEvents> end) {
        backlog();
        assertThat(lines()).hasSize(1);
        end.accept(backlogs);
        assertThat(lines()).isEmpty();
        backlogs.fileCaughtUp(WATCH, PATH);
        assertThat(log).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ends")
    void what_happens_to_a_file_of_another_watch_or_name_is_its_own_affair(Consumer<TailEvents> end) {
        backlog("balance", PATH);
        backlog(WATCH, "small.txt");
        int before = lines().size();
        end.accept(backlogs);
        assertThat(lines()).filteredOn(line -> line.startsWith("balance: ")).hasSize(1);
        assertThat(before).isEqualTo(2);
    }

    /** A database restored from yesterday's backup. */
    @Test
    void file_that_is_read_once_more_begins_anew() {
        backlog();
        written(0, 100, 1_000);
        assertThat(lines()).isEmpty();
        clock.pass(Duration.ofSeconds(2));
        written(100, 300, 1_000);
        assertThat(lines()).containsExactly("data: big.txt 30 %, 100 rows/s, 7 s left");
    }

    @Test
    void file_nobody_has_heard_of_for_an_hour_is_forgotten() {
        backlog();
        assertThat(lines()).hasSize(1);
        clock.pass(Duration.ofMinutes(59));
        assertThat(lines()).containsExactly("data: big.txt 30 %, 0 rows/s");
        clock.pass(Duration.ofMinutes(1));
        assertThat(lines()).isEmpty();
    }

    // ---- how fast it is

    static Stream<Consumer<TailEvents>> stops() {
        return Stream.of(
                events -> events.databaseLost(WATCH, new SQLException("refused", "08001")),
                events -> events.watchPaused(WATCH, new SQLException("no such table", "42P01")));
    }

    @ParameterizedTest
    @MethodSource("stops")
    void database_that_takes_no_rows_makes_it_stand_still_and_nobody_knows_for_how_long(Consumer<TailEvents> stop) {
        backlog();
        assertThat(lines()).containsExactly("data: big.txt 30 %, 100 rows/s, 7 s left");
        stop.accept(backlogs);
        assertThat(lines()).containsExactly("data: big.txt 30 %, 0 rows/s");
        clock.pass(Duration.ofMinutes(10));
        assertThat(lines()).containsExactly("data: big.txt 30 %, 0 rows/s");
        written(300, 400, 1_000);
        assertThat(lines()).as("measured anew").containsExactly("data: big.txt 40 %");
        clock.pass(Duration.ofSeconds(2));
        written(400, 600, 1_000);
        assertThat(lines()).containsExactly("data: big.txt 60 %, 100 rows/s, 4 s left");
    }

    @Test
    void trouble_of_another_watch_stops_nothing() {
        backlog();
        backlogs.databaseLost("balance", new SQLException("refused", "08001"));
        assertThat(lines()).containsExactly("data: big.txt 30 %, 100 rows/s, 7 s left");
    }

    @Test
    void standstill_is_noticed_without_being_told() {
        backlog();
        clock.pass(Duration.ofSeconds(7));
        assertThat(lines()).as("seldom enough to be the next commit").hasSize(1);
        clock.pass(Duration.ofSeconds(3));
        assertThat(lines()).containsExactly("data: big.txt 30 %, 0 rows/s");
        written(300, 400, 1_000);
        assertThat(lines()).as("measured anew").containsExactly("data: big.txt 40 %");
        clock.pass(Duration.ofSeconds(4));
        written(400, 600, 1_000);
        assertThat(lines()).containsExactly("data: big.txt 60 %, 50 rows/s, 8 s left");
    }

    @Test
    void long_standstill_does_not_hide_the_next_one() {
        backlog();
        assertThat(lines()).hasSize(1);
        clock.pass(Duration.ofMinutes(30));
        written(300, 400, 1_000);
        clock.pass(Duration.ofSeconds(2));
        written(400, 500, 1_000);
        clock.pass(Duration.ofMinutes(5));
        assertThat(lines()).containsExactly("data: big.txt 50 %, 0 rows/s");
    }

    /** A function is called for each line, and the whole chunk is one transaction. */
    @Test
    void commits_that_take_long_are_no_standstill() {
        for (long from = 0; from < 400; from += 100) {
            written(from, from + 100, 10_000);
            clock.pass(Duration.ofSeconds(40));
        }
        assertThat(lines()).containsExactly("data: big.txt 4 %, 2 rows/s, 1 h 25 min left");
    }

    /** Of many files with a backlog each has its turn, and waits for the others. */
    @Test
    void file_that_takes_turns_with_others_is_not_taken_for_a_fast_one() {
        long from = 0;
        for (int turn = 0; turn < 20; turn++) {
            for (int chunk = 0; chunk < 16; chunk++) {
                written(from, from + 100, 1_000_000);
                from += 100;
                clock.pass(Duration.ofMillis(100));
            }
            assertThat(perSecond()).as("after turn %d", turn).isLessThan(turn < 12 ? 900 : 30);
            clock.pass(Duration.ofSeconds(60));
            assertThat(perSecond()).as("before turn %d", turn + 1).isBetween(0.0, 30.0);
        }
    }

    @Test
    void speed_is_that_of_the_last_minute() {
        long at = secondsOf(1_000, 600, 0);
        assertThat(lines()).containsExactly("data: big.txt 6 %, 1,000 rows/s, 2 h 36 min left");
        secondsOf(100, 60, at);
        assertThat(lines()).containsExactly("data: big.txt 6 %, 100 rows/s, 1 d 2 h left");
    }

    private long secondsOf(long rows, int seconds, long from) {
        long at = from;
        for (int second = 0; second < seconds; second++) {
            clock.pass(Duration.ofSeconds(1));
            at = written(at, at + rows, 10_000_000);
        }
        return at;
    }

    // ---- the tools

    private void backlog() {
        written(0, 100, 1_000);
        clock.pass(Duration.ofSeconds(1));
        written(100, 200, 1_000);
        clock.pass(Duration.ofSeconds(1));
        written(200, 300, 1_000);
    }

    private void backlog(String watch, String path) {
        written(watch, 1, path, 0, 100, 1_000);
        clock.pass(Duration.ofSeconds(2));
        written(watch, 1, path, 100, 300, 1_000);
    }

    private long written(long from, long to, long fileSize) {
        return written(WATCH, FILE, PATH, from, to, fileSize);
    }

    private long written(String watch, long file, String path, long from, long to, long fileSize) {
        backlogs.chunkWritten(
                watch, new Written(Chunks.stretch(file, path, from, to, fileSize), to - from, List.of(), () -> {}));
        return to;
    }

    private double perSecond() {
        return backlogs.lines().stream()
                .flatMap(line -> line.rowsPerSecond().stream())
                .findFirst()
                .orElse(0.0);
    }

    private List<String> lines() {
        return backlogs.lines().stream().map(BacklogLine::text).toList();
    }
}
