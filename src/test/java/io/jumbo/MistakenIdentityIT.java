package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.StartAt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Files that look like other ones: each was once taken for what it is not. */
class MistakenIdentityIT extends Scenario {

    private static final String[] ALL_NAMES = {"*.txt", "*.txt.*"};
    private static final int MANY = 80;

    @Test
    void a_file_that_begins_like_one_that_was_cut_long_ago_is_new() throws Exception {
        append("a.txt", "START\n");
        start();
        rowsBecome("START");
        Files.writeString(file("a.txt"), "quite other\n");
        settles("a.txt");
        rowsBecome("START", "quite other");
        database.execute("UPDATE jumbo_offsets SET replaced_at = replaced_at - interval '11 minutes'"
                + " WHERE replaced_at IS NOT NULL");
        append("b.txt", "START\n5\n");
        rowsBecome("START", "quite other", "START", "5");
    }

    @Test
    void a_file_that_was_cut_does_not_hurry_one_that_is_being_written_anew() throws Exception {
        append("a.txt", "START\n");
        append("b.txt", "START\n1\n2\n3\n");
        start();
        settled();
        rowsBecomeInAnyOrder("START", "START", "1", "2", "3");
        Files.writeString(file("a.txt"), "quite other\n");
        settles("a.txt");
        rowsBecomeInAnyOrder("START", "START", "1", "2", "3", "quite other");
        Files.writeString(file("b.txt"), "START\n");
        pollsPass(2);
        append("b.txt", "1\n2\n3\n4\n");
        rowsBecomeInAnyOrder("START", "START", "1", "2", "3", "quite other", "4");
    }

    @Test
    void a_file_of_two_names_is_begun_at_its_end_once() throws Exception {
        append("a.txt", "old\n");
        Files.createLink(file("b.txt"), file("a.txt"));
        start(watch().startAt(StartAt.END));
        endIsNoted();
        append("a.txt", "new\n");
        rowsBecome("new");
    }

    @Test
    void two_equal_files_that_become_one_are_read_once() throws Exception {
        append("a.txt", "1\n2\n");
        start();
        rowsBecome("1", "2");
        append("b.txt", "1\n2\n");
        settled();
        rowsBecome("1", "2", "1", "2");
        Files.createLink(file("link"), file("a.txt"));
        Files.move(file("link"), file("b.txt"), StandardCopyOption.ATOMIC_MOVE);
        pollsPass(3);
        append("a.txt", "3\n");
        rowsBecome("1", "2", "1", "2", "3");
    }

    @Test
    void a_file_that_left_its_path_is_held_however_many_others_are_read() throws Exception {
        append("f.txt", "1\n");
        for (int i = 0; i < MANY; i++) {
            append("g" + i + ".txt", "g" + i + "\n");
        }
        start();
        eventually(() -> assertThat(rows()).hasSize(MANY + 1));
        unseen(() -> {
            append("f.txt", "2\n3\n");
            Files.move(file("f.txt"), file("f.bak"));
            append("f.txt", "4\n");
            for (int i = 0; i < MANY; i++) {
                append("g" + i + ".txt", "h" + i + "\n");
            }
        });
        eventually(() -> assertThat(rowsOf("f.txt")).containsExactlyInAnyOrder("1", "2", "3", "4"));
    }

    @Test
    void a_file_of_no_concern_is_not_read_for_an_empty_one_whose_inode_it_got() throws Exception {
        Files.createFile(file("f.txt"));
        start();
        hears("file changed: f.txt New");
        pollsPass(2);
        stop();
        Object key = key(file("f.txt"));
        Files.delete(file("f.txt"));
        boolean reused = false;
        for (int i = 0; i < 50 && !reused; i++) {
            append("notes" + i + ".csv", "private\n");
            reused = key.equals(key(file("notes" + i + ".csv")));
        }
        Assumptions.assumeTrue(reused, "the file system did not hand the inode on");
        start();
        settled();
        rowsBecome();
    }

    @Test
    void a_file_of_no_concern_is_not_taken_for_a_copy() throws Exception {
        append("a.txt", "time,value\n1.");
        append("b.csv", "time,value\nforeign\n");
        start();
        rowsBecome("time,value");
        Files.writeString(file("a.txt"), "quite other\n");
        settles("a.txt");
        rowsBecome("time,value", "quite other");
    }

