package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Files that are copied, with or without being cut afterwards, and files with several names. */
class CopyScenarioIT extends Scenario {

    private static final String[] ALL_NAMES = {"*.txt", "*.txt.*"};

    // ---- copied and cut (copytruncate), the copy in the pattern

    /** Scenario 29. */
    @Test
    void a_file_that_was_read_copied_and_cut_goes_on_and_its_copy_adds_no_row() throws Exception {
        append("f.txt", numbers(1, 3));
        start(watch().include(ALL_NAMES));
        rowsBecome("1", "2", "3");
        unseen(() -> {
            copyAndCut("f.txt", "f.txt.1");
            append("f.txt", numbers(4, 4));
        });
        rowsBecome("1", "2", "3", "4");
        append("f.txt", numbers(5, 5));
        rowsBecome("1", "2", "3", "4", "5");
        heardOnce("file changed: f.txt.1 Copied");
    }

    /** Scenario 29, and then the copy takes the name of its original, as {@code f.1} takes that of {@code f.2}. */
    @Test
    void a_copy_that_was_read_and_is_renamed_over_another_file_while_stopped_adds_no_row() throws Exception {
        append("f.txt", numbers(1, 3));
        start(watch().include(ALL_NAMES));
        rowsBecome("1", "2", "3");
        unseen(() -> {
            copyAndCut("f.txt", "f.txt.1");
            append("f.txt", numbers(4, 4));
        });
        rowsBecome("1", "2", "3", "4");
        heardOnce("file changed: f.txt.1 Copied");
        stop();
        Files.move(file("f.txt.1"), file("f.txt"), StandardCopyOption.REPLACE_EXISTING);
        start(watch().include(ALL_NAMES));
        append("f.txt", numbers(5, 5));
        rowsBecome("1", "2", "3", "4", "5");
    }

    /** Scenario 29, seen in every state. */
    @Test
    void a_copy_is_not_read_before_it_is_known_whether_its_original_is_cut() throws Exception {
        String content = numbers(1, 2_000);
        append("f.txt", content);
        start(watch().include(ALL_NAMES));
        rowsBecome(numbered(1, 2_000));
        append("f.txt.1", content.substring(0, 4_096));
        pollsPass(3);
        append("f.txt.1", content.substring(4_096));
        pollsPass(3);
        cut("f.txt", 0);
        pollsPass(3);
        append("f.txt", numbers(2_001, 2_002));
        rowsBecome(numbered(1, 2_002));
        heardOnce("file changed: f.txt.1 Copied");
    }

    /** While it is held open, it is known to be the file that was cut, whatever its name. */
    @Test
    void a_file_that_was_copied_cut_and_renamed_at_once_is_read_once() throws Exception {
        append("f.txt", numbers(1, 3));
        start(watch().include(ALL_NAMES));
        rowsBecome("1", "2", "3");
        unseen(() -> {
            copyAndCut("f.txt", "f.txt.2");
            append("f.txt", numbers(4, 4));
            Files.move(file("f.txt"), file("f.txt.1"));
        });
        rowsBecome("1", "2", "3", "4");
        heardOnce("file changed: f.txt.2 Copied");
    }

    /** What it holds by then is known under its new name; what it held before is its copy's, which comes later. */
    @Test
    void a_file_that_was_copied_cut_and_renamed_onto_one_with_what_it_holds_now_is_read_once() throws Exception {
        append("f.txt", numbers(1, 3));
        append("g.txt", numbers(4, 4));
        start();
        rowsBecomeInAnyOrder(numbered(1, 4));
        unseen(() -> {
            copyAndCut("f.txt", "copy");
            append("f.txt", numbers(4, 4));
            Files.move(file("f.txt"), file("g.txt"), StandardCopyOption.REPLACE_EXISTING);
        });
        pollsPass(2);
        Files.move(file("copy"), file("copy.txt"));
        pollsPass(2);
        heardOnce("file changed: copy.txt Copied");
        append("copy.txt", numbers(5, 5));
        rowsBecomeInAnyOrder(numbered(1, 5));
    }

