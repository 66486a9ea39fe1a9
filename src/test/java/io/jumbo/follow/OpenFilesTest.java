package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are kept open, and for which offsets. */
class OpenFilesTest {

    private static final int SHARE = 2;

    @TempDir
    Path directory;

    /** The follower of the directory has a share, too. */
    private final Handles handles = new Handles(2 * SHARE);

    private FollowedDirectory followed;
    private OpenFiles openFiles;

    @BeforeEach
    void follow() throws IOException {
        followed = new FollowedDirectory(directory.toRealPath(), Map.of(), handles);
        openFiles = new OpenFiles(followed.watch, new PassFailures(followed.watch, followed.follower.failures()));
    }

    @AfterEach
    void close() {
        openFiles.close();
        followed.close();
    }

    @Test
    void of_files_under_their_paths_those_read_last_are_kept_as_many_as_may_be() throws Exception {
        FileOffset first = opened("a.txt");
        FileOffset second = opened("b.txt");
        FileOffset third = opened("c.txt");
        assertThat(openFiles.ids()).containsExactlyInAnyOrder(second.id(), third.id());
        assertThat(openFiles.hasFileOf(first)).isFalse();
        open(second);
        opened("d.txt");
        assertThat(openFiles.hasFileOf(second)).as("read after the third").isTrue();
        assertThat(openFiles.hasFileOf(third)).isFalse();
    }

    @Test
    void files_that_left_their_paths_are_kept_beside_those() throws Exception {
        FileOffset first = away("a");
        FileOffset second = away("b");
        FileOffset third = away("c");
        assertThat(openFiles.ids()).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
        FileOffset here = opened("d.txt");
        assertThat(openFiles.hasFileOf(here)).as("too many others").isFalse();
        assertThat(openFiles.all()).hasSize(3);
    }

    @Test
    void there_is_room_for_four_times_as_many() throws Exception {
        for (int i = 0; i < 4 * SHARE; i++) {
            assertThat(openFiles.hasRoom()).isTrue();
            away("away" + i);
        }
        assertThat(openFiles.hasRoom()).isFalse();
    }

    @Test
    void share_is_one_watchs_until_it_ends() throws Exception {
        handles.joined();
        assertThat(handles.share()).isEqualTo(1);
        opened("a.txt");
        openFiles.close();
        assertThat(handles.share()).isEqualTo(2);
        assertThat(openFiles.all()).isEmpty();
    }

    @Test
    void all_are_given_back_that_are_under_their_paths_when_the_process_runs_out() throws Exception {
        opened("away.txt");
        Files.delete(directory.resolve("away.txt"));
        FileOffset here = opened("here.txt");
        HeldFile held = openFiles.fileOf(here).orElseThrow();
        assertThat(openFiles.giveBack()).isTrue();
        assertThat(held.isOpen()).isFalse();
        assertThat(openFiles.all()).extracting(OpenFile::path).containsExactly("away.txt");
        assertThat(handles.share()).isEqualTo(1);
        assertThat(openFiles.giveBack()).as("nothing to give").isFalse();
        assertThat(handles.share()).isZero();
        assertThat(openFiles.hasFileOf(opened("new.txt"))).isFalse();
    }

    @Test
    void reading_it_again_keeps_its_handle_and_notes_when() throws Exception {
        FileOffset offset = opened("a.txt");
        OpenFile open = openFiles.all().get(0);
        followed.clock.pass(Duration.ofSeconds(5));
        open(offset);
        assertThat(openFiles.all()).containsExactly(open);
        assertThat(open.readAt()).isEqualTo(followed.watch.now());
        followed.clock.pass(Duration.ofSeconds(5));
        assertThat(openFiles.at("a.txt", new Place(offset.id(), offset.progress())))
                .contains(open.file());
        assertThat(open.readAt()).isEqualTo(followed.watch.now());
    }

    @Test
    void another_file_under_its_path_is_opened_anew() throws Exception {
        FileOffset offset = opened("a.txt");
        HeldFile before = openFiles.fileOf(offset).orElseThrow();
        Files.move(directory.resolve("a.txt"), directory.resolve("a.old"));
        Path other = followed.write("a.txt", "other\n");
        FileOffset now = offset.moved("a.txt", offset.progress().observedAs(TailReader.observe(other)));
        open(now);
        assertThat(openFiles.fileOf(now).orElseThrow().isAt(other)).isTrue();
        assertThat(before.isOpen()).as("somebody has to see what becomes of it").isTrue();
        assertThat(openFiles.displaced()).hasSize(1);
        openFiles.close();
        assertThat(before.isOpen()).isFalse();
        assertThat(openFiles.displaced()).isEmpty();
    }

