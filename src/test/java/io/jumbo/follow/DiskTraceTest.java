package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.follow.Trace.Occasion;
import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the disk says of a file that is not where it was. */
class DiskTraceTest {

    @TempDir
    Path directory;

    private final Map<Long, Long> letGo = new HashMap<>();
    private FollowedDirectory followed;
    private OpenFiles openFiles;
    private Path file;
    private FileOffset offset;

    @BeforeEach
    void follow() throws Exception {
        followed = new FollowedDirectory(directory.toRealPath());
        openFiles = new OpenFiles(followed.watch, new PassFailures(followed.watch, followed.follower.failures()));
        followed.write("other.txt", "0\n");
        file = followed.write("a.txt", "1\n2\n");
        offset = create("a.txt", read(file));
    }

    @AfterEach
    void close() {
        openFiles.close();
        followed.close();
    }

    @Test
    void file_is_certainly_away_when_its_directory_shows_others_and_not_it() throws Exception {
        assertThat(trace(Occasion.NOT_MET).isCertainlyAway()).isFalse();
        assertThat(trace(Occasion.LET_GO).isCertainlyAway()).isFalse();
        Files.delete(file);
        assertThat(trace(Occasion.NOT_MET).isCertainlyAway()).isTrue();
        assertThat(trace(Occasion.LET_GO).isCertainlyAway()).isTrue();
    }

    @Test
    void what_was_set_aside_is_not_under_its_path_whatever_is_there() throws Exception {
        followed.store.inTransaction(offsets -> {
            offsets.setAside(offset);
            return offset;
        });
        offset = followed.store.inTransaction(
                offsets -> offsets.findById(offset.id()).orElseThrow());
        assertThat(trace(Occasion.LET_GO).isCertainlyAway()).isTrue();
        assertThat(trace(Occasion.NOT_MET).isCertainlyAway()).isFalse();
    }

    @Test
    void replaced_file_is_away() throws Exception {
        assertThat(replaced(otherOffset(), 0).isCertainlyAway()).isTrue();
        assertThat(replaced(otherOffset(), 0).occasion()).isEqualTo(Occasion.REPLACED);
    }

    @Test
    void directory_that_cannot_be_listed_cannot_be_searched() throws Exception {
        assertThat(trace(Occasion.NOT_MET).canBeSearched()).isTrue();
        FileOffset elsewhere = create("other.txt/b.txt", read(file));
        assertThat(new DiskTrace(around(), Occasion.NOT_MET, elsewhere).canBeSearched())
                .isFalse();
    }

    @Test
    void file_under_another_name_is_new_there_unless_it_was_let_go_with_that_length() throws Exception {
        Files.move(file, directory.resolve("a.old"));
        assertThat(trace(Occasion.NOT_MET).isElsewhere()).isTrue();
        assertThat(trace(Occasion.NOT_MET).isNewElsewhere()).isTrue();
        letGo.put(offset.id(), 4L);
        assertThat(trace(Occasion.NOT_MET).isNewElsewhere()).isFalse();
        letGo.put(offset.id(), 3L);
        assertThat(trace(Occasion.NOT_MET).isNewElsewhere()).isTrue();
        Files.delete(directory.resolve("a.old"));
        assertThat(trace(Occasion.NOT_MET).isElsewhere()).isFalse();
        assertThat(trace(Occasion.NOT_MET).isNewElsewhere()).isFalse();
    }

    @Test
    void held_file_counts_unless_it_is_just_being_let_go() throws Exception {
        assertThat(trace(Occasion.NOT_MET).isHeld()).isFalse();
        openFiles.open(offset, TailReader.observe(file));
        assertThat(trace(Occasion.NOT_MET).isHeld()).isTrue();
        assertThat(trace(Occasion.LET_GO).isHeld()).isFalse();
    }

    @Test
    void same_offset_goes_on_only_in_changed_lines() {
        Progress progress = offset.progress();
        FileChange edited = new Edit.Edited(progress, progress, true);
        assertThat(trace(edited, Optional.of(offset), 0).goesOn()).isTrue();
        assertThat(trace(new Continuation.Unchanged(progress), Optional.of(offset), 0)
                        .goesOn())
                .isFalse();
        assertThat(trace(edited, Optional.empty(), 0).goesOn()).isFalse();
        assertThat(trace(Occasion.NOT_MET).goesOn()).isFalse();
    }

    @Test
    void file_was_cut_if_another_offset_of_the_same_file_counts_now() throws Exception {
        FileOffset sameFile = create("b.txt", Progress.none(offset.progress().fileKey()));
        assertThat(replaced(sameFile, 0).wasCut()).isTrue();
        assertThat(replaced(otherOffset(), 0).wasCut()).isFalse();
        assertThat(trace(Occasion.NOT_MET).wasCut()).isFalse();
    }

    /** It must hold more than was consumed: else there is nothing to read in it. */
    @Test
    void copies_are_searched_under_both_names_and_must_hold_what_was_not_read() throws Exception {
        FileOffset renamed = create("b.txt", Progress.none(offset.progress().fileKey()));
        assertThat(replaced(renamed, 0).hasCopy()).isFalse();
        Files.writeString(directory.resolve("a.txt.1"), "1\n2\n");
        assertThat(replaced(renamed, 0).hasCopy()).as("no more than was read").isFalse();
        Path copy = Files.writeString(directory.resolve("a.txt.2"), "1\n2\n3\n");
        assertThat(replaced(renamed, 0).copies()).containsExactly(copy.toRealPath());
        assertThat(replaced(renamed, 2).hasCopy()).isTrue();
        assertThat(replaced(renamed, 3).hasCopy()).as("more was seen of it").isFalse();
        Path ofNewName = Files.writeString(directory.resolve("b.txt.1"), "1\n2\n3\n");
        assertThat(replaced(renamed, 0).copies()).contains(ofNewName.toRealPath());
        assertThat(replaced(offset, 0).copies()).as("its own offset counts").isEmpty();
    }

    private DiskTrace trace(Occasion occasion) {
        return new DiskTrace(around(), occasion, offset);
    }

    private DiskTrace replaced(FileOffset now, long unread) {
        return trace(new Beginning.Replaced(offset.progress()), Optional.of(now), unread);
    }

    private DiskTrace trace(FileChange change, Optional<FileOffset> now, long unread) {
        return new DiskTrace(around(), offset, new Recognised(change, now, List.of(offset)), unread);
    }

    private Around around() {
        return new Around(followed.watch, openFiles, letGo, new Siblings(followed.watch.directory()));
    }

    private FileOffset otherOffset() throws Exception {
        return create("new.txt", Progress.none(Optional.of("ino=0")));
    }

    private FileOffset create(String path, Progress progress) throws Exception {
        return followed.store.inTransaction(offsets -> offsets.create(path, progress));
    }

    private Progress read(Path from) throws IOException {
        Observation now = TailReader.observe(from);
        try (TailReader reader =
                TailReader.open(from, 0, "", Progress.none(now.fileKey()), now, followed.watch.limits())) {
            reader.next().orElseThrow();
            return reader.progress();
        }
    }
}
