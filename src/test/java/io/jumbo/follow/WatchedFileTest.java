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

    // ---- what is known of its content

    @Test
    void bytes_that_were_seen_are_those_of_one_offset() {
        FileOffset offset = stored(10).orElseThrow();
        file.beginsAnew(offset, SEEN);
        file.observed(25);
        file.observed(7);
        assertThat(file.seenBytes()).isEqualTo(25);
        assertThat(file.seenBytes(offset)).isEqualTo(25);
        FileOffset other = new FileOffset(2, "a.txt", offset.progress(), State.CURRENT);
        assertThat(file.seenBytes(other)).isZero();
        file.beginsAnew(other, SEEN);
        assertThat(file.seenBytes(other)).isEqualTo(10);
        assertThat(file.seenBytes(offset)).isZero();
    }

    @Test
    void nul_bytes_that_are_content_stay_so() {
        assertThat(file.hasNulsInLines()).isFalse();
        file.nulsInLines(false);
        assertThat(file.hasNulsInLines()).isFalse();
        file.nulsInLines(true);
        file.nulsInLines(false);
        assertThat(file.hasNulsInLines()).isTrue();
    }

    @Test
    void that_it_is_another_name_is_news_once() {
        assertThat(file.linked(false)).isFalse();
        assertThat(file.linked(true)).isTrue();
        assertThat(file.isLinked()).isTrue();
        assertThat(file.linked(true)).isFalse();
        assertThat(file.linked(false)).isTrue();
        assertThat(file.isLinked()).isFalse();
    }

    @Test
    void place_is_known_where_something_was_written_and_nobody_else_writes() {
        Progress written = stored(10).orElseThrow().progress();
        file.examined(SEEN, new Place(1, Progress.none(SEEN.fileKey())));
        assertThat(file.place(0)).as("nothing was written").isEmpty();
        file.examined(SEEN, new Place(1, written));
        assertThat(file.place(0).map(Place::progress)).contains(written);
        file.agenda().shared(0);
        assertThat(file.place(1)).as("another instance does").isEmpty();
    }

    /** Only what came after it was examined, and only when it has been quiet for the record timeout. */
    @Test
    void what_it_ends_with_is_read_when_it_was_quiet() {
        Optional<Long> timeout = Optional.of(100L);
        file.examined(SEEN, 10);
        assertThat(file.endsUnfinished(SEEN, timeout, 0)).isFalse();
        assertThat(file.endsUnfinished(SEEN, timeout, 200))
                .as("read to its end")
                .isFalse();
        file.examined(SEEN, 9);
        assertThat(file.endsUnfinished(SEEN, timeout, 300)).isTrue();
        assertThat(file.endsUnfinished(SEEN, Optional.empty(), 300)).isFalse();
    }

    @Test
    void many_lines_in_one_transaction_are_no_crawl() {
        for (int i = 0; i < 7; i++) {
            assertThat(file.cut(0)).isEmpty();
            file.written(20);
        }
        assertThat(file.cut(0)).as("the eighth").isPresent();
        WatchedFile other = new WatchedFile("b.txt");
        for (int i = 0; i < 20; i++) {
            assertThat(other.cut(0)).isEmpty();
            other.written(21);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(other.cut(0).isPresent()).isEqualTo(i == 7);
        }
        other.crawlsNoMore();
        assertThat(other.cut(0)).as("from the beginning").isEmpty();
    }
}
