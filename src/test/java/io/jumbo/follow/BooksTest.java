package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.offset.Offsets;
import io.jumbo.support.ManualClock;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BooksTest {

    private final InMemoryOffsets store = new InMemoryOffsets(new ManualClock());

    /** Its writer has said it at the start of the file, and does not know that this is gone. */
    @Test
    void file_that_was_cut_in_place_keeps_the_order_of_its_bytes_and_another_file_does_not() throws Exception {
        Progress before = new Progress(
                4, 1, Optional.of("ino=1"), Evidence.NONE, Optional.empty(), Optional.empty(), Optional.empty(), true);
        assertThat(begun("cut.txt", before, "ino=1").littleEndian()).isTrue();
        assertThat(begun("new.txt", before, "ino=2").littleEndian()).isFalse();
    }

    private Progress begun(String path, Progress before, String key) throws Exception {
        return store.inTransaction(offsets -> {
            FileOffset stored = offsets.create(path, before);
            Observation now = new Observation(2, Optional.of(key), Instant.EPOCH);
            Books books = new Books(offsets, path, now, Optional.of(stored), List.of());
            return books.begin(new Beginning.Truncated(before), true)
                    .offset()
                    .orElseThrow()
                    .progress();
        });
    }

    // ---- the path's own offset

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    /** A file that moves is known by the time of its last change. */
    @Test
    void file_that_was_read_to_its_end_is_noted_as_it_looks_now() throws Exception {
        FileOffset offset = create("a.txt", read(4, "ino=1"));
        Observation touched = new Observation(4, Optional.of("ino=1"), THEN.plusSeconds(9));
        assertThat(stay(offset, touched).progress().modified()).contains(touched.modified());
        assertThat(find("a.txt").progress().modified()).contains(touched.modified());
    }

    @Test
    void file_that_goes_beyond_its_offset_is_noted_when_that_is_read() throws Exception {
        FileOffset offset = create("a.txt", read(4, "ino=1"));
        Observation grown = new Observation(6, Optional.of("ino=1"), THEN.plusSeconds(9));
        assertThat(stay(offset, grown)).isEqualTo(offset);
        assertThat(find("a.txt")).isEqualTo(offset);
        Observation otherKey = new Observation(6, Optional.of("ino=2"), THEN.plusSeconds(9));
        assertThat(stay(offset, otherKey).progress().fileKey()).contains("ino=2");
        assertThat(find("a.txt").progress().fileKey()).contains("ino=2");
    }

    @Test
    void file_that_counted_as_gone_is_there_again() throws Exception {
        FileOffset offset = create("a.txt", read(4, "ino=1"));
        store.inTransaction(offsets -> offsets.gone(offset.id()));
        assertThat(find("a.txt").state()).isEqualTo(State.GONE);
        stay(find("a.txt"), new Observation(4, Optional.of("ino=1"), THEN));
        assertThat(find("a.txt").state()).isEqualTo(State.CURRENT);
    }

    private FileOffset stay(FileOffset stored, Observation now) throws Exception {
        return store.inTransaction(offsets -> new Books(offsets, "a.txt", now, Optional.of(stored), List.of())
                .stay(new Continuation.Unchanged(stored.progress()))
                .offset()
                .orElseThrow());
    }

    // ---- a path that another file gets

    @Test
    void offset_that_another_file_replaces_is_set_aside_and_the_ten_latest_are_kept() throws Exception {
        for (int i = 1; i <= 13; i++) {
            Observation next = new Observation(2, Optional.of("ino=" + i), THEN);
            begin("a.txt", next, store.inTransaction(offsets -> offsets.find("a.txt")));
            FileOffset begun = find("a.txt");
            store.inTransaction(offsets -> {
                offsets.moveTo(begun, read(2, next.fileKey().orElseThrow()));
                return begun;
            });
        }
        assertThat(store.inTransaction(Offsets::allSetAside))
                .extracting(offset -> offset.progress().fileKey().orElseThrow())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(3, 12).mapToObj(i -> "ino=" + i).toList());
    }

    @Test
    void offset_of_the_very_file_of_which_nothing_was_read_makes_room_for_the_one_it_had_elsewhere() throws Exception {
        FileOffset elsewhere = create("old.txt", read(4, "ino=1"));
        FileOffset here = create("a.txt", Progress.none(Optional.of("ino=1")));
        Recognised moved = move(elsewhere, here, new Observation(4, Optional.of("ino=1"), THEN));
        assertThat(moved.before()).isEmpty();
        assertThat(find("a.txt").id()).isEqualTo(elsewhere.id());
        assertThat(store.inTransaction(Offsets::allSetAside)).isEmpty();
    }

    @Test
    void offset_of_another_file_is_set_aside_for_the_one_that_moves_here_even_if_nothing_was_read() throws Exception {
        FileOffset elsewhere = create("old.txt", read(4, "ino=1"));
        FileOffset here = create("a.txt", Progress.none(Optional.of("ino=2")));
        Recognised moved = move(elsewhere, here, new Observation(4, Optional.of("ino=1"), THEN));
        assertThat(moved.before()).containsExactly(here);
        assertThat(store.inTransaction(Offsets::allSetAside))
                .extracting(FileOffset::id)
                .containsExactly(here.id());
    }

    @Test
    void what_happens_to_a_file_where_it_moved_counts_with_the_offset_it_had() throws Exception {
        FileOffset elsewhere = create("old.txt", read(4, "ino=1"));
        Observation now = new Observation(2, Optional.of("ino=1"), THEN);
        Known from = new Known(elsewhere, Match.DIFFERENT);
        Recognised recognised =
                store.inTransaction(offsets -> new Books(offsets, "a.txt", now, Optional.empty(), List.of(from))
                        .moveThen(from, new Beginning.Rewritten(elsewhere.progress())));
        assertThat(recognised.change()).isInstanceOf(Beginning.Rewritten.class);
        assertThat(recognised.before()).contains(elsewhere);
        assertThat(recognised.offset().orElseThrow().progress().nextByte()).isZero();
        assertThat(find("a.txt").id()).isNotEqualTo(elsewhere.id());
    }

    // ---- several offsets of one file

    @Test
    void offset_whose_file_was_cut_here_is_kept_for_the_copy_and_told_once() throws Exception {
        FileOffset elsewhere = create("old.txt", read(9, "ino=1"));
        FileOffset here = create("a.txt", read(2, "ino=1"));
        Observation now = new Observation(2, Optional.of("ino=1"), THEN);
        assertThat(clearedAway(here, elsewhere, now)).containsExactly(elsewhere);
        FileOffset cut =
                store.inTransaction(offsets -> offsets.findById(elsewhere.id()).orElseThrow());
        assertThat(cut.state()).isEqualTo(State.CUT);
        assertThat(cut.path()).isEqualTo("a.txt");
        assertThat(clearedAway(here, cut, now)).isEmpty();
    }

    private List<FileOffset> clearedAway(FileOffset here, FileOffset other, Observation now) throws Exception {
        Known open = new Known(other, Match.DIFFERENT, Own.OPEN);
        return store.inTransaction(offsets -> new Books(offsets, "a.txt", now, Optional.of(here), List.of(open))
                .stay(new Continuation.Unchanged(here.progress()))
                .before());
    }

    private Recognised move(FileOffset from, FileOffset here, Observation now) throws Exception {
        Known known = new Known(from, Match.SAME);
        return store.inTransaction(offsets -> new Books(offsets, "a.txt", now, Optional.of(here), List.of(known))
                .move(new Move.Renamed(known), known));
    }

    private void begin(String path, Observation now, Optional<FileOffset> stored) throws Exception {
        store.inTransaction(
                offsets -> new Books(offsets, path, now, stored, List.of()).begin(new Beginning.New(), false));
    }

    private static Progress read(long bytes, String key) {
        return new Progress(
                bytes,
                1,
                Optional.of(key),
                new Evidence("head " + key, "tail"),
                Optional.empty(),
                Optional.of(THEN),
                Optional.empty(),
                false);
    }

    private FileOffset create(String path, Progress progress) throws Exception {
        return store.inTransaction(offsets -> offsets.create(path, progress));
    }

    private FileOffset find(String path) throws Exception {
        return store.inTransaction(offsets -> offsets.find(path).orElseThrow());
    }
}
