package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store of offsets must do; PostgreSQL and the twin in memory both do it. */
abstract class OffsetsContract {

    private static final Instant CHANGED = Instant.ofEpochSecond(1_700_000_000);

    /** A transaction that the test ends. */
    interface Open extends AutoCloseable {
        Offsets offsets();

        void commit() throws SQLException;

        /** Rolls back what is not committed. */
        @Override
        void close() throws SQLException;
    }

    /** The store, empty. */
    abstract OffsetStore store();

    abstract Open begin() throws SQLException;

    /** Time passes for the server. */
    abstract void pass(Duration time);

    private interface Change {
        void in(Offsets offsets) throws SQLException;
    }

    private void commit(Change change) throws SQLException, IOException {
        store().inTransaction(offsets -> {
            change.in(offsets);
            return null;
        });
    }

    private void assertMoved(Change change) {
        assertThatThrownBy(() -> commit(change)).isInstanceOf(OffsetMovedException.class);
    }

    private static void assertLocked(ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("55P03");
    }

    private Optional<FileOffset> find(String path) throws SQLException, IOException {
        return store().inTransaction(offsets -> offsets.find(path));
    }

    private List<FileOffset> all() throws SQLException, IOException {
        return store().inTransaction(Offsets::all);
    }

    private List<FileOffset> allSetAside() throws SQLException, IOException {
        return store().inTransaction(Offsets::allSetAside);
    }

    private boolean isAnyThere() throws SQLException, IOException {
        return store().inTransaction(Offsets::any);
    }

    private boolean gone(long id) throws SQLException, IOException {
        return store().inTransaction(offsets -> offsets.gone(id));
    }

    private <T> List<T> list(OffsetStore.Work<List<T>> query) throws SQLException, IOException {
        return store().inTransaction(query);
    }

    private FileOffset current(String path) throws SQLException, IOException {
        return find(path).orElseThrow();
    }

    private Optional<FileOffset> byId(long id) throws SQLException, IOException {
        return store().inTransaction(offsets -> offsets.findById(id));
    }

    private static Progress progress(long nextByte, String content) {
        return progress(nextByte, content, content, "ino=1");
    }

    private static Progress progress(long nextByte, String head, String tail, String key) {
        return new Progress(nextByte, nextByte, Optional.of(key), new Evidence(head, tail));
    }

    private static Observation observed(String key) {
        return new Observation(10, Optional.of(key), CHANGED);
    }

    @Test
    void what_was_learnt_and_the_order_of_bytes_are_kept_each_on_its_own() throws SQLException, IOException {
        int files = 0;
        for (Optional<String> learnt : List.of(Optional.<String>empty(), Optional.of("{\"of\":\"LE \"}"))) {
            for (boolean littleEndian : List.of(true, false)) {
                String path = files++ + ".txt";
                Progress progress = new Progress(
                        0,
                        0,
                        Optional.of("ino=1"),
                        Evidence.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        learnt,
                        littleEndian);
                commit(offsets -> offsets.create(path, progress));
                assertThat(find(path).orElseThrow().progress()).isEqualTo(progress);
            }
        }
    }

    @Test
    void nothing_is_there_before_anything_was_stored() throws Exception {
        assertThat(isAnyThere()).isFalse();
        assertThat(all()).isEmpty();
        assertThat(find("a.txt")).isEmpty();
    }

    @Test
    void what_was_stored_is_read_back_as_it_was() throws Exception {
        Progress stored = progress(10, "head", "tail", "ino=7").observedAs(observed("ino=7"));
        commit(offsets -> offsets.create("a.txt", stored));
        assertThat(current("a.txt").progress()).isEqualTo(stored);
        assertThat(current("a.txt").state()).isEqualTo(State.CURRENT);
        assertThat(byId(current("a.txt").id())).contains(current("a.txt"));
        assertThat(isAnyThere()).isTrue();
        assertThat(all()).extracting(FileOffset::path).containsExactly("a.txt");
    }

    @Test
    void transaction_sees_what_it_did_and_nothing_of_it_outlives_a_rollback() throws Exception {
        try (Open open = begin()) {
            open.offsets().create("a.txt", progress(10, "x"));
            assertThat(open.offsets().find("a.txt")).isPresent();
            assertThat(find("a.txt")).isEmpty();
        }
        assertThat(find("a.txt")).isEmpty();
    }

