package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a watch stands follows from the last answer of each thing, and the worst of them is shown. */
class StandingTest {

    private static final Lag SOME = new Lag(List.of(new FileLag("a.txt", 9, 4, 5, Duration.ofSeconds(3), 0)));

    private final ManualClock clock = new ManualClock();
    private final Standing standing = new Standing(clock);
    private final WatchedFile file = new WatchedFile("a.txt");
    private final WatchedFile other = new WatchedFile("b.txt");

    @Test
    void watch_runs_since_its_start_and_catches_up_since_the_oldest_byte_was_seen() {
        clock.pass(Duration.ofSeconds(7));
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.RUNNING);
        assertThat(now(Lag.NONE).lasts()).isEqualTo(Duration.ofSeconds(7));
        assertThat(now(Lag.NONE).reason()).isEmpty();
        assertThat(now(Lag.NONE).remedy()).isEmpty();
        assertThat(now(SOME).state()).isEqualTo(WatchState.CATCHING_UP);
        assertThat(now(SOME).lasts()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void worst_of_what_is_the_matter_is_shown_with_its_reason_and_since_when() {
        standing.trouble(other, WatchState.WAITING, "permission denied");
        clock.pass(Duration.ofSeconds(1));
        standing.trouble(file, WatchState.HELD_BACK, "22P02");
        clock.pass(Duration.ofSeconds(1));
        standing.stands(WatchState.DATABASE_LOST, "refused");
        clock.pass(Duration.ofSeconds(1));
        assertThat(now(SOME).state()).isEqualTo(WatchState.DATABASE_LOST);
        assertThat(now(SOME).lasts()).isEqualTo(Duration.ofSeconds(1));
        assertThat(now(SOME).reason()).contains("refused");
        assertThat(now(SOME).remedy().orElseThrow()).contains("start the database");
        standing.goesOn();
        assertThat(now(SOME).state()).isEqualTo(WatchState.HELD_BACK);
        assertThat(now(SOME).reason()).contains("a.txt: 22P02");
        standing.mended(file);
        assertThat(now(SOME).state()).isEqualTo(WatchState.WAITING);
        assertThat(now(SOME).lasts()).isEqualTo(Duration.ofSeconds(3));
        standing.mended(other);
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.RUNNING);
        assertThat(now(Lag.NONE).lasts()).as("anew").isZero();
    }

    /** Twenty failures of one kind are one state; a failure of another kind says that the first is over. */
    @Test
    void last_failure_says_what_keeps_the_watch_and_not_how_many_there_were() {
        for (int i = 0; i < 20; i++) {
            standing.stands(WatchState.DATABASE_LOST, "refused " + i);
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(now(Lag.NONE).lasts()).isEqualTo(Duration.ofSeconds(20));
        assertThat(now(Lag.NONE).reason()).contains("refused 19");
        standing.stands(WatchState.PAUSED, "no table");
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.PAUSED);
        assertThat(now(Lag.NONE).state().needsSomebody()).isTrue();
        standing.stands(WatchState.DATABASE_LOST, "refused");
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.DATABASE_LOST);
    }

    @Test
    void directory_that_is_missing_is_waited_for_whatever_the_database_does() {
        standing.directory(false, "directory /data is not there");
        standing.stands(WatchState.PAUSED, "no table");
        standing.goesOn();
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.WAITING);
        standing.directory(true, "");
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.RUNNING);
    }

    @Test
    void file_that_is_gone_takes_along_what_was_the_matter() {
        standing.trouble(file, WatchState.HELD_BACK, "22P02");
        standing.header(file, Optional.of("no field named Volts"));
        standing.trouble(other, WatchState.WAITING, "permission denied");
        standing.forgotten(file);
        standing.forgotten(other);
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.RUNNING);
    }

    /** It could not be read, now it can, and its lines are refused. */
    @Test
    void what_is_the_matter_with_a_file_takes_the_place_of_what_was() {
        standing.trouble(file, WatchState.WAITING, "permission denied");
        standing.trouble(file, WatchState.HELD_BACK, "22P02");
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.HELD_BACK);
        standing.mended(file);
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.RUNNING);
        standing.trouble(file, WatchState.HELD_BACK, "22P02");
        standing.trouble(file, WatchState.WAITING, "permission denied");
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.WAITING);
        assertThat(now(Lag.NONE).reason()).contains("a.txt: permission denied");
    }

    /** A handle is let go while the file under the path is held back. */
    @Test
    void file_that_left_its_path_takes_nothing_along_of_the_one_that_is_there() {
        WatchedFile departed = new WatchedFile("a.txt");
        standing.trouble(file, WatchState.HELD_BACK, "22P02");
        standing.forgotten(departed);
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.HELD_BACK);
    }

    @Test
    void directory_that_cannot_be_entered_is_waited_for() {
        standing.unreadable("sub/", "permission denied");
        assertThat(now(Lag.NONE).reason()).contains("sub/: permission denied");
        standing.readable("sub/");
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.RUNNING);
    }

    @Test
    void header_and_refused_lines_hold_a_file_back_each_for_itself() {
        standing.trouble(file, WatchState.HELD_BACK, "22P02");
        standing.header(file, Optional.empty());
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.HELD_BACK);
        standing.mended(file);
        standing.header(file, Optional.of("no field named Volts"));
        assertThat(now(Lag.NONE).reason()).contains("a.txt: no field named Volts");
        standing.header(file, Optional.empty());
        assertThat(now(Lag.NONE).state()).isEqualTo(WatchState.RUNNING);
    }

    @Test
    void it_is_known_for_how_long_nothing_has_happened() {
        clock.pass(Duration.ofSeconds(5));
        assertThat(now(Lag.NONE).times().alive()).isEqualTo(Duration.ofSeconds(5));
        assertThat(now(Lag.NONE).times().ready()).isEmpty();
        standing.polled();
        clock.pass(Duration.ofSeconds(1));
        standing.isAlive();
        standing.polled();
        standing.written();
        clock.pass(Duration.ofSeconds(2));
        assertThat(now(Lag.NONE).times().alive()).isEqualTo(Duration.ofSeconds(2));
        assertThat(now(Lag.NONE).times().ready()).as("the first time").contains(Duration.ofSeconds(3));
        assertThat(now(Lag.NONE).times().rows()).contains(Duration.ofSeconds(2));
        assertThat(now(Lag.NONE).times().change()).isEmpty();
        standing.changed();
        assertThat(now(Lag.NONE).times().change()).contains(Duration.ZERO);
    }

    @Test
    void states_are_shown_by_one_word() {
        assertThat(WatchState.values())
                .extracting(WatchState::word)
                .containsExactly(
                        "stopped", "paused", "database-lost", "held-back", "waiting", "catching-up", "running");
    }

    private WatchStatus now(Lag lag) {
        return standing.at("lab", lag);
    }
}
