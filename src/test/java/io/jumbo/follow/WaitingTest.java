package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final long MOST = 10;

    @Test
    void look_adds_the_time_since_the_one_before_but_no_more_than_a_bound() {
        Waiting<String> waiting = Waiting.begun("a", 100);
        assertThat(waiting.waited()).isZero();
        assertThat(waiting.seen("a", 109, MOST).waited()).isEqualTo(9);
        assertThat(waiting.seen("a", 110, MOST).waited()).isEqualTo(10);
        assertThat(waiting.seen("a", 111, MOST).waited()).isEqualTo(10);
        assertThat(waiting.seen("a", 109, MOST).seen("a", 200, MOST).waited()).isEqualTo(19);
    }

    @Test
    void change_begins_what_is_unchanged_anew_and_not_what_was_waited() {
        Waiting<String> waiting = Waiting.begun("a", 100).seen("a", 105, MOST);
        assertThat(waiting.unchanged()).isEqualTo(5);
        Waiting<String> changed = waiting.seen("b", 108, MOST);
        assertThat(changed.unchanged()).isZero();
        assertThat(changed.waited()).isEqualTo(8);
        assertThat(changed.since()).isEqualTo(108);
    }

    @Test
    void pause_counts_for_what_is_unchanged_all_of_it() {
        assertThat(Waiting.begun("a", 100).seen("a", 1_000, MOST).unchanged()).isEqualTo(900);
    }

    @Test
    void says_beforehand_what_the_next_look_will_find() {
        Waiting<String> waiting = Waiting.begun("a", 100);
        assertThat(waiting.waitedAt(107, MOST)).isEqualTo(7);
        assertThat(waiting.waitedAt(170, MOST)).isEqualTo(10);
    }

    @Test
    void survives_the_overflow_of_the_clock() {
        Waiting<String> waiting = Waiting.begun("a", Long.MAX_VALUE).seen("a", Long.MIN_VALUE + 4, MOST);
        assertThat(waiting.waited()).isEqualTo(5);
        assertThat(waiting.unchanged()).isEqualTo(5);
    }
}
