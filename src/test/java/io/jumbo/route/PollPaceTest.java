package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollPaceTest {

    private long time = -5;
    private long processorTime;
    private final PollPace pace = new PollPace(() -> time, () -> processorTime);

    @Test
    void first_poll_begins_at_once() {
        assertThat(pace.mayPoll()).isTrue();
    }

    @Test
    void poll_that_found_nothing_is_followed_by_a_pause_of_twelve_times_its_processor_time() {
        poll(Duration.ofMillis(50), 0);
        after(Duration.ofMillis(599));
        assertThat(pace.mayPoll()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(pace.mayPoll()).isTrue();
    }

    @Test
    void where_the_system_tells_of_every_change_the_pause_is_a_hundred_times_that_but_ten_seconds_at_most() {
        pollWhereAllIsTold(Duration.ofMillis(50));
        after(Duration.ofMillis(4999));
        assertThat(pace.mayPoll()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(pace.mayPoll()).isTrue();
        pollWhereAllIsTold(Duration.ofMillis(500));
        after(Duration.ofMillis(9999));
        assertThat(pace.mayPoll()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(pace.mayPoll()).isTrue();
    }

    @Test
    void pause_is_not_shorter_where_the_system_tells_of_every_change() {
        pollWhereAllIsTold(Duration.ofSeconds(2));
        after(Duration.ofMillis(23_999));
        assertThat(pace.mayPoll()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(pace.mayPoll()).isTrue();
    }

    @Test
    void few_files_are_never_waited_for() {
        pace.begins();
        processorTime += Duration.ofSeconds(1).toNanos();
        pace.ends(0, 999, true);
        assertThat(pace.mayPoll()).isTrue();
    }

    @Test
    void poll_that_found_something_is_followed_by_the_next_one() {
        poll(Duration.ofMillis(50), 0);
        after(Duration.ofSeconds(1));
        poll(Duration.ofSeconds(5), 1);
        assertThat(pace.mayPoll()).isTrue();
    }

    @Test
    void time_that_is_waited_for_a_disk_does_not_count() {
        pace.begins();
        after(Duration.ofMinutes(1));
        pace.ends(0, 10_000, true);
        assertThat(pace.mayPoll()).isTrue();
    }

    @Test
    void poll_before_its_time_waits_for_twelve_times_all_that_the_one_before_took_whatever_it_found() {
        assertThat(pace.restBeforeTime()).isNotPositive();
        pace.begins();
        pace.ends(1, 1, true);
        processorTime += Duration.ofMillis(2).toNanos();
        pace.isOver();
        after(Duration.ofMillis(23));
        assertThat(pace.restBeforeTime()).isEqualTo(Duration.ofMillis(1).toNanos());
        assertThat(pace.mayPoll()).isTrue();
        after(Duration.ofMillis(1));
        assertThat(pace.restBeforeTime()).isNotPositive();
    }

    @Test
    void processor_time_of_a_thread_grows_with_what_it_does() {
        long before = PollPace.processorTimeOfThread();
        long sum = 0;
        for (int i = 0; i < 5_000_000; i++) {
            sum += Integer.toString(i % 100).hashCode();
        }
        assertThat(sum).isNotZero();
        assertThat(PollPace.processorTimeOfThread()).isGreaterThan(before);
    }

    private void poll(Duration processor, int found) {
        pace.begins();
        processorTime += processor.toNanos();
        after(processor);
        pace.ends(found, 1000, false);
    }

    private void pollWhereAllIsTold(Duration processor) {
        pace.begins();
        processorTime += processor.toNanos();
        after(processor);
        pace.ends(0, 1000, true);
    }

    private void after(Duration duration) {
        time += duration.toNanos();
    }
}