    @Test
    void a_file_saved_by_delete_and_create_is_waited_for() throws Exception {
        String lines = numbers(1, 100);
        append("f.txt", "saved 10:00\n" + lines);
        start();
        eventually(() -> assertThat(rows()).hasSize(101));
        Files.delete(file("f.txt"));
        append("f.txt", "saved 10:05\n" + lines.substring(0, 90));
        pollsPass(2);
        append("f.txt", lines.substring(90) + "101\n");
        settled();
        eventually(() -> assertThat(rows()).hasSize(102).endsWith("101"));
        pollsPass(2);
        assertThat(rows()).hasSize(102);
    }

    @Test
    void a_file_that_is_away_under_another_name_for_long_comes_back() throws Exception {
        append("f.txt", "1\n2\n");
        append("other.txt", "x\n");
        start();
        rowsBecomeInAnyOrder("1", "2", "x");
        Files.move(file("f.txt"), file("f.edit"));
        for (int i = 0; i < 3; i++) {
            pollsPass(3);
            timePasses(Duration.ofSeconds(70));
        }
        append("f.edit", "3\n");
        Files.move(file("f.edit"), file("final.txt"));
        rowsBecomeInAnyOrder("1", "2", "x", "3");
    }

    @Test
    void a_file_that_was_read_elsewhere_and_let_go_comes_back_as_it_is_to_where_another_one_was() throws Exception {
        append("f.txt", "1\n2\n");
        append("other.txt", "x\n");
        start();
        rowsBecomeInAnyOrder("1", "2", "x");
        Files.move(file("f.txt"), file("f.edit"));
        append("f.edit", "3\n");
        append("f.txt", "4\n");
        rowsBecomeInAnyOrder("1", "2", "x", "3", "4");
        eventually(() -> {
            timePasses(Duration.ofSeconds(70));
            pollsPass(1);
            assertThat(openFiles()).noneMatch(name -> name.endsWith("f.edit"));
        });
        Files.move(file("f.edit"), file("f.txt"), StandardCopyOption.REPLACE_EXISTING);
        settled();
        append("f.txt", "5\n");
        rowsBecomeInAnyOrder("1", "2", "x", "3", "4", "5");
    }

    @Test
    void a_copy_that_takes_long_is_waited_for() throws Exception {
        String content = numbers(1, 2000);
        append("f.txt", content);
        start(watch().include(ALL_NAMES));
        rowsBecome(numbered(1, 2000));
        for (int i = 0; i < 4; i++) {
            append("f.txt.1", content.substring(i * 2000, (i + 1) * 2000));
            pollsPass(2);
            timePasses(Duration.ofMillis(1500));
        }
        append("f.txt.1", content.substring(8000));
        pollsPass(1);
        cut("f.txt", 0);
        settled();
        append("f.txt", "2001\n");
        rowsBecome(numbered(1, 2001));
    }

    @Test
    void a_file_that_left_its_path_and_was_rewritten_is_let_go() throws Exception {
        append("f.txt", "1\n2\n");
        append("other.txt", "x\n");
        start();
        rowsBecomeInAnyOrder("1", "2", "x");
        Files.move(file("f.txt"), file("f.bak"));
        Files.writeString(file("f.bak"), "entirely other content\n");
        for (int i = 0; i < 3; i++) {
            pollsPass(2);
            timePasses(Duration.ofSeconds(70));
        }
        eventually(() -> assertThat(openFiles()).noneMatch(name -> name.endsWith("f.bak")));
    }

    @Test
    void a_measurement_between_the_same_header_and_footer_is_a_new_one() throws Exception {
        String header = "Instrument 4711, laboratory 5, operator A\ncolumns: mass/g\n";
        append("f.txt", header + "1.234\nEND\n");
        start();
        eventually(() -> assertThat(rows()).hasSize(4));
        Files.writeString(file("f.txt"), header + "5.678\nEND\n");
        settled();
        eventually(() -> assertThat(rows()).hasSize(8).contains("5.678"));
    }

    private void settled() {
        pollsPass(3);
        timePasses(Duration.ofSeconds(6));
        pollsPass(3);
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static List<String> openFiles() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.filter(Files::isSymbolicLink)
                    .map(MistakenIdentityIT::target)
                    .toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
