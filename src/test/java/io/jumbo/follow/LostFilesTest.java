package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a poll does not meet any more, and offsets that are not as they were. */
class LostFilesTest {

    @TempDir
    Path directory;

    private FollowedDirectory followed;
    private Path file;

    @BeforeEach
    void follow() throws Exception {
        followed = new FollowedDirectory(directory.toRealPath());
        followed.write("other.txt", "0\n");
        file = followed.write("a.txt", "1\n");
        assertThat(followed.poll()).containsExactlyInAnyOrder("0", "1");
        followed.events.news();
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void file_that_was_moved_aside_while_nothing_ran_is_read_on_where_it_is() throws Exception {
        followed.restart();
        followed.append("a.txt", "2\n");
        Files.move(file, directory.resolve("a.old"));
        assertThat(followed.pollsFor(Duration.ofSeconds(40))).containsExactly("2");
        assertThat(followed.events.beginningWith("file changed: a.txt Gone")).isEmpty();
    }

    @Test
    void what_was_seen_of_a_file_is_not_taken_for_that_of_the_one_that_another_instance_found_under_its_name()
            throws Exception {
        followed.append("a.txt", "2\n3\n4\n5\n6\n7\n8\n");
        followed.poll();
        Files.move(file, directory.resolve("b.txt"));
        followed.write("a.txt", "one\n");
        try (FollowedDirectory other = followed.anotherInstance()) {
            other.poll();
        }
        followed.pollsFor(Duration.ofSeconds(20));
        followed.append("a.txt", "two\n");
        Files.copy(file, directory.resolve("a.txt.1"));
        followed.write("a.txt", "x\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(20))).containsExactlyInAnyOrder("two", "x");
        assertThat(followed.events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void bytes_of_another_file_are_not_told_as_lost_with_the_one_that_an_instance_found_under_its_name()
            throws Exception {
        followed.append("a.txt", "2\n3\n4\n5\n6\n7\n8\n");
        followed.poll();
        Files.move(file, directory.resolve("b.txt"));
        followed.write("a.txt", "one\n");
        try (FollowedDirectory other = followed.anotherInstance()) {
            other.poll();
        }
        followed.pollsFor(Duration.ofSeconds(150)); // it is not open any more
        Files.delete(file);
        followed.pollsFor(Duration.ofSeconds(100));
        assertThat(followed.events.beginningWith("file changed: a.txt Gone")).hasSize(1);
        assertThat(followed.events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void file_that_was_deleted_while_nothing_ran_is_told_as_gone_once() throws Exception {
        followed.restart();
        Files.delete(file);
        followed.pollsFor(Duration.ofSeconds(100));
        assertThat(followed.events.news()).containsOnlyOnce("file changed: a.txt Gone");
        followed.restart();
        followed.pollsFor(Duration.ofSeconds(100));
        assertThat(followed.events.news()).doesNotContain("file changed: a.txt Gone");
    }

    @Test
    void nothing_follows_from_a_file_that_is_not_met_where_nobody_can_look() throws Exception {
        followed.restart();
        followed.poll();
        followed.unseen = path -> true;
        Files.delete(file);
        followed.pollsFor(Duration.ofSeconds(20));
        assertThat(followed.events.beginningWith("file changed: a.txt Gone")).isEmpty();
    }

    @Test
    void file_that_was_renamed_while_nothing_ran_keeps_its_offset() throws Exception {
        followed.restart();
        Files.move(file, directory.resolve("b.txt"));
        followed.append("b.txt", "2\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).containsExactly("2");
        assertThat(followed.events.news()).contains("file changed: b.txt Renamed");
        assertThat(offset("a.txt")).isNull();
        assertThat(offset("b.txt").progress().nextByte()).isEqualTo(4);
    }

    @Test
    void offset_of_a_file_that_is_gone_is_forgotten_after_thirty_days() throws Exception {
        Files.delete(file);
        followed.pollsFor(Duration.ofSeconds(100));
        assertThat(offset("a.txt")).isNotNull();
        followed.clock.pass(Duration.ofDays(29));
        followed.poll();
        assertThat(offset("a.txt")).isNotNull();
        followed.clock.pass(Duration.ofDays(2));
        followed.pollsFor(Duration.ofSeconds(2));
        assertThat(offset("a.txt")).isNull();
        assertThat(followed.events.news()).containsOnlyOnce("file changed: a.txt Forgotten");
        assertThat(offset("other.txt")).as("it is there").isNotNull();
    }

    /** The database was restored from a backup. */
    @Test
    void lines_whose_offset_went_back_are_written_again_within_half_a_minute() throws Exception {
        FileOffset now = offset("a.txt");
        followed.store.inTransaction(offsets -> {
            offsets.moveTo(now, Progress.none(now.progress().fileKey()));
            return now;
        });
        assertThat(followed.pollsFor(Duration.ofSeconds(32))).containsExactly("1");
    }

    @Test
    void after_trouble_with_the_database_offsets_are_compared_at_once() throws Exception {
        FileOffset now = offset("a.txt");
        followed.store.inTransaction(offsets -> {
            offsets.moveTo(now, Progress.none(now.progress().fileKey()));
            return now;
        });
        followed.follower.compareSoon();
        assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("1");
    }

    @Test
    void hundreds_of_new_files_are_read_in_one_poll() throws Exception {
        for (int i = 0; i < 450; i++) {
            followed.write("new" + i + ".txt", "line " + i + "\n");
        }
        assertThat(followed.poll()).hasSize(450).doesNotHaveDuplicates();
        assertThat(followed.follower.size()).isEqualTo(452);
        assertThat(followed.events.beginningWith("file changed: new")).hasSize(450);
        assertThat(followed.poll()).isEmpty();
    }

    @Test
    void copy_of_a_file_that_was_read_is_not_read_again() throws Exception {
        followed.append("a.txt", "2\n3\n");
        followed.poll();
        Files.copy(file, directory.resolve("copy.txt"));
        followed.write("a.txt", "");
        followed.append("copy.txt", "4\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(70))).containsExactly("4");
        assertThat(followed.events.beginningWith("file changed: copy.txt Copied"))
                .hasSize(1);
    }

    @Test
    void second_name_of_a_file_is_not_read() throws Exception {
        Files.createLink(directory.resolve("link.txt"), file);
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).isEmpty();
        assertThat(followed.events.beginningWith("file changed: link.txt Linked"))
                .hasSize(1);
        followed.append("a.txt", "2\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).containsExactly("2");
    }

    private FileOffset offset(String path) throws IOException, SQLException {
        return followed.store.inTransaction(offsets -> offsets.find(path).orElse(null));
    }

    @Test
    void files_of_one_content_are_each_read_where_that_is_the_habit() throws Exception {
        for (int i = 0; i < 8; i++) {
            followed.write("equal" + i + ".txt", "ready\n");
        }
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).hasSize(8).containsOnly("ready");
    }

    @Test
    void second_name_is_read_on_when_the_first_one_is_gone() throws Exception {
        Files.createLink(directory.resolve("link.txt"), file);
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).isEmpty();
        assertThat(followed.follower.size()).isEqualTo(3);
        Files.delete(file);
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).isEmpty();
        assertThat(followed.follower.size()).as("it is forgotten").isEqualTo(2);
        followed.append("link.txt", "2\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).containsExactly("2");
    }

    @Test
    void directory_that_was_empty_for_a_while_goes_on_as_before() throws Exception {
        Path away = Files.createDirectory(directory.resolve("away"));
        Files.move(file, away.resolve("a.txt"));
        Files.move(directory.resolve("other.txt"), away.resolve("other.txt"));
        followed.pollsFor(Duration.ofSeconds(5));
        assertThat(followed.events.beginningWith("directory empty")).hasSize(1);
        assertThat(followed.events.beginningWith("file changed")).isEmpty();
        Files.move(away.resolve("a.txt"), file);
        followed.append("a.txt", "2\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(70))).containsExactly("2");
        assertThat(followed.events.beginningWith("file changed: other.txt Gone"))
                .hasSize(1);
    }

    /** The header was as long as the options said. They say otherwise now, and there are data in it. */
    @Test
    void header_below_which_nothing_was_is_read_again_with_other_options() throws Exception {
        Path other = Files.createDirectory(directory.resolve("headers"));
        try (FollowedDirectory first = new FollowedDirectory(other.toRealPath(), Map.of("header-lines", "4"))) {
            first.write("h.txt", "title\n1\n2\n");
            assertThat(first.pollsFor(Duration.ofSeconds(5))).isEmpty();
            try (FollowedDirectory second = first.withOptions(Map.of("header-lines", "1"))) {
                assertThat(second.pollsFor(Duration.ofSeconds(5))).containsExactly("1", "2");
                second.append("h.txt", "3\n");
                assertThat(second.pollsFor(Duration.ofSeconds(5))).containsExactly("3");
            }
        }
    }

    /** As programs write that keep strings of a fixed width: once that is known, nobody waits for them to be filled. */
    @Test
    void nul_bytes_inside_lines_are_waited_for_once() throws Exception {
        String line = "a" + "\0".repeat(20) + "b\n";
        followed.write("nul.txt", line.repeat(3));
        assertThat(followed.pollsFor(Duration.ofSeconds(120))).hasSize(3);
        followed.append("nul.txt", line);
        assertThat(followed.pollsFor(Duration.ofSeconds(2))).hasSize(1);
    }
}
