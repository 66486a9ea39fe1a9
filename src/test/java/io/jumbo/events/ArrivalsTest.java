package io.jumbo.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final AtomicLong now = new AtomicLong();
    private final Arrivals arrivals = new Arrivals(now::get);

    @Test
    void the_first_rows_are_told_at_once() {
        assertThat(arrivals.rows("a.txt", 1)).contains("1 row from a.txt");
    }

    @Test
    void what_follows_is_told_as_a_sum_now_and_then() {
        arrivals.rows("a.txt", 1);

        assertThat(arrivals.rows("a.txt", 1000)).isEmpty();
        now.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(arrivals.rows("b.txt", 200)).isEmpty();
        now.addAndGet(Duration.ofMinutes(3).toNanos());
        assertThat(arrivals.rows("a.txt", 34)).contains("1,234 rows from 2 files in 12 minutes");
        assertThat(arrivals.rows("a.txt", 5)).isEmpty();
    }

    @Test
    void nothing_is_told_of_lines_that_became_no_rows() {
        assertThat(arrivals.rows("a.txt", 0)).isEmpty();
        assertThat(arrivals.rows("a.txt", 2)).contains("2 rows from a.txt");
    }
}
