package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetMovedExceptionTest {

    @Test
    void names_the_offset_and_counts_as_a_serialization_failure_to_be_retried() {
        OffsetMovedException moved = new OffsetMovedException("data", "a.txt", 40);
        assertThat(moved.getSQLState()).isEqualTo("40001");
        assertThat(moved.getMessage()).isEqualTo("the offset of a.txt in watch data is no longer 40");
    }
}
