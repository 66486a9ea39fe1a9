package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Diagnosis.Kind;
import io.jumbo.tail.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwaitedTest {

    private static final Observation SEEN = new Observation(10, Optional.of("inode 7"), Instant.ofEpochMilli(1_000));

    private final Awaited awaited = new Awaited();

    @Test
    void bytes_that_make_no_line_are_told_once_when_no_more_came_for_five_seconds() {
        Optional<Diagnosis> carriageReturns = Optional.of(new Diagnosis(Kind.CARRIAGE_RETURNS, 6, 3));
        Observation grown = new Observation(12, SEEN.fileKey(), SEEN.modified());
        assertThat(awaited.lineless(carriageReturns, SEEN, seconds(0))).isFalse();
        assertThat(awaited.lineless(carriageReturns, grown, seconds(4)))
                .as("it grows")
                .isFalse();
        assertThat(awaited.isLinelessForLong(seconds(8))).isFalse();
        assertThat(awaited.isLinelessForLong(seconds(9))).isTrue();
        assertThat(awaited.lineless(carriageReturns, grown, seconds(9))).isTrue();
        assertThat(awaited.isLinelessForLong(seconds(20))).isFalse();
        assertThat(awaited.lineless(Optional.empty(), grown, seconds(20))).isFalse();
        assertThat(awaited.lineless(carriageReturns, grown, seconds(30))).isFalse();
        assertThat(awaited.lineless(carriageReturns, grown, seconds(40))).isFalse();
        awaited.otherContent();
        assertThat(awaited.lineless(carriageReturns, SEEN, seconds(50))).isFalse();
        assertThat(awaited.lineless(carriageReturns, SEEN, seconds(60)))
                .as("other content")
                .isTrue();
    }

    @Test
    void lf_that_comes_after_its_cr_makes_a_line_of_it_and_there_is_nothing_to_tell() {
        assertThat(awaited.lineless(Optional.of(new Diagnosis(Kind.CARRIAGE_RETURNS, 4, 1)), SEEN, seconds(0)))
                .isFalse();
        assertThat(awaited.lineless(Optional.empty(), SEEN, seconds(1))).isFalse();
        assertThat(awaited.isLinelessForLong(seconds(20))).isFalse();
    }

    @Test
    void what_cannot_become_a_line_is_told_at_once() {
        for (Diagnosis certain : List.of(
                new Diagnosis(Kind.UTF_16, 2, 0),
                new Diagnosis(Kind.LONG_LINE, Diagnosis.LONG, 0),
                new Diagnosis(Kind.CARRIAGE_RETURNS, Diagnosis.LONG, 1),
                new Diagnosis(Kind.BINARY, Diagnosis.LONG, 0))) {
            assertThat(new Awaited().lineless(Optional.of(certain), SEEN, 0))
                    .as("%s", certain)
                    .isTrue();
        }
    }

    /** While nobody looked, the file may have been cut, and have another gap at the same place. */
    @Test
    void gap_is_waited_for_while_somebody_looks() {
        long second = Duration.ofSeconds(1).toNanos();
        Awaited file = new Awaited();
        for (int i = 0; i <= 39; i++) {
            assertThat(file.tiredOfGap(7, i * second, second)).isEmpty();
            file.atGap(Optional.of(7L), 100 + i, i * second, second);
        }
        assertThat(file.tiredOfGap(7, 40 * second, second)).contains(100L);
        assertThat(file.tiredOfGap(8, 40 * second, second)).isEmpty();

        Awaited paused = new Awaited();
        paused.atGap(Optional.of(7L), 100, 0, second);
        assertThat(paused.tiredOfGap(7, 70 * second, second)).isEmpty();
    }

    @Test
    void file_is_unsettled_until_that_is_over_and_news_once() {
        assertThat(awaited.settling(SEEN, 0)).as("nobody waits").isEqualTo(Settling.JUST_SEEN);
        assertThat(awaited.unsettled(SEEN, 0)).isTrue();
        assertThat(awaited.unsettled(SEEN, seconds(1))).isFalse();
        assertThat(awaited.isAny()).isTrue();
        assertThat(awaited.settling(SEEN, seconds(3)))
                .as("a look counts a second at most")
                .isEqualTo(new Settling(Duration.ofSeconds(3), Duration.ofSeconds(1)));
        awaited.settled();
        assertThat(awaited.isAny()).isFalse();
        assertThat(awaited.settling(SEEN, seconds(4))).isEqualTo(Settling.JUST_SEEN);
    }

    @Test
    void gap_and_bytes_without_a_line_are_waited_for_until_they_are_gone_or_told() {
        awaited.atGap(Optional.of(7L), 100, 0, seconds(1));
        assertThat(awaited.isAny()).isTrue();
        awaited.atGap(Optional.empty(), 100, seconds(1), seconds(1));
        assertThat(awaited.isAny()).isFalse();
        awaited.lineless(Optional.of(new Diagnosis(Kind.CARRIAGE_RETURNS, 4, 1)), SEEN, 0);
        assertThat(awaited.isAny()).isTrue();
        awaited.lineless(Optional.of(new Diagnosis(Kind.CARRIAGE_RETURNS, 4, 1)), SEEN, seconds(5));
        assertThat(awaited.isAny()).as("told").isFalse();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
