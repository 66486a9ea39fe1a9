package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.follow.Reach.Mark;
import org.junit.jupiter.api.Test;

class ReachTest {

    @Test
    void what_comes_waits_from_when_it_was_seen() {
        Reach reach = Reach.NOTHING.seen(10, 100).seen(10, 150).seen(30, 200);
        assertThat(reach.lagBytes()).isEqualTo(30);
        assertThat(reach.lagNanos(250)).isEqualTo(150);
        assertThat(reach.unfinishedBytes()).isZero();
        Reach written = reach.writtenTo(10);
        assertThat(written.lagBytes()).isEqualTo(20);
        assertThat(written.lagNanos(250)).isEqualTo(50);
        assertThat(written.writtenTo(30).lagNanos(250)).isZero();
    }

    @Test
    void last_line_without_an_end_is_no_lag() {
        Reach reach = Reach.NOTHING.seen(10, 100).writtenTo(6).completeTo(6, 10);
        assertThat(reach.lagBytes()).isZero();
        assertThat(reach.lagNanos(500)).isZero();
        assertThat(reach.unfinishedBytes()).isEqualTo(4);
        Reach grown = reach.seen(12, 600);
        assertThat(grown.lagBytes()).as("it may have its end now").isEqualTo(6);
        assertThat(grown.lagNanos(600)).as("never 0 while bytes wait").isPositive();
        assertThat(grown.completeTo(12, 12).unfinishedBytes()).isZero();
    }

    @Test
    void what_came_during_a_pass_waits_on() {
        Reach reach = Reach.NOTHING.seen(10, 100).seen(20, 200).completeTo(10, 10);
        assertThat(reach.lagBytes()).isEqualTo(10);
        assertThat(reach.lagNanos(300)).isEqualTo(100);
    }

    @Test
    void other_content_is_behind_by_what_was_not_read_of_it() {
        Reach read = Reach.NOTHING.seen(20, 1).completeTo(20, 20);
        assertThat(read.ofOther(0, 5, 7).lagBytes()).isEqualTo(5);
        assertThat(read.ofOther(0, 5, 7).lagNanos(9)).isEqualTo(2);
        assertThat(read.ofOther(5, 5, 7).lagBytes()).isZero();
        assertThat(read.ofOther(9, 5, 7).lagBytes()).isZero();
        assertThat(read.ofOther(9, 5, 7).unfinishedBytes()).isZero();
    }

    @Test
    void file_that_is_looked_into_for_the_first_time_waits_from_when_it_was_met() {
        assertThat(Reach.NOTHING.seen(5, 3).ofOther(0, 8, 7).lagNanos(9)).isEqualTo(6);
    }

    @Test
    void what_is_stored_counts_whoever_wrote_it() {
        Reach read = Reach.NOTHING.seen(20, 1).completeTo(10, 20);
        assertThat(read.storedTo(20, 20, 5).unfinishedBytes()).isZero();
        Reach back = read.storedTo(4, 20, 5);
        assertThat(back.lagBytes()).as("read on above").isEqualTo(16);
        assertThat(back.lagNanos(8)).isEqualTo(3);
    }

    @Test
    void many_marks_become_few_and_none_younger() {
        Reach reach = Reach.NOTHING;
        for (int i = 1; i <= 1_000; i++) {
            reach = reach.seen(i, i);
        }
        assertThat(reach.marks()).hasSize(32).endsWith(new Mark(1_000, 32));
        assertThat(reach.writtenTo(999).lagNanos(1_000)).isEqualTo(968);
    }
}
