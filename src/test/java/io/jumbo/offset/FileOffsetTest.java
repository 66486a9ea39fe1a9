package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Progress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileOffsetTest {

    private static final Progress NONE = Progress.none(Optional.of("ino=7"));

    @Test
    void file_that_was_never_replaced_is_there_or_gone() {
        assertThat(State.of(false, Optional.empty(), false)).isEqualTo(State.CURRENT);
        assertThat(State.of(true, Optional.empty(), true)).isEqualTo(State.GONE);
    }

    @Test
    void file_that_goes_on_was_cut_for_ten_minutes_and_then_only_replaced() {
        assertThat(State.of(false, Optional.of(Duration.ofMinutes(10).minusMillis(1)), true))
                .isEqualTo(State.CUT);
        assertThat(State.of(false, Optional.of(Duration.ofMinutes(10)), true)).isEqualTo(State.REPLACED);
        assertThat(State.of(true, Optional.of(Duration.ZERO), false)).isEqualTo(State.REPLACED);
    }

    @Test
    void another_row_counts_for_the_path_of_what_was_cut_or_replaced() {
        assertThat(State.values())
                .filteredOn(state -> new FileOffset(1, "a.txt", NONE, state).isSetAside())
                .containsExactly(State.CUT, State.REPLACED);
    }

    @Test
    void file_of_another_name_keeps_its_row_and_state() {
        FileOffset gone = new FileOffset(1, "a.txt", NONE, State.GONE);
        assertThat(gone.at("b.txt")).isEqualTo(new FileOffset(1, "b.txt", NONE, State.GONE));
    }

    @Test
    void row_that_counts_for_a_path_again_is_current() {
        Progress further = new Progress(2, 1, Optional.of("ino=8"), NONE.evidence());
        assertThat(new FileOffset(1, "a.txt", NONE, State.REPLACED).moved("b.txt", further))
                .isEqualTo(new FileOffset(1, "b.txt", further, State.CURRENT));
    }
}
