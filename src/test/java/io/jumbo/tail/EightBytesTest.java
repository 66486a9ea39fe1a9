package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Eight bytes at once say what a look at each of them says. */
class EightBytesTest {

    @Property
    void same_bytes_are_marked(@ForAll @Size(8) byte[] bytes, @ForAll byte wanted) {
        assertThat(marked(EightBytes.same(EightBytes.at(bytes, 0), EightBytes.of(wanted))))
                .isEqualTo(each(bytes, value -> value == wanted));
    }

    @Property
    void what_is_no_printable_ascii_is_marked(@ForAll @Size(8) byte[] bytes) {
        assertThat(marked(EightBytes.notPrintable(EightBytes.at(bytes, 0))))
                .isEqualTo(each(bytes, value -> value < 0x20));
    }

    @Property
    void fewer_than_eight_bytes_have_nul_behind_them(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(max = 7) int to) {
        for (int from = 0; from <= to; from++) {
            byte[] padded = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), Long.BYTES);
            assertThat(EightBytes.last(bytes, from, to)).isEqualTo(EightBytes.at(padded, 0));
        }
    }

    @Test
    void marks_are_taken_one_after_the_other() {
        long marks = EightBytes.same(EightBytes.at(new byte[] {1, 7, 1, 1, 7, 1, 1, 7}, 0), EightBytes.of((byte) 7));
        assertThat(EightBytes.first(marks)).isEqualTo(1);
        assertThat(EightBytes.first(EightBytes.withoutFirst(marks))).isEqualTo(4);
        assertThat(EightBytes.first(EightBytes.withoutFirst(EightBytes.withoutFirst(marks))))
                .isEqualTo(7);
        assertThat(EightBytes.first(0)).isEqualTo(8);
        assertThat(EightBytes.ofFirst(4, marks)).isEqualTo(EightBytes.ofFirst(2, marks));
        assertThat(EightBytes.first(EightBytes.ofFirst(5, EightBytes.withoutFirst(marks))))
                .isEqualTo(4);
        assertThat(EightBytes.ofFirst(1, marks)).isZero();
        assertThat(EightBytes.ofFirst(0, marks)).isZero();
    }

    private interface Question {
        boolean is(byte value);
    }

    private static boolean[] each(byte[] bytes, Question question) {
        boolean[] answers = new boolean[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            answers[i] = question.is(bytes[i]);
        }
        return answers;
    }

    private static boolean[] marked(long marks) {
        boolean[] answers = new boolean[Long.BYTES];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = ((marks >>> (i * Byte.SIZE)) & 0xFF) == 0x80;
        }
        return answers;
    }
}
