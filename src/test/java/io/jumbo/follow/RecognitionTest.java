package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.offset.OffsetMovedException;
import io.jumbo.offset.Offsets;
import io.jumbo.option.LineEnd;
import io.jumbo.option.OnRewrite;
import io.jumbo.support.ManualClock;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Insertion;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.Observation;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which stored offset a file on the disk is read on from, and what becomes of the others. */
class RecognitionTest {

    private static final Settling SETTLED = new Settling(Duration.ofHours(1), Duration.ofHours(1));
    private static final ReadLimits LIMITS = new ReadLimits(1 << 16, 1 << 12, LineEnd.LF);

    private final InMemoryOffsets store = new InMemoryOffsets(new ManualClock());

    @TempDir
    Path directory;

    /** The third file has the inode of the first and its content, but it is another one: its line is a row of its own. */
    @Test
    void file_replaced_again_by_one_with_the_inode_and_content_of_the_first_is_read() throws Exception {
        Path file = directory.resolve("t.txt");
        List<String> read = new ArrayList<>();
        read.addAll(readNew(file, "23.5\n", "inode 1", Beginning.New.class));
        read.addAll(readNew(file, "23.6\n", "inode 2", Beginning.Replaced.class));
        read.addAll(readNew(file, "23.5\n", "inode 1", Beginning.Replaced.class));
        read.addAll(readNew(file, "23.5\n", "inode 1", Continuation.Unchanged.class));
        assertThat(read).containsExactly("23.5", "23.6", "23.5");
        assertThat(table()).containsExactly("t.txt 5 current", "t.txt 5 replaced", "t.txt 5 replaced");
    }

