package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which files are found, and when. */
class DiscoveryScenarioIT extends Scenario {

    /** Scenario 1. */
    @Test
    void a_file_created_while_running_and_never_touched_again_is_read() throws Exception {
        start();
        append("before.txt", "polled\n");
        rowsBecome("polled");
        append("a.txt", numbers(1, 3));
        rowsBecome("polled", "1", "2", "3");
    }

    /** Scenario 2. */
    @Test
    void a_file_that_exists_is_read_from_its_start_and_then_followed() throws Exception {
        append("a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        append("a.txt", numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
    }

    /** Scenario 5. */
    @Test
    void only_files_that_match_include_and_not_exclude_are_read_at_any_depth() throws Exception {
        Files.createDirectories(file("one/two/three"));
        for (String path : List.of("a.txt", "one/b.txt", "one/two/three/c.txt", "d.csv", "tmp.txt", "one/e.tmp.txt")) {
            append(path, path + "\n");
        }
        start(watch().include("**/*.txt").exclude("**/*tmp*"));
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder("a.txt", "one/b.txt", "one/two/three/c.txt"));
        pollsPass(2);
        assertThat(rows()).hasSize(3);
        assertThat(database.column("SELECT path FROM jumbo_offsets"))
                .containsExactlyInAnyOrder("a.txt", "one/b.txt", "one/two/three/c.txt", "marker.txt");
    }

    /** Scenario 6. */
    @Test
    void a_directory_created_while_running_is_looked_into() throws Exception {
        start();
        append("a.txt", "1\n");
        rowsBecome("1");
        Path prepared = Files.createDirectory(temporary.resolve("prepared"));
        Files.writeString(prepared.resolve("b.txt"), "2\n");
        Files.move(prepared, file("sub"));
        rowsBecome("1", "2");
        assertThat(rowsOf("sub/b.txt")).containsExactly("2");
    }

    /** Scenario 7. */
    @Test
    void a_directory_that_is_missing_at_the_start_is_waited_for() throws Exception {
        Files.delete(directory);
        start();
        hears("directory missing");
        assertThat(directory).doesNotExist();
        Files.createDirectory(directory);
        append("a.txt", numbers(1, 2));
        rowsBecome("1", "2");
        heardOnce("directory missing");
        heardOnce("directory found");
    }

    /** Scenario 8. */
    @Test
    void a_file_that_cannot_be_read_is_told_once_and_read_when_it_can_be() throws Exception {
        Files.createSymbolicLink(file("a.txt"), Path.of("a.txt")); // not even root can read a link to itself
        start();
        eventually(() -> assertThat(passes.over("a.txt")).isGreaterThan(1));
        heardOnce("file unreadable: a.txt");
        append("b.txt", "others go on\n");
        rowsBecome("others go on");
        Path real = Files.writeString(temporary.resolve("real"), numbers(1, 2));
        Files.move(real, file("a.txt"), StandardCopyOption.REPLACE_EXISTING);
        rowsBecome("others go on", "1", "2");
        heardOnce("file unreadable");
        assertThat(events.beginningWith("file readable")).containsExactly("file readable: a.txt");
        append("a.txt", numbers(3, 3));
        rowsBecome("others go on", "1", "2", "3");
    }

    @Test
    void a_link_to_nowhere_neither_spins_nor_disturbs_other_files() throws Exception {
        Files.createSymbolicLink(file("gone.txt"), temporary.resolve("nowhere"));
        append("a.txt", numbers(1, 2));
        start();
        rowsBecome("1", "2");
        pollsPass(20);
        assertThat(passes.over("gone.txt")).isBetween(1, 8);
        assertThat(events.beginningWith("watch paused")).isEmpty();
        Files.writeString(temporary.resolve("nowhere"), "somewhere\n");
        rowsBecome("1", "2", "somewhere");
    }

    /** Scenario 10. */
    @Test
    void an_empty_file_is_no_row_and_no_trouble_until_its_first_line() throws Exception {
        append("empty.txt", "");
        append("a.txt", "1\n");
        start();
        rowsBecome("1");
        append("empty.txt", "2\n");
        rowsBecome("1", "2");
        assertThat(events.beginningWith("file unreadable")).isEmpty();
        assertThat(events.beginningWith("watch paused")).isEmpty();
    }

    /** Scenario 12. */
    @Test
    void two_watches_on_one_directory_have_offsets_of_their_own() throws Exception {
        database.execute("CREATE TABLE numbers (n int)");
        append("a.txt", numbers(1, 3));
        start(
                watch().into(database.dataSource()),
                watch().named("numbers")
                        .insert("INSERT INTO numbers (n) VALUES (%s)")
                        .include("a.txt")
                        .into(database.dataSource()));
        rowsBecome("1", "2", "3");
        append("a.txt", numbers(4, 5));
        rowsBecome("1", "2", "3", "4", "5");
        eventually(() -> assertThat(database.column("SELECT n FROM numbers")).containsExactly("1", "2", "3", "4", "5"));
        assertThat(database.column("SELECT watch FROM jumbo_offsets WHERE path = 'a.txt' AND next_byte = 10"))
                .containsExactlyInAnyOrder("lab", "numbers");
    }

    /** Scenario 42. */
    @Test
    void a_file_of_a_few_bytes_is_read() throws Exception {
        append("a.txt", "1.5\r\n");
        start();
        rowsBecome("1.5");
    }

    /** Scenario 51: nothing is kept but in the database. */
    @Test
    void nothing_is_written_beside_the_files_and_a_new_process_inserts_nothing_again() throws Exception {
        append("a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        stop();
        try (var files = Files.walk(temporary)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrder(file("a.txt"), file("marker.txt"));
        }
        assertThat(Files.readString(file("a.txt"))).isEqualTo(numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
    }
}
