package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.tail.Chunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told, and when a file is looked into again. */
class PollsTest {

    @TempDir
    Path directory;

    private FollowedDirectory followed;

    @BeforeEach
    void follow() throws IOException {
        followed = new FollowedDirectory(directory.toRealPath());
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void new_file_and_each_chunk_of_it_are_told() throws Exception {
        followed.write("a.txt", "1\n2\n");
        followed.poll();
        assertThat(followed.events.news())
                .containsExactly(
                        "file changed: a.txt New",
                        "chunk written: a.txt bytes 0 to 4, 2 lines",
                        "file caught up: a.txt");
        assertThat(followed.follower.size()).isEqualTo(1);
        followed.poll();
        assertThat(followed.events.news()).isEmpty();
    }

    @Test
    void bytes_that_make_no_line_are_told_once_when_nothing_more_has_come_for_a_while() throws Exception {
        followed.write("a.txt", "1\r2\r");
        followed.poll();
        assertThat(followed.follower.anyWaits()).isTrue();
        followed.pollsFor(Duration.ofSeconds(4));
        assertThat(followed.events.beginningWith("file without lines")).isEmpty();
        followed.pollsFor(Duration.ofSeconds(4));
        assertThat(followed.events.beginningWith("file without lines"))
                .containsExactly("file without lines: no line end in 4 bytes of a.txt; there are 2 CRs: set"
                        + " jumbo.line-end = cr");
        assertThat(followed.follower.anyWaits()).isFalse();
    }

    @Test
    void gap_is_waited_for_and_then_passed_over_and_told() throws Exception {
        followed.write("a.txt", "1\n" + "\0".repeat(20) + "2\n");
        assertThat(followed.pollsFor(Duration.ofSeconds(5))).containsExactly("1");
        assertThat(followed.follower.anyWaits()).isTrue();
        assertThat(followed.events.beginningWith("gap skipped")).isEmpty();
        assertThat(followed.pollsFor(Duration.ofSeconds(60))).containsExactly("2");
        assertThat(followed.events.beginningWith("gap skipped")).containsExactly("gap skipped: a.txt 2 to 22");
        assertThat(followed.follower.anyWaits()).isFalse();
    }

    @Test
    void directory_that_is_suddenly_empty_is_told_once_and_nothing_is_believed_to_be_gone() throws Exception {
        Path file = followed.write("a.txt", "1\n");
        followed.poll();
        followed.events.news();
        Files.delete(file);
        followed.pollsFor(Duration.ofSeconds(30));
        assertThat(followed.events.beginningWith("directory empty")).hasSize(1);
        assertThat(followed.events.beginningWith("file changed: a.txt Gone")).isEmpty();
    }

    @Test
    void file_of_a_failed_visit_is_left_alone_for_a_while_and_read_then() throws Exception {
        Path file = followed.write("a.txt", "1\n");
        followed.clock.pass(FollowedDirectory.INTERVAL);
        followed.follower.pollBegins();
        assertThat(followed.hasNews(file)).isTrue();
        Visit visit = followed.follower.visit(file);
        followed.follower.ended(visit, Optional.of(new IOException("input/output error")));
        assertThat(followed.events.news()).contains("file unreadable: a.txt");
        followed.follower.pollBegins();
        assertThat(followed.hasNews(file)).as("in the same instant").isFalse();
        assertThat(followed.pollsFor(Duration.ofSeconds(2))).containsExactly("1");
        assertThat(followed.events.news()).contains("file readable: a.txt");
    }

    @Test
    void change_is_readable_at_once_or_when_its_file_has_rested() throws Exception {
        Path file = followed.write("a.txt", "1\n");
        followed.poll();
        long now = followed.clock.getAsLong();
        long at = followed.follower.readableAt(Optional.of(file), false).orElseThrow();
        assertThat(at - now).isBetween(1L, FollowedDirectory.INTERVAL.toNanos());
        followed.clock.pass(FollowedDirectory.INTERVAL);
        assertThat(followed.follower.readableAt(Optional.of(file), false)).contains(followed.clock.getAsLong());
    }

    @Test
    void file_that_another_instance_writes_as_well_is_left_to_the_polls_for_ten_seconds() throws Exception {
        Path file = followed.write("a.txt", "1\n");
        followed.poll();
        assertThat(followed.follower.isReadOn(file)).isTrue();
        Visit alone = followed.follower.visitAlone(file);
        followed.append("a.txt", "2\n");
        assertThat(followed.follower.begin(alone, () -> false)).hasNext();
        followed.follower.ended(alone, Optional.of(new SQLException("could not obtain lock on row", "55P03")));
        assertThat(followed.poll()).containsExactly("2");
        assertThat(followed.follower.isReadOn(file)).isFalse();
        followed.pollsFor(Duration.ofSeconds(8));
        followed.append("a.txt", "3\n");
        assertThat(followed.poll()).containsExactly("3");
        assertThat(followed.follower.isReadOn(file)).isFalse();
        followed.pollsFor(Duration.ofSeconds(1));
        assertThat(followed.follower.isReadOn(file)).isTrue();
    }

    /** Which of them is the copy, if one is, can only be asked when something of the other one is written. */
    @Test
    void of_two_new_files_that_begin_alike_one_waits_for_the_other() throws Exception {
        Path one = followed.write("a.txt", "1\n2\n");
        Path other = followed.write("b.txt", "1\n2\n3\n");
        Path third = followed.write("c.txt", "4\n");
        followed.clock.pass(FollowedDirectory.INTERVAL);
        followed.follower.pollBegins();
        assertThat(List.of(followed.hasNews(one), followed.hasNews(other), followed.hasNews(third)))
                .containsOnly(true);
        Visit first = followed.follower.visit(one);
        Chunk chunk = followed.follower.begin(first, () -> false).next();
        Visit second = followed.follower.visit(other);
        assertThat(followed.follower.begin(second, () -> false)).isExhausted();
        followed.follower.ended(second, Optional.empty());
        Visit unlike = followed.follower.visit(third);
        assertThat(followed.follower.begin(unlike, () -> false)).hasNext();
        followed.follower.ended(unlike, Optional.empty());
        followed.written(first, chunk);
        followed.follower.ended(first, Optional.empty());
        assertThat(followed.newRows()).containsExactly("1", "2");
        assertThat(followed.pollsFor(Duration.ofSeconds(90))).contains("4", "3");
    }

    @Test
    void visits_that_died_leave_nothing_behind() throws Exception {
        Path file = followed.write("a.txt", "1\n");
        followed.clock.pass(FollowedDirectory.INTERVAL);
        followed.follower.pollBegins();
        assertThat(followed.hasNews(file)).isTrue();
        Iterator<Chunk> chunks = followed.follower.begin(followed.follower.visit(file), () -> false);
        assertThat(chunks).hasNext();
        followed.follower.died();
        followed.follower.forgetExamined();
        assertThat(followed.poll()).containsExactly("1");
    }
}
