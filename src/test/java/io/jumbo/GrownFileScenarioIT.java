package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.FileOrder;
import io.jumbo.route.HandPolledWatch;
import io.jumbo.support.ManualClock;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that has changed is looked into before the time of a poll: without one if it only grew, and what else happened to it a poll finds out. */
class GrownFileScenarioIT extends HandPolledScenario {

    @BeforeEach
    void file_that_was_read() {
        append("f.txt", numbers(1, 3));
        polls(one);
    }

    @Test
    void a_file_that_grew_is_read_on_without_a_poll_again_and_again() {
        for (int line = 4; line <= 9; line++) {
            append("f.txt", numbers(line, line));
            readWithoutPoll();
        }
        assertThat(rows()).containsExactly(numbered(1, 9));
        assertThat(events.beginningWith("file changed")).hasSize(1);
    }

    @Test
    void an_unfinished_line_is_read_when_its_end_comes() {
        append("f.txt", "4\n5");
        readWithoutPoll();
        assertThat(rows()).containsExactly(numbered(1, 4));
        append("f.txt", "\n");
        readWithoutPoll();
        assertThat(rows()).containsExactly(numbered(1, 5));
    }

    @Test
    void what_is_left_of_a_backlog_is_left_to_polls() {
        String line = "x".repeat(1_000_000) + "\n";
        append("f.txt", line.repeat(70));
        readWithoutPoll();
        assertThat(database.count("t")).isBetween(4L, 72L);
        assertThat(one.look()).isTrue();
        assertThat(database.count("t")).isEqualTo(73);
    }

    @Test
    void a_file_that_was_rotated_meanwhile_is_read_to_its_end_and_the_new_one_from_its_start() throws Exception {
        append("f.txt", numbers(4, 4));
        readWithoutPoll();
        append("f.txt", numbers(5, 6));
        Files.move(file("f.txt"), file("f.txt.1"));
        append("f.txt", numbers(101, 200));
        rests();
        assertThat(one.look(file("f.txt"))).isTrue();
        append("f.txt.1", numbers(7, 7));
        settled(one);
        assertThat(rows()).hasSize(107).containsOnlyOnce(numbered(1, 7)).containsOnlyOnce(numbered(101, 200));
    }

    @Test
    void a_file_that_was_copied_and_cut_meanwhile_and_is_longer_again_loses_nothing() throws Exception {
        append("f.txt", numbers(4, 6));
        Files.copy(file("f.txt"), file("copy.txt"));
        cut("f.txt", 0);
        append("f.txt", numbers(101, 200));
        assertThat(looksTwice()).isTrue();
        settled(one);
        assertThat(rows()).hasSize(106).containsOnlyOnce(numbered(1, 6)).containsOnlyOnce(numbered(101, 200));
    }

    @Test
    void a_file_that_was_replaced_meanwhile_is_left_to_polls() throws Exception {
        append("temporary", numbers(101, 200));
        Files.move(file("temporary"), file("f.txt"), StandardCopyOption.REPLACE_EXISTING);
        rests();
        assertThat(one.look(file("f.txt"))).isTrue();
        settled(one);
        assertThat(rows()).hasSize(103).containsOnlyOnce(numbered(101, 200));
    }

    @Test
    void a_file_that_another_instance_has_read_on_is_not_read_twice_and_nobody_is_told() throws Exception {
        try (HandPolledWatch other = instance()) {
            append("f.txt", numbers(4, 4));
            polls(other);
            append("f.txt", numbers(5, 5));
            assertThat(looksTwice()).isTrue();
            assertThat(rows()).containsExactly(numbered(1, 5));
            append("f.txt", numbers(6, 6));
            rests();
            assertThat(one.look(file("f.txt"))).isTrue();
            assertThat(rows()).containsExactly(numbered(1, 6));
            assertThat(events.beginningWith("offset moved")).isEmpty();
        }
    }

    @Test
    void a_database_put_back_to_an_earlier_state_gets_the_lines_again() {
        append("f.txt", numbers(4, 4));
        readWithoutPoll();
        database.execute("DELETE FROM t; DELETE FROM jumbo_offsets");
        append("f.txt", numbers(5, 5));
        assertThat(looksTwice()).isTrue();
        settled(one);
        assertThat(rows()).containsExactly(numbered(1, 5));
    }

    @Test
    void a_failure_is_told_once_and_the_lines_come_with_a_poll_when_it_is_over() {
        database.execute("ALTER TABLE t RENAME TO away");
        append("f.txt", numbers(4, 4));
        readWithoutPoll();
        append("f.txt", numbers(5, 5));
        readWithoutPoll();
        heardOnce("watch paused");
        database.execute("ALTER TABLE away RENAME TO t");
        settled(one);
        assertThat(rows()).containsExactly(numbered(1, 5));
        append("f.txt", numbers(6, 6));
        readWithoutPoll();
        assertThat(rows()).containsExactly(numbered(1, 6));
    }

    /** What a poll finds is written in the order of names; so these are found by one. */
    @Test
    void two_files_whose_order_matters_are_left_to_a_poll() throws Exception {
        one.close();
        ManualClock clock = new ManualClock();
        one = HandPolledWatch.start(() -> watch().fileOrder(FileOrder.NAME).into(database.dataSource()), clock);
        append("a.txt", "a\n");
        one.poll();
        clock.pass(Duration.ofMillis(20));
        append("f.txt", "b\n");
        append("a.txt", "a\n");
        assertThat(one.look(file("f.txt"), file("a.txt"))).isFalse();
        assertThat(database.count("t")).isEqualTo(4);
        assertThat(one.look()).isTrue();
        assertThat(rows()).endsWith("a", "a", "b");
    }

    @Test
    void a_bad_line_costs_one_line() {
        database.execute("ALTER TABLE t ADD CHECK (line <> 'four')");
        append("f.txt", "4\nfour\n5\n");
        readWithoutPoll();
        assertThat(rows()).containsExactly(numbered(1, 5));
        assertThat(deadLetters()).hasSize(1);
    }

    @Test
    void a_process_that_died_in_the_middle_reads_on_where_the_database_is() {
        append("f.txt", numbers(4, 4));
        readWithoutPoll();
        one.forget();
        append("f.txt", numbers(5, 5));
        assertThat(one.look(file("f.txt"))).isFalse();
        assertThat(rows()).containsExactly(numbered(1, 4));
        polls(one);
        assertThat(rows()).containsExactly(numbered(1, 5));
    }

    private void readWithoutPoll() {
        rests();
        assertThat(one.look(file("f.txt"))).isFalse();
    }

    /** The first look finds that it does not know enough; returns whether the second one is a poll. */
    private boolean looksTwice() {
        rests();
        assertThat(one.look(file("f.txt"))).isFalse();
        return one.look();
    }
}