    @Test
    void handle_that_a_thread_closed_when_it_was_interrupted_is_opened_anew() throws Exception {
        FileOffset offset = opened("a.txt");
        openFiles.fileOf(offset).orElseThrow().close();
        assertThat(openFiles.hasFileOf(offset)).isFalse();
        open(offset);
        assertThat(openFiles.hasFileOf(offset)).isTrue();
    }

    @Test
    void file_is_not_that_of_an_offset_with_another_key() throws Exception {
        FileOffset offset = opened("a.txt");
        FileOffset others = offset.moved("a.txt", Progress.none(Optional.of("ino=0")));
        assertThat(openFiles.hasFileOf(offset)).isTrue();
        assertThat(openFiles.hasFileOf(others)).isFalse();
        assertThat(openFiles.at("a.txt", new Place(offset.id(), others.progress())))
                .isEmpty();
        assertThat(openFiles.at("b.txt", new Place(offset.id(), offset.progress())))
                .isEmpty();
        Files.delete(directory.resolve("a.txt"));
        assertThat(openFiles.at("a.txt", new Place(offset.id(), offset.progress())))
                .isEmpty();
    }

    @Test
    void bytes_that_were_seen_under_its_path_are_kept_with_the_file() throws Exception {
        FileOffset offset = opened("a.txt");
        openFiles.departed(offset, 77);
        assertThat(openFiles.seenBytes(offset)).isEqualTo(77);
        openFiles.departed(offset, 70);
        assertThat(openFiles.seenBytes(offset)).isEqualTo(77);
        OpenFile open = openFiles.all().get(0);
        openFiles.close(open);
        assertThat(openFiles.seenBytes(offset)).isZero();
        assertThat(openFiles.contains(open)).isFalse();
    }

    @Test
    void handed_over_it_is_open_for_the_other_offset_and_the_same_handle() throws Exception {
        FileOffset offset = opened("a.txt");
        HeldFile held = openFiles.fileOf(offset).orElseThrow();
        FileOffset other = create("b.txt", held);
        OpenFile open = openFiles.all().get(0);
        openFiles.handOver(open, other);
        assertThat(openFiles.hasFileOf(offset)).isFalse();
        assertThat(openFiles.hasFileOf(other)).isTrue();
        assertThat(openFiles.contains(open)).isFalse();
        assertThat(held.isOpen()).isTrue();
        openFiles.close();
        assertThat(held.isOpen()).isFalse();
    }

    @Test
    void renamed_it_is_the_same_file_under_another_path() throws Exception {
        FileOffset offset = opened("a.txt");
        openFiles.renamed(openFiles.all().get(0), "b.txt");
        assertThat(openFiles.all()).extracting(OpenFile::path).containsExactly("b.txt");
        assertThat(openFiles.hasFileOf(offset)).isTrue();
    }

    @Test
    void what_was_examined_is_looked_into_again_after_a_comparison() throws Exception {
        opened("a.txt");
        OpenFile open = openFiles.all().get(0);
        open.watched().examined(open.observed(), 2);
        assertThat(open.watched().isExamined(open.observed())).isTrue();
        openFiles.forgetExamined();
        assertThat(open.watched().isExamined(open.observed())).isFalse();
    }

    /** It is open for the offset of a path that it has left. */
    private FileOffset away(String name) throws Exception {
        Path file = followed.write(name + ".old", name + "\n");
        HeldFile held = HeldFile.open(file, 0, TailReader.observe(file)).orElseThrow();
        FileOffset offset = create(name + ".txt", held);
        openFiles.add(held.forOffset(offset.id()), offset);
        return offset;
    }

    private FileOffset opened(String name) throws Exception {
        Path file = followed.write(name, name + "\n");
        FileOffset offset = followed.store.inTransaction(offsets ->
                offsets.create(name, Progress.none(TailReader.observe(file).fileKey())));
        open(offset);
        return offset;
    }

    private void open(FileOffset offset) throws IOException {
        openFiles.open(offset, TailReader.observe(directory.resolve(offset.path())));
    }

    private FileOffset create(String path, HeldFile file) throws Exception {
        return followed.store.inTransaction(offsets -> offsets.create(path, Progress.none(file.fileKey())));
    }
}
