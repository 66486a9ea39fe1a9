package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left of files that are gone: their offsets for a while, and the number of bytes nobody will ever read. */
class ForgetScenarioIT extends Scenario {

    private static final Duration LINGER = Duration.ofSeconds(60);

    // ---- offsets

    @Test
    void the_offset_of_a_file_that_is_gone_is_deleted_after_a_while_and_no_other() throws Exception {
        append("here.txt", numbers(1, 1));
        append("gone.txt", numbers(2, 2));
        start(watch().forgetAfter(Duration.ofMinutes(1)));
        rowsBecomeInAnyOrder("1", "2");
        Files.delete(file("gone.txt"));
        pollsPass(3);
        timePasses(LINGER);
        hears("file changed: gone.txt Gone");
        timePasses(LINGER);
        pollsPass(2);
        assertThat(paths()).contains("gone.txt", "here.txt");
        anHourPasses();
        hears("file changed: gone.txt Forgotten");
        pollsPass(2);
        assertThat(paths()).containsExactly("here.txt", "marker.txt");
        append("here.txt", numbers(3, 3));
        rowsBecomeInAnyOrder("1", "2", "3");
        heardOnce("file changed: gone.txt Forgotten");
    }

    @Test
    void a_file_that_was_forgotten_is_new_and_one_that_was_not_goes_on() throws Exception {
        append("early.txt", numbers(1, 2));
        append("late.txt", numbers(3, 4));
        start(watch().forgetAfter(Duration.ofMinutes(1)));
        rowsBecomeInAnyOrder("1", "2", "3", "4");
        Path early = Files.move(file("early.txt"), temporary.resolve("early"));
        Path late = Files.move(file("late.txt"), temporary.resolve("late"));
        pollsPass(3);
        timePasses(LINGER);
        hears("file changed: early.txt Gone");
        hears("file changed: late.txt Gone");
        Files.move(early, file("early.txt"));
        append("early.txt", numbers(5, 5));
        rowsBecomeInAnyOrder("1", "2", "3", "4", "5");
        anHourPasses();
        hears("file changed: late.txt Forgotten");
        Files.move(late, file("late.txt"));
        rowsBecomeInAnyOrder("1", "2", "3", "4", "5", "3", "4");
        assertThat(events.beginningWith("file changed: early.txt Forgotten")).isEmpty();
    }

    @Test
    void the_offset_of_a_file_that_is_still_to_be_read_is_kept_however_old_it_is() throws Exception {
        append("f.txt", numbers(1, 2));
        start(watch().forgetAfter(Duration.ofMinutes(1)));
        rowsBecome("1", "2");
        database.execute("ALTER TABLE t RENAME TO away");
        append("f.txt", numbers(3, 3));
        hears("watch paused");
        Files.move(file("f.txt"), file("f.txt.1"));
        append("f.txt", numbers(4, 4));
        hears("file changed: f.txt Replaced");
        anHourPasses();
        Files.move(file("f.txt.1"), temporary.resolve("out")); // nothing but the open file leads to it now
        database.execute("ALTER TABLE away RENAME TO t");
        rowsBecomeInAnyOrder("1", "2", "3", "4");
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    /** Ages the offsets, and lets the watch look for those to be forgotten: that goes by the clock of the database. */
    private void anHourPasses() {
        database.execute("UPDATE jumbo_offsets SET updated_at = updated_at - interval '1 hour',"
                + " gone_at = gone_at - interval '1 hour', replaced_at = replaced_at - interval '1 hour'");
        timePasses(LINGER);
    }

    // ---- handles

    /** Scenario 89, in small. */
    @Test
    void no_more_files_are_held_open_than_are_needed_and_none_that_are_gone() throws Exception {
        assumeThat(Path.of("/proc/self/fd")).isDirectory();
        start(watch().forgetAfter(Duration.ofMinutes(1)));
        for (int number = 1; number <= 70; number++) {
            append("f" + number + ".txt", number + "\n");
        }
        rowsBecomeInAnyOrder(numbered(1, 70));
        assertThat(heldOpen()).isLessThanOrEqualTo(64);
        for (int number = 1; number <= 70; number++) {
            Files.delete(file("f" + number + ".txt"));
        }
        eventually(() -> assertThat(gone()).isPositive()); // one of those that are not held
        timePasses(LINGER);
        eventually(() -> assertThat(gone()).isEqualTo(70));
        assertThat(heldOpen()).isLessThanOrEqualTo(1);
        anHourPasses();
        eventually(() -> assertThat(paths()).containsExactly("marker.txt"));
    }

    private long gone() {
        return events.beginningWith("file changed").stream()
                .filter(event -> event.endsWith("Gone"))
                .count();
    }

    private long heldOpen() throws Exception {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.filter(this::leadsHere).count();
        }
    }