    @Test
    void file_rewritten_or_cut_short_is_read_from_its_start_and_its_old_row_is_kept_for_a_copy() throws Exception {
        Path file = directory.resolve("t.txt");
        assertThat(readNew(file, "1\n2\n", "inode 1", Beginning.New.class)).containsExactly("1", "2");
        assertThat(readNew(file, "3\n4\n", "inode 1", Beginning.Rewritten.class))
                .containsExactly("3", "4");
        assertThat(readNew(file, "5\n", "inode 1", Beginning.Truncated.class)).containsExactly("5");
        assertThat(table()).containsExactly("t.txt 2 current", "t.txt 4 replaced", "t.txt 4 replaced");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f f.1 f.2", "f f.2 f.1", "f.1 f f.2", "f.1 f.2 f", "f.2 f f.1", "f.2 f.1 f"})
    void rotation_by_renaming_loses_and_doubles_nothing_in_whatever_order_it_is_discovered(String order)
            throws Exception {
        Path f = directory.resolve("f");
        Path f1 = directory.resolve("f.1");
        Path f2 = directory.resolve("f.2");
        Files.writeString(f, "oldest 1\n");
        assertThat(readOn(f)).containsExactly("oldest 1");
        Files.move(f, f1);
        Files.writeString(f, "older 1\n");
        assertThat(readOn(f)).containsExactly("older 1");
        assertThat(readOn(f1)).isEmpty();

        Files.writeString(f1, "oldest 2\n", StandardOpenOption.APPEND);
        Files.move(f1, f2);
        Files.writeString(f, "older 2\n", StandardOpenOption.APPEND);
        Files.move(f, f1);
        Files.writeString(f, "new 1\n");
        List<String> read = new ArrayList<>();
        for (String name : order.split(" ")) {
            read.addAll(readOn(directory.resolve(name)));
        }
        assertThat(read).containsExactlyInAnyOrder("oldest 2", "older 2", "new 1");
        for (String name : order.split(" ")) {
            assertThat(readOn(directory.resolve(name))).isEmpty();
        }
        assertThat(table()).containsExactly("f 6 current", "f.1 16 current", "f.2 18 current");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log log.1", "log.1 log"})
    void file_renamed_onto_a_path_of_which_nothing_was_consumed_keeps_its_own_offset(String order) throws Exception {
        Path log = directory.resolve("log");
        Path log1 = directory.resolve("log.1");
        Files.writeString(log1, "");
        assertThat(readOn(log1)).isEmpty();
        Files.writeString(log, "1\n2\n");
        assertThat(readOn(log)).containsExactly("1", "2");
        Files.move(log, log1, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(log1, "3\n", StandardOpenOption.APPEND);
        Files.writeString(log, "4\n");
        List<String> read = new ArrayList<>();
        for (String name : order.split(" ")) {
            read.addAll(readOn(directory.resolve(name)));
        }
        assertThat(read).containsExactlyInAnyOrder("3", "4");
    }

    /** The copy was out of sight while its original was cut, and renamed: what was set aside for it has to go along. */
    @Test
    void copy_is_known_although_its_original_was_renamed_after_it_was_cut() throws Exception {
        Path log = directory.resolve("log");
        Files.writeString(log, "1\n2\n");
        assertThat(readOn(log)).containsExactly("1", "2");
        Files.copy(log, directory.resolve("copy.out"));
        Files.writeString(log, "3\n");
        assertThat(readOn(log)).containsExactly("3");
        Path log1 = Files.move(log, directory.resolve("log.1"));
        Files.writeString(log, "4\n");
        assertThat(readOn(log1)).isEmpty();
        assertThat(readOn(log)).containsExactly("4");
        Path copy = Files.move(directory.resolve("copy.out"), directory.resolve("copy"));
        Recognised recognised = recognise(copy, TailReader.observe(copy));
        assertThat(recognised.change()).isInstanceOf(Move.Copied.class);
        assertThat(readOn(copy)).isEmpty();
    }

    /** Its inode was given to another file, and nothing is known of it but that. */
    @Test
    void replaced_file_of_which_nothing_was_read_is_not_found_by_its_key_alone() throws Exception {
        Path replaced = directory.resolve("replaced");
        readNew(replaced, "", "k1", Beginning.New.class);
        Path other = directory.resolve("other");
        readNew(other, "1\n", "k2", Beginning.New.class);
        Files.delete(other);
        readNew(replaced, "1\n", "k2", Move.Renamed.class);
        Path file = directory.resolve("file");
        readNew(file, "", "k3", Beginning.New.class);
        assertThat(readNew(file, "2\n", "k1", Continuation.Grown.class)).containsExactly("2");
        assertThat(table()).containsExactly("file 2 current", "replaced 2 current");
    }

    // ---- programs that write the whole file anew

    @Test
    void newest_line_on_top_is_the_only_one_that_is_read() throws Exception {
        Path file = directory.resolve("t.txt");
        readNew(file, "2\n1\n", "inode 1", Beginning.New.class);
        assertThat(readNew(file, "3\n2\n1\n", "inode 1", Edit.Inserted.class)).containsExactly("3");
        assertThat(readNew(file, "5\n4\n3\n2\n1\n", "inode 2", Edit.Inserted.class))
                .containsExactly("5", "4");
        assertThat(readNew(file, "5\n4\n3\n2\n1\n0\n", "inode 2", Continuation.Grown.class))
                .containsExactly("0");
        assertThat(table()).containsExactly("t.txt 12 current");
    }

    @Test
    void lines_in_front_of_a_footer_that_moves_are_the_only_ones_that_are_read() throws Exception {
        Path file = directory.resolve("t.txt");
        readNew(file, "1\n2\nEND\n", "inode 1", Beginning.New.class);
        assertThat(readNew(file, "1\n2\n3\nEND\n", "inode 1", Edit.Inserted.class))
                .containsExactly("3");
        assertThat(readNew(file, "1\n2\n3\n4\n5\nEND\n", "inode 1", Edit.Inserted.class))
                .containsExactly("4", "5");
    }

    /** The process died, or the server refused, before they were written. */
    @Test
    void inserted_lines_that_were_not_written_are_found_again() throws Exception {
        Path file = directory.resolve("t.txt");
        readNew(file, "2\n1\n", "inode 1", Beginning.New.class);
        Files.writeString(file, "3\n2\n1\n");
        Observation now = new Observation(6, Optional.of("inode 1"), Instant.ofEpochMilli(7));
        assertThat(recognise(file, now).change()).isInstanceOf(Edit.Inserted.class);
        assertThat(readNew(file, "3\n2\n1\n", "inode 1", Edit.Inserted.class)).containsExactly("3");
    }

    @Test
    void inserted_lines_that_are_read_bear_their_places_and_only_one_reader_writes_them() throws Exception {
        Path file = directory.resolve("t.txt");
        readNew(file, "2\n1\nEND\n", "inode 1", Beginning.New.class);
        Files.writeString(file, "2\n1\n7\n8\nEND\n");
        Observation now = new Observation(12, Optional.of("inode 1"), Instant.ofEpochMilli(7));
        Recognised first = recognise(file, now);
        Insertion lines = insertion(first);
        long id = first.offset().orElseThrow().id();
        try (TailReader one = TailReader.open(file, id, "t.txt", lines, now, LIMITS);
                TailReader other = TailReader.open(file, id, "t.txt", lines, now, LIMITS)) {
            Chunk chunk = one.next().orElseThrow();
            assertThat(chunk.records().stream().map(line -> line.number() + " at " + line.firstByte()))
                    .containsExactly("3 at 4", "4 at 6");
            assertThat(chunk.firstByte()).isEqualTo(4);
            assertThat(chunk.byteLength()).isEqualTo(4);
            assertThat(chunk.after().nextByte()).isEqualTo(12);
            assertThat(chunk.after().lines()).isEqualTo(5);
            advance(chunk);
            Chunk late = other.next().orElseThrow();
            assertThatThrownBy(() -> advance(late)).isInstanceOf(OffsetMovedException.class);
            assertThat(one.next()).isEmpty();
        }
    }

    @Test
    void inserted_lines_of_several_chunks_are_read_on_after_each_of_them() throws Exception {
        Path file = directory.resolve("t.txt");
        String old = IntStream.range(0, 900).mapToObj(n -> n + "\n").collect(Collectors.joining());
        String lines = IntStream.range(5000, 5300).mapToObj(n -> n + "\n").collect(Collectors.joining());
        readNew(file, "head\n" + old, "inode 1", Beginning.New.class);
        Files.writeString(file, "head\n" + lines + old + "last\n");
        Observation now = TailReader.observe(file);
        List<String> read = new ArrayList<>();
        for (int looks = 0; looks < 50 && !read.contains("last"); looks++) {
            Recognised recognised = recognise(file, now);
            try (TailReader reader = open(file, now, recognised)) {
                Chunk chunk = reader.next().orElseThrow();
                advance(chunk);
                for (LineRecord line : chunk.records()) {
                    read.add(line.text());
                }
            }
        }
        assertThat(read).last().isEqualTo("last");
        assertThat(read).hasSize(301).doesNotHaveDuplicates();
        assertThat(lines).contains(read.subList(0, 300));
    }

    @Test
    void file_that_changes_after_it_was_recognised_is_not_read() throws Exception {
        Path file = directory.resolve("t.txt");
        readNew(file, "2\n1\n", "inode 1", Beginning.New.class);
        Files.writeString(file, "3\n2\n1\n");
        Observation now = new Observation(6, Optional.of("inode 1"), Instant.ofEpochMilli(7));
        Insertion lines = insertion(recognise(file, now));
        Files.writeString(file, "4\n3\n2\n1\n");
        assertThatThrownBy(() -> TailReader.open(file, 1, "t.txt", lines, now, LIMITS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed while it was being opened");
    }

    @Test
    void footer_with_another_total_is_read_and_what_stands_before_it_is_not() throws Exception {
        Path file = directory.resolve("t.txt");
        readNew(file, "1\n2\n3\nsum 6\n", "inode 1", Beginning.New.class);
        assertThat(readNew(file, "1\n2\n3\n4\nsum 10\n", "inode 1", Edit.EndRewritten.class))
                .containsExactly("4", "sum 10");
        assertThat(store.changedPaths()).isEmpty();
    }

    @Test
    void same_lines_with_other_line_ends_are_not_read_again() throws Exception {
        Path file = directory.resolve("t.txt");
        readNew(file, "1\n2\n", "inode 1", Beginning.New.class);
        assertThat(readNew(file, "1\r\n2\r\n3\r\n", "inode 1", Edit.Edited.class))
                .containsExactly("3");
        assertThat(readNew(file, "1\n2\n3\n", "inode 2", Edit.Edited.class)).isEmpty();
        assertThat(store.changedPaths()).isEmpty();
    }

    @Test
    void changed_lines_are_noted_with_the_offset() throws Exception {
        Path file = directory.resolve("t.txt");
        String lines = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        readNew(file, lines, "inode 1", Beginning.New.class);
        assertThat(readNew(file, "x" + lines.substring(1), "inode 1", Edit.Edited.class))
                .isEmpty();
        assertThat(store.changedPaths()).containsExactly("t.txt");
    }

    // ----

    /** All offsets, the current one of a path first. */
    private List<String> table() throws SQLException, IOException {
        List<FileOffset> current = store.inTransaction(Offsets::all);
        List<FileOffset> replaced = store.inTransaction(Offsets::allSetAside);
        return Stream.concat(
                        current.stream()
                                .map(offset ->
                                        offset.path() + " " + offset.progress().nextByte() + " current"),
                        replaced.stream()
                                .map(offset ->
                                        offset.path() + " " + offset.progress().nextByte() + " replaced"))
                .sorted()
                .toList();
    }

    /** Puts content under a path, as a file of that key, and reads what counts as new. */
    private List<String> readNew(Path file, String content, String fileKey, Class<? extends FileChange> expected)
            throws SQLException, IOException {
        Files.writeString(file, content);
        Observation now = new Observation(Files.size(file), Optional.of(fileKey), Instant.ofEpochMilli(0));
        Recognised recognised = recognise(file, now);
        assertThat(recognised.change()).isInstanceOf(expected);
        FileOffset from = recognised.offset().orElseThrow();
        return read(recognised.change().open(file, from, now, LIMITS));
    }

    private List<String> readOn(Path file) throws SQLException, IOException {
        Observation now = TailReader.observe(file);
        return read(file, now, recognise(file, now).offset().orElseThrow());
    }

    private Recognised recognise(Path file, Observation now) throws SQLException, IOException {
        Recognition recognition =
                new Recognition(new Recognition.Place(directory, OnRewrite.APPEND, LIMITS, offset -> Optional.empty()));
        return store.inTransaction(offsets ->
                recognition.recognise(offsets, new Siblings(directory), new Look(name(file), now, SETTLED, false)));
    }

    /** The lines from an offset on; moves the offset behind them. */
    private List<String> read(Path file, Observation now, FileOffset from) throws SQLException, IOException {
        return read(open(file, now, from));
    }

    private static Insertion insertion(Recognised recognised) {
        return ((Edit.Inserted) recognised.change()).lines();
    }

    private static TailReader open(Path file, Observation now, Recognised recognised) throws IOException {
        ReadLimits limits =
                recognised.change() instanceof Edit.Inserted ? new ReadLimits(100, 100, LineEnd.LF) : LIMITS;
        return recognised.change().open(file, recognised.offset().orElseThrow(), now, limits);
    }

    private TailReader open(Path file, Observation now, FileOffset from) throws IOException {
        return TailReader.open(file, from.id(), name(file), from.progress(), now, LIMITS);
    }

    private void advance(Chunk chunk) throws SQLException, IOException {
        store.inTransaction(offsets -> {
            offsets.advance(chunk.fileId(), chunk.path(), chunk.before(), chunk.after());
            return chunk;
        });
    }

    private List<String> read(TailReader opened) throws SQLException, IOException {
        List<String> lines = new ArrayList<>();
        try (TailReader reader = opened) {
            Optional<Chunk> next = reader.next();
            while (next.isPresent()) {
                Chunk chunk = next.get();
                advance(chunk);
                for (LineRecord line : chunk.records()) {
                    lines.add(line.text());
                }
                next = reader.next();
            }
        }
        return lines;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
