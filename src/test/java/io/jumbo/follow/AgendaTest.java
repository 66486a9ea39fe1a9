package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private final Agenda agenda = new Agenda();

    @Test
    void is_left_alone_for_longer_from_failure_to_failure_until_it_succeeds() {
        long now = 0;
        assertThat(agenda.isFree(now)).isTrue();
        agenda.failed(now);
        assertThat(agenda.isFree(now)).isFalse();
        now += Duration.ofMillis(250).toNanos();
        assertThat(agenda.isFree(now)).isTrue();
        agenda.failed(now);
        assertThat(agenda.isFree(now + Duration.ofMillis(250).toNanos())).isFalse();
        agenda.succeeded();
        assertThat(agenda.isFree(now)).isTrue();
        agenda.failed(now);
        assertThat(agenda.isFree(now + Duration.ofMillis(250).toNanos())).isTrue();
    }

    @Test
    void failure_says_how_often_in_a_row() {
        assertThat(agenda.failed(0)).isEqualTo(1);
        assertThat(agenda.failed(0)).isEqualTo(2);
        agenda.succeeded();
        assertThat(agenda.failed(0)).isEqualTo(1);
    }

    @Test
    void rests_until_its_time_whether_it_failed_or_not() {
        long now = Long.MAX_VALUE - 10; // the monotonic clock may overflow
        agenda.restUntil(now + 500);
        assertThat(agenda.isFree(now)).isFalse();
        assertThat(agenda.isFree(now + 499)).isFalse();
        assertThat(agenda.isFree(now + 500)).isTrue();
        agenda.succeeded();
        assertThat(agenda.isFree(now)).as("a rest is no back-off").isFalse();
        agenda.failed(now + 500);
        assertThat(agenda.isFree(now + 501)).isFalse();
    }

    @Test
    void says_when_it_is_free_unless_something_failed() {
        assertThat(agenda.freeAt(7)).contains(7L);
        agenda.restUntil(10);
        assertThat(agenda.freeAt(7)).contains(10L);
        assertThat(agenda.freeAt(11)).contains(11L);
        agenda.failed(7);
        assertThat(agenda.hasFailed()).isTrue();
        assertThat(agenda.freeAt(8)).isEmpty();
        agenda.succeeded();
        assertThat(agenda.hasFailed()).isFalse();
        assertThat(agenda.freeAt(8)).contains(10L);
    }

    @Test
    void file_that_somebody_else_writes_is_left_to_polls_for_ten_seconds() {
        assertThat(agenda.isShared(0)).isFalse();
        agenda.shared(0);
        assertThat(agenda.isShared(Duration.ofSeconds(10).toNanos() - 1)).isTrue();
        assertThat(agenda.isShared(Duration.ofSeconds(10).toNanos())).isFalse();
        assertThat(agenda.isFree(1)).as("polls may").isTrue();
    }

    @Test
    void knows_whether_it_was_read_on_without_a_poll_since() {
        assertThat(agenda.wasReadOnSince(0)).isFalse();
        agenda.readOn(5);
        assertThat(agenda.wasReadOnSince(4)).isTrue();
        assertThat(agenda.wasReadOnSince(5)).isFalse();
    }
}