    private boolean leadsHere(Path handle) {
        try {
            return Files.readSymbolicLink(handle).startsWith(directory);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    // ---- bytes

    /** Scenario 32 with lines that were seen and are nowhere any more. */
    @Test
    void bytes_seen_but_not_read_before_a_file_was_cut_are_counted() throws Exception {
        append("f.txt", numbers(1, 2));
        start();
        rowsBecome("1", "2");
        database.execute("ALTER TABLE t RENAME TO away");
        append("f.txt", numbers(3, 5));
        hears("watch paused");
        cut("f.txt", 0);
        append("f.txt", "new\n");
        database.execute("ALTER TABLE away RENAME TO t");
        settles("f.txt");
        rowsBecome("1", "2", "new");
        heardOnce("bytes abandoned: f.txt 6");
        assertThat(abandoned()).containsExactly("f.txt 6");
    }

    /** Scenario 39 with half a line. */
    @Test
    void the_unfinished_last_line_of_a_deleted_file_is_counted_when_nobody_will_finish_it() throws Exception {
        append("f.txt", "1\n2\n3.");
        start();
        rowsBecome("1", "2");
        Files.delete(file("f.txt"));
        pollsPass(3);
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
        timePasses(LINGER);
        hears("file changed: f.txt Gone");
        rowsBecome("1", "2");
        heardOnce("bytes abandoned: f.txt 2");
        assertThat(abandoned()).containsExactly("f.txt 2");
    }

    /** Scenario 39 for a file that is one too many to be held. */
    @Test
    void bytes_of_a_deleted_file_that_is_not_held_open_are_counted_once() throws Exception {
        append("f.txt", "1\n2.");
        start();
        rowsBecome("1");
        for (int number = 2; number <= 71; number++) {
            append("f" + number + ".txt", number + "\n");
        }
        rowsBecomeInAnyOrder(numbered(1, 71));
        Files.delete(file("f.txt"));
        hears("file changed: f.txt Gone");
        pollsPass(2);
        heardOnce("bytes abandoned: f.txt 2");
        assertThat(abandoned()).containsExactly("f.txt 2");
    }

    /** What was appended to it after the last look nobody knows. */
    @Test
    void a_file_deleted_while_stopped_is_told_gone_once() throws Exception {
        append("f.txt", numbers(1, 2));
        start();
        rowsBecome("1", "2");
        stop();
        append("f.txt", numbers(3, 3));
        Files.delete(file("f.txt"));
        start();
        hears("file changed: f.txt Gone");
        rowsBecome("1", "2");
        stop();
        start();
        rowsBecome("1", "2");
        heardOnce("file changed: f.txt Gone");
        assertThat(abandoned()).isEmpty();
    }

    private List<String> abandoned() {
        return database.column("SELECT path || ' ' || abandoned_bytes FROM jumbo_offsets WHERE abandoned_bytes > 0");
    }

    private List<String> paths() {
        return database.column("SELECT path FROM jumbo_offsets ORDER BY path");
    }
}
