package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which offset counts for a file that is open, and whose own one is not its own any more. */
class SuccessionTest {

    private static final long NOBODYS = 99;

    @TempDir
    Path directory;

    private FollowedDirectory followed;
    private OpenFiles openFiles;

    @BeforeEach
    void follow() throws IOException {
        followed = new FollowedDirectory(directory.toRealPath());
        openFiles = new OpenFiles(followed.watch, new PassFailures(followed.watch, followed.follower.failures()));
    }

    @AfterEach
    void close() {
        openFiles.close();
        followed.close();
    }

    @Test
    void of_several_offsets_of_the_file_the_one_counts_that_was_read_farthest() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n3\n");
        OpenFile open = open(file, NOBODYS);
        create("first.txt", read(file, 2));
        FileOffset farthest = create("second.txt", read(file, 4));
        create("third.txt", read(file, 2));
        assertThat(successor(open)).contains(farthest);
    }

    @Test
    void offset_about_other_content_does_not_count() throws Exception {
        Path other = Files.writeString(directory.resolve("other"), "x\n2\n");
        Path file = followed.write("a.txt", "1\n2\n3\n");
        OpenFile open = open(file, NOBODYS);
        create("first.txt", withKeyOf(file, read(other, 4)));
        assertThat(successor(open)).isEmpty();
    }

    @Test
    void offset_of_another_file_key_does_not_count() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n3\n");
        Path same = followed.write("b.txt", "1\n2\n3\n");
        OpenFile open = open(file, NOBODYS);
        create("first.txt", read(same, 4));
        assertThat(successor(open)).isEmpty();
    }

    @Test
    void offset_for_which_another_file_is_open_is_left_to_that() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n3\n");
        FileOffset taken = create("a.txt", read(file, 4));
        openFiles.open(taken, TailReader.observe(file));
        assertThat(openFiles.hasFileOf(taken)).isTrue();
        assertThat(successor(open(file, NOBODYS))).isEmpty();
    }

    @Test
    void offset_that_was_set_aside_counts_only_while_the_file_holds_what_was_read() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n3\n");
        FileOffset aside = create("a.txt", read(file, 4));
        followed.store.inTransaction(offsets -> {
            offsets.setAside(aside);
            return aside;
        });
        assertThat(successor(open(file, NOBODYS)).map(FileOffset::id)).contains(aside.id());
        followed.write("a.txt", "4\n5\n6\n");
        assertThat(successor(open(file, NOBODYS))).isEmpty();
    }

    // ---- a file that was copied and cut, and left its path before a poll met it again

    @Test
    void what_was_written_after_the_cut_is_read_from_its_start() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n");
        OpenFile open = openForCopy(file, "a.txt.1");
        followed.write("a.txt", "3\n");
        Files.move(file, directory.resolve("elsewhere"));
        Optional<FileOffset> created = successor(open);
        assertThat(created.map(FileOffset::path)).contains("a.txt");
        assertThat(created.orElseThrow().progress().nextByte()).isZero();
        assertThat(created).isEqualTo(find("a.txt"));
    }

    @Test
    void nothing_is_begun_for_what_the_copy_holds() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n");
        OpenFile open = openForCopy(file, "a.txt.1");
        Files.move(file, directory.resolve("elsewhere"));
        assertThat(successor(open)).isEmpty();
        assertThat(find("a.txt")).isEmpty();
    }

    @Test
    void nothing_is_begun_for_a_file_that_polls_meet() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n");
        OpenFile open = openForCopy(file, "a.txt.1");
        followed.write("a.txt", "3\n");
        assertThat(successor(open)).isEmpty();
        assertThat(find("a.txt")).isEmpty();
    }

    @Test
    void nothing_is_begun_where_the_path_is_another_files() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n");
        OpenFile open = openForCopy(file, "a.txt.1");
        followed.write("a.txt", "3\n");
        Files.move(file, directory.resolve("elsewhere"));
        FileOffset others = create("a.txt", Progress.none(Optional.of("ino=0")));
        assertThat(successor(open)).isEmpty();
        assertThat(find("a.txt")).contains(others);
    }

    @Test
    void nothing_is_begun_where_the_copy_was_set_aside_or_bears_the_same_path() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n");
        OpenFile same = openForCopy(file, "a.txt");
        followed.write("a.txt", "3\n");
        Files.move(file, directory.resolve("elsewhere"));
        FileOffset copy = find("a.txt").orElseThrow();
        assertThat(successor(same)).isEmpty();
        followed.store.inTransaction(offsets -> {
            offsets.setAside(copy);
            return copy;
        });
        assertThat(successor(same)).isEmpty();
    }

    // ---- whose file it is

    @Test
    void file_belongs_to_the_offset_of_its_key_or_of_its_path_whatever_the_key() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n");
        Path other = followed.write("b.txt", "1\n2\n");
        OpenFile open = open(file, NOBODYS);
        assertThat(Succession.isOf(open, create("elsewhere.txt", read(file, 2))))
                .isTrue();
        assertThat(Succession.isOf(open, create("a.txt", read(other, 2)))).isTrue();
        FileOffset neither = create("c.txt", read(other, 2));
        assertThat(Succession.isOf(open, neither)).isFalse();
    }

    @Test
    void copy_belongs_to_the_offset_that_was_set_aside() throws Exception {
        Path file = followed.write("a.txt", "1\n2\n");
        Path other = followed.write("b.txt", "1\n2\n");
        FileOffset offset = create("a.txt", read(other, 2));
        followed.store.inTransaction(offsets -> {
            offsets.setAside(offset);
            return offset;
        });
        FileOffset aside = followed.store.inTransaction(
                offsets -> offsets.findById(offset.id()).orElseThrow());
        HeldFile held =
                HeldFile.open(file, aside.id(), TailReader.observe(file)).orElseThrow();
        assertThat(Succession.isOf(new OpenFile(held, "a.txt", true, 0), aside)).isTrue();
        assertThat(Succession.isOf(new OpenFile(held, "a.txt", false, 0), aside))
                .isFalse();
        held.close();
    }

    // ---- helpers

    private Optional<FileOffset> successor(OpenFile open) throws IOException, SQLException {
        Optional<FileOffset> successor = followed.store.inTransaction(
                offsets -> new Succession(followed.watch, openFiles, offsets, open).offset());
        open.file().close();
        return successor;
    }

    private OpenFile open(Path file, long fileId) throws IOException {
        HeldFile held = HeldFile.open(file, fileId, TailReader.observe(file)).orElseThrow();
        return new OpenFile(held, file.getFileName().toString(), false, 0);
    }

    /** The offset of what was read of a file went over to its copy, under another path; nobody knows the copy's file yet. */
    private OpenFile openForCopy(Path file, String pathOfCopy) throws IOException, SQLException {
        Progress read = read(file, 4);
        Progress ofCopy = new Progress(
                read.nextByte(),
                read.lines(),
                Optional.of("ino=1"),
                read.evidence(),
                read.excerpt(),
                read.modified(),
                read.learnt(),
                read.littleEndian());
        return open(file, create(pathOfCopy, ofCopy).id());
    }

    private Progress read(Path file, long bytes) throws IOException {
        try (TailReader reader = TailReader.open(
                file,
                0,
                "",
                Progress.none(TailReader.observe(file).fileKey()),
                TailReader.observe(file),
                followed.watch.limits())) {
            reader.endAt(bytes);
            reader.next().orElseThrow();
            assertThat(reader.progress().nextByte()).isEqualTo(bytes);
            assertThat(reader.progress().evidence()).isNotEqualTo(Evidence.NONE);
            return reader.progress();
        }
    }

    private static Progress withKeyOf(Path file, Progress of) throws IOException {
        return of.observedAs(TailReader.observe(file));
    }

    private FileOffset create(String path, Progress progress) throws IOException, SQLException {
        return followed.store.inTransaction(offsets -> offsets.create(path, progress));
    }

    private Optional<FileOffset> find(String path) throws IOException, SQLException {
        return followed.store.inTransaction(offsets -> offsets.find(path));
    }
}
