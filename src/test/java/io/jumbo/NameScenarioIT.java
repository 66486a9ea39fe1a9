package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with several names, and file keys that say something else than they seem to. */
class NameScenarioIT extends Scenario {

    private static final int ATTEMPTS = 20;

    // ---- several names

    /** Scenario 11. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_file_and_a_link_to_it_are_read_once(boolean hard) throws Exception {
        append("b.txt", numbers(1, 2));
        link("a.txt", file("b.txt"), hard);
        link("c.txt", file("b.txt"), hard);
        start();
        rowsBecome("1", "2");
        append("b.txt", numbers(3, 3));
        append("c.txt", numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
        stop();
        append("a.txt", numbers(5, 5));
        start();
        rowsBecome("1", "2", "3", "4", "5");
        assertThat(events.beginningWith("file changed"))
                .filteredOn(event -> event.endsWith("Linked"))
                .hasSize(4); // two names, told once by each process
    }

    /** Scenario 11: which of the names was met first nobody knows, and it must not matter. */
    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "b.txt"})
    void a_file_of_two_names_is_read_on_when_one_of_them_goes(String going) throws Exception {
        append("a.txt", numbers(1, 2));
        link("b.txt", file("a.txt"), true);
        start();
        rowsBecome("1", "2");
        Files.delete(file(going));
        String staying = going.equals("a.txt") ? "b.txt" : "a.txt";
        append(staying, numbers(3, 3));
        rowsBecome("1", "2", "3");
        pollsPass(2);
        timePasses(Duration.ofMinutes(1));
        append(staying, numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
    }

    /** Scenario 11. */
    @Test
    void a_link_that_leads_to_another_file_is_another_file() throws Exception {
        Path one = Files.writeString(temporary.resolve("one.dat"), numbers(1, 3));
        Path two = Files.writeString(temporary.resolve("two.dat"), numbers(4, 8));
        link("current.txt", one, false);
        start();
        rowsBecome("1", "2", "3");
        retarget("current.txt", two);
        rowsBecome(numbered(1, 8));
        Files.writeString(two, numbers(9, 9), StandardOpenOption.APPEND);
        rowsBecome(numbered(1, 9));
        heardOnce("file changed: current.txt New");
    }

    /** Scenario 11. */
    @Test
    void a_link_that_leads_back_to_its_first_file_adds_nothing() throws Exception {
        Path one = Files.writeString(temporary.resolve("one.dat"), numbers(1, 3));
        Path two = Files.writeString(temporary.resolve("two.dat"), numbers(4, 8));
        link("current.txt", one, false);
        start();
        rowsBecome("1", "2", "3");
        retarget("current.txt", two);
        rowsBecome(numbered(1, 8));
        retarget("current.txt", one);
        rowsBecome(numbered(1, 8));
        Files.writeString(one, numbers(9, 9), StandardOpenOption.APPEND);
        rowsBecome(numbered(1, 9));
    }

    /** Scenario 38, as an editor with a backup does it, and takes it back. */
    @Test
    void a_file_that_comes_back_to_its_path_after_another_one_had_it_adds_nothing() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Files.move(file("f.txt"), file("f.bak"));
        append("f.txt", numbers(4, 5));
        rowsBecome(numbered(1, 5));
        Files.delete(file("f.txt"));
        Files.move(file("f.bak"), file("f.txt"));
        pollsPass(3);
        append("f.txt", numbers(6, 6));
        rowsBecome(numbered(1, 6));
    }

    /** Scenario 11. */
    @Test
    void a_link_that_leads_from_one_file_of_the_pattern_to_another_adds_nothing() throws Exception {
        append("day1.txt", numbers(1, 3));
        link("current.txt", file("day1.txt"), false);
        start();
        rowsBecome("1", "2", "3");
        append("day2.txt", numbers(4, 5));
        retarget("current.txt", file("day2.txt"));
        rowsBecome("1", "2", "3", "4", "5");
        append("day2.txt", numbers(6, 6));
        append("day1.txt", numbers(7, 7));
        rowsBecomeInAnyOrder(numbered(1, 7));
    }

    private void link(String name, Path file, boolean hard) throws IOException {
        if (hard) {
            Files.createLink(file(name), file);
        } else {
            Files.createSymbolicLink(file(name), file);
        }
    }

    private void retarget(String name, Path file) throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), file);
        Files.move(link, file(name), StandardCopyOption.ATOMIC_MOVE);
    }

    // ---- file keys

    /** Scenario 38: the file system gives the inode of a deleted file to the next one, which begins with the same line. */
    @Test
    void a_file_with_the_inode_and_the_content_of_one_deleted_while_stopped_is_new() throws Exception {
        append("run1.txt", "OK\n");
        start();
        rowsBecome("OK");
        stop();
        assumeThat(replaceByOneOfTheSameInode("run1.txt", "run2.txt")).isTrue();
        start();
        rowsBecome("OK", "OK");
        append("run2.txt", "1\n");
        rowsBecome("OK", "OK", "1");
    }

    /** Scenario 38: with its own name, it cannot be told from a file that nobody touched but for the time of its last change. */
    @Test
    void a_file_with_the_inode_and_the_content_of_one_deleted_while_running_is_new() throws Exception {
        append("run1.txt", "OK\n");
        start();
        rowsBecome("OK");
        long inode = inode("run1.txt");
        Files.delete(file("run1.txt"));
        pollsPass(3);
        append("run2.txt", "OK\n");
        assertThat(inode("run2.txt")).isNotEqualTo(inode); // it is held open
        rowsBecome("OK", "OK");
        timePasses(Duration.ofMinutes(1));
        hears("file changed: run1.txt Gone");
        append("run3.txt", "OK\n");
        assumeThat(inode("run3.txt")).isEqualTo(inode);
        rowsBecome("OK", "OK", "OK");
        append("run3.txt", "1\n");
        rowsBecome("OK", "OK", "OK", "1");
    }

    /** Not every file system does so, and other programs create files meanwhile. */
    private boolean replaceByOneOfTheSameInode(String old, String anew) throws IOException {
        long inode = inode(old);
        Files.delete(file(old));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            append(anew, "OK\n");
            if (inode(anew) == inode) {
                return true;
            }
            Files.move(file(anew), temporary.resolve("kept" + attempt));
        }
        return false;
    }

    private long inode(String path) throws IOException {
        return ((Number) Files.getAttribute(file(path), "unix:ino")).longValue();
    }

    /** Scenario 84: two hosts see the same files, at the same time, by other paths and other file keys. */
    @Test
    void two_hosts_that_see_a_share_by_other_paths_and_file_keys_write_each_line_once() throws Exception {
        Path elsewhere = Files.createDirectory(temporary.resolve("mnt"));
        append("a.txt", numbers(1, 3));
        Files.copy(file("a.txt"), elsewhere.resolve("a.txt"));
        start();
        rowsBecome("1", "2", "3");
        start(FileWatcher.watch(elsewhere.toString())
                .named("lab")
                .insert(INSERT)
                .every(Duration.ofMillis(20))
                .tell(events));
        for (int line = 4; line <= 40; line++) {
            append("a.txt", numbers(line, line));
            Files.writeString(elsewhere.resolve("a.txt"), numbers(line, line), StandardOpenOption.APPEND);
        }
        rowsBecome(numbered(1, 40));
        stop();
        append("a.txt", numbers(41, 41));
        Files.writeString(elsewhere.resolve("a.txt"), numbers(41, 41), StandardOpenOption.APPEND);
        start();
        rowsBecome(numbered(1, 41));
        assertThat(events.beginningWith("file changed: a.txt New")).hasSize(1);
    }
}