    @Test
    void work_that_fails_is_rolled_back_whatever_it_throws() {
        assertThatThrownBy(() -> store().inTransaction(offsets -> {
                    offsets.create("a.txt", progress(10, "x"));
                    throw new IOException("cannot be read");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> current("a.txt")).isInstanceOf(java.util.NoSuchElementException.class);
    }

    @Test
    void first_offset_of_a_path_stays() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "first")));
        FileOffset again = store().inTransaction(offsets -> offsets.create("a.txt", progress(0, "second")));
        assertThat(again).isEqualTo(current("a.txt"));
        assertThat(again.progress().nextByte()).isEqualTo(10);
        FileOffset created = store().inTransaction(offsets -> offsets.create("b.txt", progress(0, "x")));
        assertThat(created).isEqualTo(current("b.txt"));
    }

    @Test
    void advance_is_compare_and_set_on_offset_and_both_hashes() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "head", "tail", "ino=1")));
        long id = current("a.txt").id();
        assertMoved(offsets -> offsets.advance(id, "a.txt", progress(9, "head", "tail", "ino=1"), progress(30, "x")));
        assertMoved(offsets -> offsets.advance(id, "a.txt", progress(10, "other", "tail", "ino=1"), progress(30, "x")));
        assertMoved(offsets -> offsets.advance(id, "a.txt", progress(10, "head", "other", "ino=1"), progress(30, "x")));
        assertMoved(
                offsets -> offsets.advance(id + 1, "a.txt", progress(10, "head", "tail", "ino=1"), progress(30, "x")));
        commit(offsets -> offsets.advance(id, "a.txt", progress(10, "head", "tail", "ino=1"), progress(30, "x")));
        assertThat(current("a.txt").progress()).isEqualTo(progress(30, "x"));
    }

    @Test
    void advance_does_not_wait_for_another_transaction_that_moves_the_same_row() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(0, "x")));
        commit(offsets -> offsets.create("b.txt", progress(0, "x")));
        long a = current("a.txt").id();
        long b = current("b.txt").id();
        try (Open first = begin();
                Open second = begin()) {
            first.offsets().advance(a, "a.txt", progress(0, "x"), progress(10, "y"));
            second.offsets().advance(b, "b.txt", progress(0, "x"), progress(10, "y"));
            assertLocked(() -> second.offsets().advance(a, "a.txt", progress(0, "x"), progress(20, "z")));
            first.commit();
        }
        assertMoved(offsets -> offsets.advance(a, "a.txt", progress(0, "x"), progress(20, "z")));
        assertThat(current("a.txt").progress().nextByte()).isEqualTo(10);
        assertThat(current("b.txt").progress().nextByte()).isZero();
    }

    @Test
    void advance_moves_the_row_of_the_file_also_when_it_was_set_aside() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "x")));
        FileOffset read = current("a.txt");
        commit(offsets -> offsets.setAside(read));
        commit(offsets -> offsets.create("a.txt", progress(10, "x")));
        commit(offsets -> offsets.advance(read.id(), "a.txt", progress(10, "x"), progress(20, "y")));
        assertThat(current("a.txt").progress().nextByte()).isEqualTo(10);
        assertThat(byId(read.id()).orElseThrow().progress().nextByte()).isEqualTo(20);
    }

    @Test
    void row_is_only_changed_as_it_was_read() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(0, "none")));
        FileOffset read = current("a.txt");
        commit(offsets -> offsets.advance(read.id(), "a.txt", progress(0, "none"), progress(10, "ten")));
        assertMoved(offsets -> offsets.moveTo(read, progress(5, "five")));
        assertMoved(offsets -> offsets.rename(read, "b.txt", observed("ino=1")));
        assertMoved(offsets -> offsets.setAside(read));
        assertMoved(offsets -> offsets.cut(read, "b.txt"));
        assertMoved(offsets -> offsets.remove(read));
        FileOffset again = current("a.txt");
        commit(offsets -> offsets.setAside(again));
        assertMoved(offsets -> offsets.setAside(again));
        assertMoved(offsets -> offsets.rename(again, "b.txt", observed("ino=1")));
    }

    @Test
    void row_moves_along_with_its_file_and_frees_its_path() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "x")));
        FileOffset read = current("a.txt");
        commit(offsets -> offsets.rename(read, "b.txt", observed("ino=9")));
        FileOffset moved = current("b.txt");
        assertThat(moved.id()).isEqualTo(read.id());
        assertThat(moved.progress()).isEqualTo(read.progress().observedAs(observed("ino=9")));
        assertThat(find("a.txt")).isEmpty();
    }

    @Test
    void path_belongs_to_one_row() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "x")));
        commit(offsets -> offsets.create("b.txt", progress(10, "x")));
        FileOffset read = current("a.txt");
        assertThatThrownBy(() -> commit(offsets -> offsets.rename(read, "b.txt", observed("ino=1"))))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void row_that_is_set_aside_is_cut_for_ten_minutes_if_its_file_goes_on_under_the_path() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "x")));
        FileOffset cut = current("a.txt");
        commit(offsets -> {
            offsets.setAside(cut);
            offsets.create("a.txt", Progress.none(Optional.of("ino=1")));
        });
        assertThat(byId(cut.id()).orElseThrow().state()).isEqualTo(State.CUT);
        pass(Duration.ofMinutes(9));
        assertThat(byId(cut.id()).orElseThrow().state()).isEqualTo(State.CUT);
        pass(Duration.ofMinutes(2));
        assertThat(byId(cut.id()).orElseThrow().state()).isEqualTo(State.REPLACED);
    }

    @Test
    void row_that_is_set_aside_is_replaced_if_another_file_has_the_path() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "x")));
        FileOffset before = current("a.txt");
        commit(offsets -> {
            offsets.setAside(before);
            offsets.create("a.txt", Progress.none(Optional.of("ino=2")));
        });
        assertThat(byId(before.id()).orElseThrow().state()).isEqualTo(State.REPLACED);
        assertThat(allSetAside()).extracting(FileOffset::id).containsExactly(before.id());
        commit(offsets -> offsets.abandon(before.id(), 5));
        assertThat(allSetAside()).as("given up").isEmpty();
    }

    @Test
    void what_a_file_held_before_it_was_cut_goes_along_when_it_is_renamed() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "x")));
        FileOffset before = current("a.txt");
        commit(offsets -> {
            offsets.setAside(before);
            offsets.create("a.txt", Progress.none(Optional.of("ino=1")));
        });
        FileOffset now = current("a.txt");
        commit(offsets -> offsets.rename(now, "b.txt", observed("ino=1")));
        assertThat(byId(before.id()).orElseThrow().path()).isEqualTo("b.txt");
        assertThat(byId(before.id()).orElseThrow().state()).isEqualTo(State.CUT);
    }

    @Test
    void rows_are_found_by_file_key_current_ones_first_but_never_the_current_one_of_the_same_path() throws Exception {
        for (String path : List.of("a.txt", "b.txt", "c.txt", "d.txt")) {
            commit(offsets -> offsets.create(path, progress(10, path, path, "ino=7")));
        }
        commit(offsets -> offsets.create("e.txt", progress(10, "e", "e", "ino=8")));
        FileOffset first = current("c.txt");
        FileOffset second = current("d.txt");
        commit(offsets -> offsets.setAside(first));
        pass(Duration.ofSeconds(1));
        commit(offsets -> offsets.setAside(second));
        assertThat(list(offsets -> offsets.findByKey("ino=7", "a.txt")))
                .extracting(FileOffset::path)
                .containsExactly("b.txt", "d.txt", "c.txt");
        assertThat(list(offsets -> offsets.findByKey("ino=7"))).hasSize(4);
    }

    @Test
    void rows_are_found_by_how_their_content_begins_the_latest_first() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "one", "x", "ino=1")));
        pass(Duration.ofSeconds(1));
        commit(offsets -> offsets.create("b.txt", progress(10, "two", "x", "ino=2")));
        pass(Duration.ofSeconds(1));
        commit(offsets -> offsets.create("c.txt", progress(10, "one", "x", "ino=3")));
        commit(offsets -> offsets.create("d.txt", progress(0, "one", "x", "ino=4")));
        commit(offsets -> offsets.create("e.txt", progress(10, "other", "x", "ino=5")));
        assertThat(list(offsets -> offsets.findByHead(List.of("one", "two"), "new.txt", Optional.of("ino=2"))))
                .extracting(FileOffset::path)
                .containsExactly("c.txt", "a.txt");
        assertThat(list(offsets -> offsets.findByHead(List.of("one", "two"), "c.txt", Optional.empty())))
                .extracting(FileOffset::path)
                .containsExactly("b.txt", "a.txt");
    }

    @Test
    void ten_rows_are_kept_of_each_path_that_was_replaced_the_latest() throws Exception {
        for (int i = 0; i < 12; i++) {
            int number = i;
            commit(offsets -> offsets.create("a.txt", progress(number, "x")));
            FileOffset read = current("a.txt");
            commit(offsets -> offsets.setAside(read));
        }
        commit(offsets -> offsets.keepLatestSetAside("a.txt"));
        assertThat(allSetAside())
                .extracting(offset -> offset.progress().nextByte())
                .hasSize(10)
                .doesNotContain(0L, 1L);
    }

    @Test
    void file_that_is_gone_is_news_once_and_is_current_again_when_it_is_written_to() throws Exception {
        commit(offsets -> offsets.create("a.txt", progress(10, "x")));
        FileOffset read = current("a.txt");
        assertThat(gone(read.id())).isTrue();
        assertThat(gone(read.id())).isFalse();
        assertThat(current("a.txt").state()).isEqualTo(State.GONE);
        commit(offsets -> offsets.advance(read.id(), "a.txt", progress(10, "x"), progress(20, "y")));
        assertThat(current("a.txt").state()).isEqualTo(State.CURRENT);
    }

    @Test
    void only_files_that_are_gone_or_replaced_for_long_are_forgotten() throws Exception {
        commit(offsets -> offsets.create("here.txt", progress(10, "x")));
        commit(offsets -> offsets.create("gone.txt", progress(10, "x")));
        commit(offsets -> offsets.create("kept.txt", progress(10, "x")));
        FileOffset gone = current("gone.txt");
        FileOffset kept = current("kept.txt");
        commit(offsets -> offsets.gone(gone.id()));
        commit(offsets -> offsets.gone(kept.id()));
        pass(Duration.ofMinutes(50));
        assertThat(list(offsets -> offsets.forget(Duration.ofHours(1), Set.of(kept.id()))))
                .isEmpty();
        pass(Duration.ofMinutes(20));
        assertThat(list(offsets -> offsets.forget(Duration.ofHours(1), Set.of(kept.id()))))
                .containsExactly("gone.txt");
        assertThat(all()).extracting(FileOffset::path).containsExactlyInAnyOrder("here.txt", "kept.txt");
    }
}
