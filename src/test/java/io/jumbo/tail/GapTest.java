package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GapTest {

    private static final String GAP = "\0".repeat(Gap.LEAST);

    @Test
    void finished_lines_in_a_row_with_a_gap_inside_are_counted() {
        assertThat(Gap.mostLinesInARow(LineEnds.LF, bytes("a" + GAP + "\nb" + GAP + "c" + GAP + "\n"), 0))
                .isEqualTo(2);
        assertThat(Gap.mostLinesInARow(LineEnds.LF, bytes("a" + GAP + "\nb\nc" + GAP + "\n"), 0))
                .isEqualTo(1);
        assertThat(Gap.mostLinesInARow(LineEnds.LF, bytes("a" + GAP + "\nb" + GAP), 0))
                .isEqualTo(1);
        assertThat(Gap.mostLinesInARow(LineEnds.LF, bytes(GAP + "a\n" + GAP + "b\n"), 0))
                .isZero();
        assertThat(Gap.mostLinesInARow(LineEnds.LF, bytes("a\nb\n"), 0)).isZero();
    }

    @Test
    void gap_is_found_wherever_it_begins() {
        for (int before = 0; before < 40; before++) {
            for (int behind = 0; behind < 10; behind++) {
                byte[] bytes = bytes("x".repeat(before) + GAP + "x".repeat(behind));
                assertThat(Gap.first(LineEnds.LF, bytes, 0)).isEqualTo(before);
                assertThat(Gap.end(LineEnds.LF, bytes, before)).isEqualTo(before + Gap.LEAST);
            }
        }
    }

    @Test
    void fewer_bytes_are_no_gap_however_many_there_are_of_them() {
        byte[] bytes = bytes(("\0".repeat(Gap.LEAST - 1) + "x").repeat(100));
        assertThat(Gap.first(LineEnds.LF, bytes, 0)).isEqualTo(bytes.length);
        assertThat(Gap.first(LineEnds.LF, new byte[Gap.LEAST - 1], 0)).isEqualTo(Gap.LEAST - 1);
        assertThat(Gap.first(LineEnds.LF, new byte[0], 0)).isZero();
    }

    @Test
    void bytes_in_front_do_not_count() {
        byte[] bytes = bytes(GAP + "x" + GAP);
        assertThat(Gap.first(LineEnds.LF, bytes, 1)).isEqualTo(Gap.LEAST + 1);
        assertThat(Gap.first(LineEnds.LF, bytes, Gap.LEAST + 2)).isEqualTo(bytes.length);
        assertThat(Gap.first(LineEnds.LF, bytes, bytes.length)).isEqualTo(bytes.length);
    }

    @Test
    void gap_at_the_start_of_a_line_is_told_from_those_inside_lines() {
        assertThat(Gap.firstAtLineStart(LineEnds.LF, bytes(GAP + "1\n"), 0)).isZero();
        assertThat(Gap.firstAtLineStart(LineEnds.LF, bytes("1" + GAP + "\n2\n" + GAP + "3\n"), 0))
                .isEqualTo(Gap.LEAST + 4);
        assertThat(Gap.firstAtLineStart(LineEnds.LF, bytes("1" + GAP + "2" + GAP), 0))
                .isEqualTo(2 * Gap.LEAST + 2);
        assertThat(Gap.firstAtLineStart(LineEnds.LF, bytes("1\n"), 0)).isEqualTo(2);
    }

    @Test
    void end_is_behind_the_last_nul() {
        assertThat(Gap.end(LineEnds.LF, bytes("\0\0x"), 0)).isEqualTo(2);
        assertThat(Gap.end(LineEnds.LF, bytes("\0\0x"), 1)).isEqualTo(2);
        assertThat(Gap.end(LineEnds.LF, bytes("\0\0x"), 2)).isEqualTo(2);
        assertThat(Gap.end(LineEnds.LF, bytes("\0"), 0)).isEqualTo(1);
        assertThat(Gap.end(LineEnds.LF, new byte[1000], 0)).isEqualTo(1000);
        assertThat(Gap.end(LineEnds.LF, new byte[0], 0)).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