    /** The same of one that grows back. */
    @Test
    void a_file_that_is_renamed_while_it_is_written_anew_is_read_once() throws Exception {
        append("f.txt", numbers(1, 3));
        start(watch().include(ALL_NAMES));
        rowsBecome("1", "2", "3");
        unseen(() -> {
            cut("f.txt", 0);
            append("f.txt", numbers(1, 1));
            Files.move(file("f.txt"), file("f.txt.1"));
        });
        pollsPass(3);
        append("f.txt.1", numbers(2, 4));
        rowsBecome("1", "2", "3", "4");
    }

    /** Scenario 30. */
    @Test
    void lines_unread_when_a_file_is_copied_and_cut_come_from_the_copy() throws Exception {
        append("f.txt", numbers(1, 3));
        start(watch().include(ALL_NAMES));
        rowsBecome("1", "2", "3");
        unseen(() -> {
            append("f.txt", numbers(4, 5));
            copyAndCut("f.txt", "f.txt.1");
            append("f.txt", numbers(6, 6));
        });
        rowsBecomeInAnyOrder(numbered(1, 6));
        assertThat(rowsOf("f.txt.1")).containsExactly("4", "5");
        heardOnce("file changed: f.txt.1 Copied");
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    /** Scenario 30, while stopped, and twice. */
    @Test
    void lines_unread_when_a_file_is_copied_and_cut_while_stopped_come_from_the_copies() throws Exception {
        append("f.txt", numbers(1, 3));
        start(watch().include(ALL_NAMES));
        rowsBecome("1", "2", "3");
        stop();
        append("f.txt", numbers(4, 5));
        copyAndCut("f.txt", "f.txt.1");
        append("f.txt", numbers(6, 7));
        Files.move(file("f.txt.1"), file("f.txt.2"));
        copyAndCut("f.txt", "f.txt.1");
        append("f.txt", numbers(8, 8));
        start(watch().include(ALL_NAMES));
        rowsBecomeInAnyOrder(numbered(1, 8));
    }

    /** Scenario 30, with a name handed on from copy to copy. */
    @Test
    void a_cascade_of_copies_is_read_once() throws Exception {
        append("f.txt", numbers(1, 3));
        start(watch().include(ALL_NAMES));
        rowsBecome("1", "2", "3");
        for (int last = 6; last <= 12; last += 3) {
            int line = last;
            events.news();
            unseen(() -> {
                append("f.txt", numbers(line - 2, line - 1));
                for (int number = 3; number > 1; number--) {
                    if (Files.exists(file("f.txt." + (number - 1)))) {
                        Files.move(file("f.txt." + (number - 1)), file("f.txt." + number));
                    }
                }
                copyAndCut("f.txt", "f.txt.1");
                append("f.txt", numbers(line, line));
            });
            rowsBecomeInAnyOrder(numbered(1, line));
            heardOnce("file changed: f.txt.1 Copied");
        }
    }

    // ---- the copy outside the pattern

    /** Scenario 29. */
    @Test
    void a_file_that_was_read_copied_out_of_the_pattern_and_cut_goes_on() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        copyAndCut("f.txt", "f.txt.1");
        append("f.txt", numbers(4, 4));
        settles("f.txt");
        rowsBecome("1", "2", "3", "4");
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    /** Scenario 30: the lines of the time between the last poll and the copy, which every rotation of a busy file has. */
    @Test
    void lines_that_no_poll_has_seen_come_from_a_copy_outside_the_pattern() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        unseen(() -> {
            append("f.txt", numbers(4, 5));
            copyAndCut("f.txt", "f.txt.1");
            append("f.txt", numbers(6, 6));
        });
        settles("f.txt");
        rowsBecomeInAnyOrder(numbered(1, 6));
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    /** Scenario 30: the database was away, and lines waited in the file. */
    @Test
    void lines_that_were_seen_but_not_read_come_from_a_copy_outside_the_pattern() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        database.execute("ALTER TABLE t RENAME TO away");
        append("f.txt", numbers(4, 5));
        hears("watch paused");
        copyAndCut("f.txt", "f.txt.1");
        append("f.txt", numbers(6, 6));
        database.execute("ALTER TABLE away RENAME TO t");
        settles("f.txt");
        rowsBecomeInAnyOrder(numbered(1, 6));
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void lines_unread_come_from_a_copy_outside_the_pattern_although_the_file_that_was_cut_is_renamed_first()
            throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        database.execute("ALTER TABLE t RENAME TO away");
        append("f.txt", numbers(4, 5));
        hears("watch paused");
        copyAndCut("f.txt", "f.txt.1");
        append("f.txt", numbers(6, 6));
        eventually(() -> {
            timePasses(Duration.ofSeconds(1));
            assertThat(events.beginningWith("file changed: f.txt Truncated")).hasSize(1);
        });
        Files.move(file("f.txt"), file("g.txt"));
        eventually(() -> {
            timePasses(Duration.ofSeconds(1));
            assertThat(events.beginningWith("file changed: g.txt Renamed")).hasSize(1);
        });
        database.execute("ALTER TABLE away RENAME TO t");
        rowsBecomeInAnyOrder(numbered(1, 6));
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void lines_unread_come_from_a_copy_named_after_the_file_that_was_cut_and_renamed_before_any_poll()
            throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        unseen(() -> {
            append("f.txt", numbers(4, 5));
            copyAndCut("f.txt", "f.txt.1");
            append("f.txt", numbers(6, 6));
            Files.move(file("f.txt"), file("g.txt"));
        });
        settles("g.txt");
        rowsBecomeInAnyOrder(numbered(1, 6));
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void lines_unread_come_from_a_copy_of_a_file_that_was_cut_and_renamed_onto_one_with_what_it_holds_now()
            throws Exception {
        append("f.txt", numbers(1, 3));
        append("g.txt", numbers(6, 6));
        start();
        rowsBecomeInAnyOrder("1", "2", "3", "6");
        unseen(() -> {
            append("f.txt", numbers(4, 5));
            copyAndCut("f.txt", "f.txt.1");
            append("f.txt", numbers(6, 7));
            Files.move(file("f.txt"), file("g.txt"), StandardCopyOption.REPLACE_EXISTING);
        });
        rowsBecomeInAnyOrder(numbered(1, 7));
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void lines_seen_but_unread_of_a_file_that_was_cut_and_renamed_are_counted_if_there_is_no_copy() throws Exception {
        append("f.txt", numbers(1, 3) + "4");
        start();
        rowsBecome("1", "2", "3");
        unseen(() -> {
            cut("f.txt", 0);
            append("f.txt", numbers(6, 6));
            Files.move(file("f.txt"), file("g.txt"));
        });
        settles("g.txt");
        rowsBecome("1", "2", "3", "6");
        heardOnce("bytes abandoned: g.txt 1");
    }

    /** Scenario 30. */
    @Test
    void lines_unread_when_a_file_is_copied_out_of_the_pattern_and_cut_while_stopped_come_from_the_copy()
            throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        stop();
        append("f.txt", numbers(4, 5));
        copyAndCut("f.txt", "f.txt.1");
        append("f.txt", numbers(6, 6));
        start();
        settles("f.txt");
        rowsBecomeInAnyOrder(numbered(1, 6));
    }

    /** Scenario 30: the process ends between the moment in which it sees that the file was cut and the one in which it has read the copy. */
    @Test
    void lines_unread_in_a_copy_outside_the_pattern_survive_a_stop_before_they_are_read() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        database.execute("ALTER TABLE t RENAME TO away");
        append("f.txt", numbers(4, 5));
        hears("watch paused");
        copyAndCut("f.txt", "f.txt.1");
        append("f.txt", numbers(6, 6));
        settles("f.txt");
        hears("file changed: f.txt Truncated");
        stop();
        database.execute("ALTER TABLE away RENAME TO t");
        start();
        rowsBecomeInAnyOrder(numbered(1, 6));
    }

    // ---- copied only

    /** Scenario 43. */
    @Test
    void a_copy_of_a_file_that_stays_is_a_new_file() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Files.copy(file("f.txt"), file("g.txt"));
        settles("g.txt");
        rowsBecome("1", "2", "3", "1", "2", "3");
        append("g.txt", numbers(4, 4));
        append("f.txt", numbers(5, 5));
        rowsBecomeInAnyOrder("1", "2", "3", "1", "2", "3", "4", "5");
        assertThat(rowsOf("g.txt")).containsExactly("1", "2", "3", "4");
    }

    private void copyAndCut(String path, String copy) throws IOException {
        Files.copy(file(path), file(copy));
        cut(path, 0);
    }
}
