package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.tail.ReadLimits;
import org.junit.jupiter.api.Test;

class TransactionSizeTest {

    private static final ReadLimits LIMITS = new ReadLimits(4_000, 1_000, LineEnd.LF);

    @Test
    void full_size_leaves_the_limits_as_they_are() {
        assertThat(TransactionSize.FULL.within(LIMITS)).isSameAs(LIMITS);
        assertThat(TransactionSize.FULL.grown()).isEqualTo(TransactionSize.FULL);
    }

    @Test
    void what_was_too_much_is_a_quarter_the_next_time_down_to_one_line() {
        TransactionSize size = TransactionSize.FULL.smallerThan(3_000);
        assertThat(size.within(LIMITS)).isEqualTo(new ReadLimits(750, 1_000, LineEnd.LF));
        for (int i = 0; i < 10; i++) {
            size = size.smallerThan(1_000);
        }
        assertThat(size.within(LIMITS)).isEqualTo(new ReadLimits(1, 1_000, LineEnd.LF));
    }

    @Test
    void lines_end_in_a_smaller_transaction_as_in_any_other() {
        ReadLimits cr = new ReadLimits(4_000, 1_000, LineEnd.CR);
        assertThat(TransactionSize.FULL.smallerThan(3_000).within(cr))
                .isEqualTo(new ReadLimits(750, 1_000, LineEnd.CR));
    }

    @Test
    void it_doubles_with_each_pass_that_succeeds_until_it_is_full_again() {
        TransactionSize size = TransactionSize.FULL.smallerThan(3_000);
        assertThat(size.grown().mostBytes()).isEqualTo(1_500);
        assertThat(size.grown().grown()).isEqualTo(TransactionSize.FULL);
    }

    /** A line longer than the bound is a chunk of its own, and may be too much as well. */
    @Test
    void chunk_longer_than_the_bound_does_not_raise_it() {
        TransactionSize size = TransactionSize.FULL.smallerThan(400);
        assertThat(size.smallerThan(5_000).mostBytes()).isEqualTo(25);
    }

    @Test
    void third_lost_session_in_a_row_counts_and_each_one_while_less_is_tried() {
        TransactionSize twice = TransactionSize.FULL.afterLostSession().afterLostSession();
        assertThat(twice.mayLoseSessions()).isFalse();
        assertThat(twice.afterLostSession().mayLoseSessions()).isTrue();
        TransactionSize smaller = twice.afterLostSession().smallerThan(1_000).grown();
        assertThat(smaller.mayLoseSessions()).isFalse();
        assertThat(smaller.afterLostSession().mayLoseSessions()).isTrue();
    }
}
