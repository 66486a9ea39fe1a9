package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DueLooksTest {

    private static final Path F = Path.of("f.txt");
    private static final Path G = Path.of("g.txt");

    private final DueLooks due = new DueLooks();

    @Test
    void nothing_is_due_at_first() {
        assertThat(due.isPollDue(0)).isFalse();
        assertThat(due.takeVisits(0)).isEmpty();
        assertThat(due.untilPoll(0)).isEmpty();
        assertThat(due.untilVisit(0)).isEmpty();
    }

    @Test
    void poll_is_due_at_its_time_until_it_is_made() {
        due.poll(10);
        assertThat(due.isPollDue(9)).isFalse();
        assertThat(due.untilPoll(9)).contains(1L);
        assertThat(due.isPollDue(10)).isTrue();
        due.polled(10);
        assertThat(due.isPollDue(10)).isFalse();
    }

    @Test
    void poll_finds_what_was_due_and_nothing_that_is_due_later() {
        due.poll(20);
        due.visit(F, 10);
        due.visit(G, 20);
        due.polled(10);
        assertThat(due.isPollDue(20)).isTrue();
        assertThat(due.takeVisits(20)).containsExactly(G);
    }

    @Test
    void each_file_is_visited_once_at_its_time() {
        due.visit(F, 10);
        due.visit(G, 30);
        due.visit(F, 20);
        assertThat(due.untilVisit(5)).contains(5L);
        assertThat(due.takeVisits(9)).isEmpty();
        assertThat(due.takeVisits(10)).containsExactly(F);
        assertThat(due.takeVisits(29)).isEmpty();
        assertThat(due.takeVisits(30)).containsExactly(G);
    }

    @Test
    void earlier_change_has_its_visit_no_later() {
        due.visit(F, 20);
        due.visit(F, 10);
        assertThat(due.takeVisits(10)).containsExactly(F);
    }

    @Test
    void clock_may_pass_the_end_of_its_range() {
        due.poll(Long.MIN_VALUE + 1);
        due.visit(F, Long.MIN_VALUE + 1);
        assertThat(due.isPollDue(Long.MAX_VALUE)).isFalse();
        assertThat(due.untilVisit(Long.MAX_VALUE)).contains(2L);
        assertThat(due.takeVisits(Long.MIN_VALUE + 1)).containsExactly(F);
    }
}
