package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.follow.WatchedFile.Trouble;
import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.time.Instant;
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
    void is_forgotten_when_a_poll_did_not_meet_it() {
        file.seenIn(4, 77);
        assertThat(file.seenAt()).isEqualTo(77);
        assertThat(file.wasSeenSince(4)).isTrue();
        assertThat(file.wasSeenSince(5)).isFalse();
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
