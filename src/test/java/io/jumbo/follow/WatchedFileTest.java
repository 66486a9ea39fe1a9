package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.follow.WatchedFile.Trouble;
import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Diagnosis.Kind;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedFileTest {

    private static final Observation SEEN = new Observation(10, Optional.of("inode 7"), Instant.ofEpochMilli(1_000));

    private final WatchedFile file = new WatchedFile("run/a.txt");

    @Test
    void counts_as_examined_only_while_it_looks_the_same_in_everything() {
        Observation seen = SEEN;
        assertThat(file.isExamined(seen)).isFalse();
        file.examined(seen, 10);
        assertThat(file.isExamined(seen)).isTrue();
        assertThat(file.isExamined(new Observation(11, seen.fileKey(), seen.modified())))
                .as("grown, although its time stands still")
                .isFalse();
        assertThat(file.isExamined(new Observation(10, Optional.of("inode 8"), seen.modified())))
                .as("replaced")
                .isFalse();
        assertThat(file.isExamined(new Observation(10, seen.fileKey(), Instant.ofEpochMilli(999))))
                .as("rewritten, and the clock went back")
                .isFalse();
        file.forgetExamined();
        assertThat(file.isExamined(seen)).isFalse();
    }

    @Test
    void bytes_that_make_no_line_are_told_once_when_no_more_came_for_five_seconds() {
        Optional<Diagnosis> carriageReturns = Optional.of(new Diagnosis(Kind.CARRIAGE_RETURNS, 6, 3));
        Observation grown = new Observation(12, SEEN.fileKey(), SEEN.modified());
        assertThat(file.lineless(carriageReturns, SEEN, seconds(0))).isFalse();
        assertThat(file.lineless(carriageReturns, grown, seconds(4)))
                .as("it grows")
                .isFalse();
        assertThat(file.isLinelessForLong(seconds(8))).isFalse();
        assertThat(file.isLinelessForLong(seconds(9))).isTrue();
        assertThat(file.lineless(carriageReturns, grown, seconds(9))).isTrue();
        assertThat(file.isLinelessForLong(seconds(20))).isFalse();
        assertThat(file.lineless(Optional.empty(), grown, seconds(20))).isFalse();
        assertThat(file.lineless(carriageReturns, grown, seconds(30))).isFalse();
        assertThat(file.lineless(carriageReturns, grown, seconds(40))).isFalse();
        file.beginsAnew(SEEN);
        assertThat(file.lineless(carriageReturns, SEEN, seconds(50))).isFalse();
        assertThat(file.lineless(carriageReturns, SEEN, seconds(60)))
                .as("other content")
                .isTrue();
    }

    @Test
    void lf_that_comes_after_its_cr_makes_a_line_of_it_and_there_is_nothing_to_tell() {
        assertThat(file.lineless(Optional.of(new Diagnosis(Kind.CARRIAGE_RETURNS, 4, 1)), SEEN, seconds(0)))
                .isFalse();
        assertThat(file.lineless(Optional.empty(), SEEN, seconds(1))).isFalse();
        assertThat(file.isLinelessForLong(seconds(20))).isFalse();
    }

    @Test
    void what_cannot_become_a_line_is_told_at_once() {
        for (Diagnosis certain : List.of(
                new Diagnosis(Kind.UTF_16, 2, 0),
                new Diagnosis(Kind.LONG_LINE, Diagnosis.LONG, 0),
                new Diagnosis(Kind.CARRIAGE_RETURNS, Diagnosis.LONG, 1),
                new Diagnosis(Kind.BINARY, Diagnosis.LONG, 0))) {
            assertThat(new WatchedFile("a.txt").lineless(Optional.of(certain), SEEN, 0))
                    .as("%s", certain)
                    .isTrue();
        }
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void is_forgotten_when_a_poll_did_not_meet_it() {
        file.seenIn(4, 77);
        assertThat(file.seenAt()).isEqualTo(77);
        assertThat(file.wasSeenSince(4)).isTrue();
        assertThat(file.wasSeenSince(5)).isFalse();
    }

    @Test
    void is_held_longer_from_failure_to_failure_until_it_is_released() {
        long now = 0;
        assertThat(file.isHeld(now)).isFalse();
        file.hold(now);
        assertThat(file.isHeld(now)).isTrue();
        now += Duration.ofMillis(250).toNanos();
        assertThat(file.isHeld(now)).isFalse();
        file.hold(now);
        assertThat(file.isHeld(now + Duration.ofMillis(250).toNanos())).isTrue();
        file.release();
        assertThat(file.isHeld(now)).isFalse();
        file.hold(now);
        assertThat(file.isHeld(now + Duration.ofMillis(250).toNanos())).isFalse();
    }

    @Test
    void hold_says_how_often_in_a_row() {
        assertThat(file.hold(0)).isEqualTo(1);
        assertThat(file.hold(0)).isEqualTo(2);
        file.release();
        assertThat(file.hold(0)).isEqualTo(1);
    }

    @Test
    void rests_until_its_time_whether_held_or_not() {
        long now = Long.MAX_VALUE - 10; // the monotonic clock may overflow
        file.restUntil(now + 500);
        assertThat(file.isHeld(now)).isTrue();
        assertThat(file.isHeld(now + 499)).isTrue();
        assertThat(file.isHeld(now + 500)).isFalse();
        file.release();
        assertThat(file.isHeld(now)).as("a rest is no hold").isTrue();
        file.hold(now + 500);
        assertThat(file.isHeld(now + 501)).isTrue();
    }

    // ---- the stored offsets, looked at now and then

    @Test
    void examined_file_stays_so_while_its_stored_offset_is_the_one_it_was_written_to() {
        file.examined(SEEN, 10);
        file.compare(stored(10));
        assertThat(file.isExamined(SEEN)).isTrue();
    }

    @Test
    void other_stored_offset_or_none_sends_it_back_to_be_looked_into() {
        file.examined(SEEN, 10);
        file.compare(stored(8));
        assertThat(file.isExamined(SEEN))
                .as("the database came back from a backup")
                .isFalse();
        file.examined(SEEN, 10);
        file.compare(Optional.empty());
        assertThat(file.isExamined(SEEN)).as("the table was emptied").isFalse();
    }

    @Test
    void file_not_examined_has_nothing_to_compare() {
        file.compare(Optional.empty());
        file.compare(stored(10));
        assertThat(file.isExamined(SEEN)).isFalse();
    }

    // ---- what is the matter

    @Test
    void only_a_change_is_news() {
        assertThat(file.mended(Trouble.UNREADABLE)).isFalse();
        assertThat(file.trouble(Trouble.UNREADABLE)).isTrue();
        assertThat(file.trouble(Trouble.UNREADABLE)).isFalse();
        assertThat(file.mended(Trouble.HELD_BACK)).as("that was not it").isFalse();
        assertThat(file.mended(Trouble.UNREADABLE)).isTrue();
        assertThat(file.mended(Trouble.UNREADABLE)).isFalse();
        assertThat(file.trouble(Trouble.HELD_BACK)).isTrue();
        assertThat(file.trouble(Trouble.UNREADABLE)).as("another trouble").isTrue();
        assertThat(file.mended(Trouble.UNREADABLE)).isTrue();
    }

    @Test
    void end_of_the_next_pass_is_asked_once() {
        assertThat(file.takeEndAt()).isEmpty();
        file.endAt(2);
        assertThat(file.takeEndAt()).contains(2L);
        assertThat(file.takeEndAt()).isEmpty();
    }

    private static Optional<FileOffset> stored(long nextByte) {
        Progress progress = new Progress(
                nextByte, 1, Optional.empty(), Progress.none(Optional.empty()).evidence());
        return Optional.of(new FileOffset(1, "a.txt", progress, State.CURRENT));
    }

    /** While nobody looked, the file may have been cut, and have another gap at the same place. */
    @Test
    void gap_is_waited_for_while_somebody_looks() {
        long second = Duration.ofSeconds(1).toNanos();
        WatchedFile file = new WatchedFile("f.txt");
        for (int i = 0; i <= 39; i++) {
            assertThat(file.tiredOfGap(7, i * second, second)).isEmpty();
            file.atGap(Optional.of(7L), 100 + i, i * second, second);
        }
        assertThat(file.tiredOfGap(7, 40 * second, second)).contains(100L);
        assertThat(file.tiredOfGap(8, 40 * second, second)).isEmpty();

        WatchedFile paused = new WatchedFile("f.txt");
        paused.atGap(Optional.of(7L), 100, 0, second);
        assertThat(paused.tiredOfGap(7, 70 * second, second)).isEmpty();
    }

    // ---- changes in place

    @Test
    void file_that_is_touched_three_times_without_getting_longer_is_overwritten() {
        assertThat(touchedAt(10, 1)).isFalse();
        assertThat(touchedAt(10, 1)).as("looked at again").isFalse();
        assertThat(touchedAt(10, 2)).isFalse();
        assertThat(touchedAt(10, 3)).isFalse();
        assertThat(touchedAt(10, 4)).isTrue();
        assertThat(file.overwritten()).as("news").isTrue();
        assertThat(file.overwritten()).as("told before").isFalse();
    }

    @Test
    void file_that_gets_longer_or_of_which_lines_are_written_is_not_overwritten() {
        for (int time = 0; time < 9; time++) {
            assertThat(touchedAt(10 + time, time)).isFalse();
        }
        for (int time = 0; time < 9; time++) {
            assertThat(touchedAt(50, time)).isFalse();
            file.written(1);
        }
    }

    private boolean touchedAt(long size, long second) {
        Observation now = new Observation(size, Optional.of("ino=7"), Instant.ofEpochSecond(second));
        boolean again = file.isTouchedAgain(now);
        file.looked(now);
        return again;
    }
}
