package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.RotatingWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Files that are renamed or deleted while their writers go on. The simple forms are in {@link FileScenarioIT}. */
class RotationScenarioIT extends Scenario {

    private static final String[] ALL_NAMES = {"*.txt", "*.txt.*"};

    // ---- to names that match

    /** Scenario 24, with a name handed on from file to file. */
    @Test
    void a_cascade_of_renames_is_read_on_under_every_name() throws Exception {
        append("f.txt", numbers(1, 2));
        start(watch().include(ALL_NAMES));
        rowsBecome("1", "2");
        rotate("f.txt");
        append("f.txt.1", numbers(3, 3));
        append("f.txt", numbers(4, 5));
        rowsBecomeInAnyOrder(numbered(1, 5));
        rotate("f.txt");
        append("f.txt.2", numbers(6, 6));
        append("f.txt.1", numbers(7, 7));
        append("f.txt", numbers(8, 8));
        rowsBecomeInAnyOrder(numbered(1, 8));
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    /** Scenario 24: no poll comes between the two rotations. */
    @Test
    void two_rotations_between_two_polls_are_read_on_under_every_name() throws Exception {
        append("f.txt", numbers(1, 2));
        append("f.txt.1", numbers(11, 12));
        start(watch().include(ALL_NAMES));
        rowsBecomeInAnyOrder("1", "2", "11", "12");
        unseen(() -> rotateTwice(3));
        rowsBecomeInAnyOrder("1", "2", "11", "12", "3", "4", "5");
    }

    /** Scenario 25, with a name handed on from file to file. */
    @Test
    void two_rotations_while_stopped_are_read_on_under_every_name() throws Exception {
        append("f.txt", numbers(1, 2));
        append("f.txt.1", numbers(11, 12));
        start(watch().include(ALL_NAMES));
        rowsBecomeInAnyOrder("1", "2", "11", "12");
        stop();
        rotateTwice(3);
        start(watch().include(ALL_NAMES));
        rowsBecomeInAnyOrder("1", "2", "11", "12", "3", "4", "5");
    }

    /** Each time with a line that was not read, and the second time one of a file that no poll has ever met. */
    private void rotateTwice(int next) throws IOException {
        append("f.txt", numbers(next, next));
        rotate("f.txt");
        append("f.txt", numbers(next + 1, next + 1));
        rotate("f.txt");
        append("f.txt", numbers(next + 2, next + 2));
    }

    /** Scenario 28. */
    @Test
    void a_file_renamed_while_stopped_adds_its_new_lines_only() throws Exception {
        Files.createDirectory(file("archive"));
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        stop();
        Files.move(file("f.txt"), file("archive/g.txt"));
        start();
        hears("file changed: archive/g.txt Renamed");
        append("archive/g.txt", numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
    }

    // ---- to names that do not match

    /** Scenario 27, by the open file. */
    @Test
    void lines_unread_when_a_file_leaves_the_pattern_are_inserted_and_later_ones_too() throws Exception {
        append("f.txt", numbers(1, 2));
        start();
        rowsBecome("1", "2");
        unseen(() -> {
            append("f.txt", numbers(3, 3));
            Files.move(file("f.txt"), file("f.txt.1"));
        });
        rowsBecome("1", "2", "3");
        heardOnce("file changed: f.txt Left");
        append("f.txt.1", numbers(4, 4)); // its writer has not noticed
        rowsBecome("1", "2", "3", "4");
        append("f.txt", numbers(5, 5));
        rowsBecome("1", "2", "3", "4", "5");
        append("f.txt.1", numbers(6, 6)); // and still has not
        rowsBecome("1", "2", "3", "4", "5", "6");
        append("f.txt", numbers(7, 7));
        rowsBecome(numbered(1, 7));
        assertThat(events.beginningWith("file changed: f.txt"))
                .containsExactly("file changed: f.txt New", "file changed: f.txt Left", "file changed: f.txt Replaced");
    }

    /** Scenario 27: rename and new file between two polls. */
    @Test
    void lines_unread_when_a_file_leaves_the_pattern_and_is_replaced_at_once_are_inserted() throws Exception {
        append("f.txt", numbers(1, 2));
        start();
        rowsBecome("1", "2");
        for (int line = 3; line < 9; line += 2) {
            int next = line;
            unseen(() -> {
                append("f.txt", numbers(next, next));
                rotate("f.txt");
                append("f.txt", numbers(next + 1, next + 1));
            });
            rowsBecomeInAnyOrder(numbered(1, line + 1));
        }
        append("f.txt.3", "late in the first\n");
        append("f.txt.2", "late in the second\n");
        append("f.txt.1", "late in the third\n");
        eventually(() -> assertThat(rows())
                .contains("late in the first", "late in the second", "late in the third")
                .hasSize(11));
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    /** Scenario 27, by the file key. */
    @Test
    void lines_unread_when_a_file_leaves_the_pattern_while_stopped_are_inserted_and_later_ones_too() throws Exception {
        append("f.txt", numbers(1, 2));
        start();
        rowsBecome("1", "2");
        stop();
        append("f.txt", numbers(3, 3));
        Files.move(file("f.txt"), file("f.txt.1"));
        start();
        rowsBecome("1", "2", "3");
        append("f.txt.1", numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
    }

    /** Scenario 27, by the file key. */
    @Test
    void lines_unread_when_a_file_leaves_the_pattern_and_is_replaced_while_stopped_are_inserted() throws Exception {
        append("f.txt", numbers(1, 2));
        start();
        rowsBecome("1", "2");
        stop();
        append("f.txt", numbers(3, 3));
        Files.move(file("f.txt"), file("f.txt.1"));
        append("f.txt", numbers(4, 4));
        start();
        rowsBecomeInAnyOrder("1", "2", "3", "4");
        append("f.txt.1", numbers(5, 5));
        rowsBecomeInAnyOrder("1", "2", "3", "4", "5");
    }

    /** Scenario 27: the process ends between the moment in which it sees the new file and the one in which it has read the old. */
    @Test
    void lines_unread_in_a_file_that_left_the_pattern_survive_a_stop_before_they_are_read() throws Exception {
        append("f.txt", numbers(1, 2));
        start();
        rowsBecome("1", "2");
        database.execute("ALTER TABLE t RENAME TO away");
        append("f.txt", numbers(3, 3));
        hears("watch paused");
        Files.move(file("f.txt"), file("f.txt.1"));
        append("f.txt", numbers(4, 4));
        hears("file changed: f.txt Replaced");
        stop();
        database.execute("ALTER TABLE away RENAME TO t");
        start();
        rowsBecomeInAnyOrder("1", "2", "3", "4");
    }

    /** A stored offset of 0 bytes agrees with any content; the handle tells whose it is. */
    @Test
    void a_file_seen_empty_filled_and_moved_out_of_the_pattern_is_read() throws Exception {
        append("other.txt", numbers(1, 1));
        append("f.txt", "");
        start();
        rowsBecome("1");
        pollsPass(3);
        unseen(() -> {
            append("f.txt", numbers(2, 3));
            Files.move(file("f.txt"), file("f.old"));
            append("f.txt", numbers(4, 4));
        });
        rowsBecomeInAnyOrder("1", "2", "3", "4");
    }

    // ---- deleted

    /** Scenario 39. */
    @Test
    void lines_unread_when_a_file_is_deleted_are_inserted() throws Exception {
        append("f.txt", numbers(1, 2));
        start();
        rowsBecome("1", "2");
        unseen(() -> {
            append("f.txt", numbers(3, 3));
            Files.delete(file("f.txt"));
        });
        rowsBecome("1", "2", "3");
        heardOnce("file changed: f.txt Left");
        timePasses(Duration.ofSeconds(60));
        hears("file changed: f.txt Gone");
        rowsBecome("1", "2", "3");
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    /** Some of the files are met under their new names before a poll meets the old ones. */
    @Test
    void nothing_is_counted_of_new_files_under_the_names_of_longer_ones() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            append("f" + i + ".txt", numbers(10 * i, 10 * i + 2));
            lines.addAll(List.of(numbered(10 * i, 10 * i + 2)));
        }
        start();
        rowsBecomeInAnyOrder(lines.toArray(String[]::new));
        unseen(() -> {
            for (int i = 1; i <= 9; i++) {
                Files.move(file("f" + i + ".txt"), file("g" + i + ".txt"));
                append("f" + i + ".txt", numbers(10 * i + 3, 10 * i + 3));
                lines.add(Integer.toString(10 * i + 3));
            }
        });
        rowsBecomeInAnyOrder(lines.toArray(String[]::new));
        for (int i = 1; i <= 9; i++) {
            cut("f" + i + ".txt", 0);
        }
        settles("f1.txt");
        for (int i = 1; i <= 9; i++) {
            hears("file changed: f" + i + ".txt Truncated");
        }
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    // ---- all at once

    /** Scenario 88. */
    @Test
    void several_writers_that_rotate_are_read_to_the_last_line() throws Exception {
        start(watch().include(ALL_NAMES));
        ExecutorService writers = Executors.newFixedThreadPool(5);
        List<Future<?>> written = new ArrayList<>();
        for (int writer = 1; writer <= 5; writer++) {
            String name = "w" + writer + ".txt";
            written.add(writers.submit(new RotatingWriter(file(name), 10_000, 32 * 1024, new Random(writer))));
        }
        for (Future<?> each : written) {
            each.get();
        }
        writers.shutdown();
        eventually(() -> assertThat(database.count("t")).isGreaterThanOrEqualTo(50_000));
        pollsPass(2);
        assertThat(database.column("SELECT count(*) || ' ' || count(DISTINCT line) FROM t WHERE path LIKE 'w%'"))
                .containsExactly("50000 50000");
        assertThat(deadLetters()).isEmpty();
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    private void rotate(String path) throws IOException {
        RotatingWriter.rotate(file(path));
    }
}
