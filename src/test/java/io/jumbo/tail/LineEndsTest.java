package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineEndsTest {

    private static final int MANY = Integer.MAX_VALUE;

    @Test
    void a_line_ends_behind_its_line_feed() {
        assertThat(ends("1.5\n\n2.5\n")).containsExactly(4, 5, 9);
    }

    @Test
    void bytes_without_a_line_feed_are_no_line() {
        assertThat(ends("")).isEmpty();
        assertThat(ends("1.5")).isEmpty();
        assertThat(ends("1.5\r")).isEmpty();
    }

    @Test
    void more_lines_than_first_thought_are_all_found() {
        assertThat(ends("\n".repeat(1000))).hasSize(1000).endsWith(998, 999, 1000);
    }

    @Test
    void bytes_beyond_the_length_are_not_looked_at() {
        assertThat(LineEnds.LF.find(bytes("1\n2\n"), 0, 3, MANY)).containsExactly(2);
        assertThat(LineEnds.LF.find(bytes("1.5\n"), 0, 3, MANY)).isEmpty();
    }

    @Test
    void no_more_lines_are_found_than_are_wanted() {
        byte[] bytes = bytes("\n".repeat(1000));
        assertThat(LineEnds.LF.find(bytes, 0, bytes.length, 1)).containsExactly(1);
        assertThat(LineEnds.LF.find(bytes, 0, bytes.length, 100)).hasSize(100).endsWith(99, 100);
        assertThat(LineEnds.LF.find(bytes, 0, bytes.length, 1000)).hasSize(1000);
        assertThat(LineEnds.LF.find(bytes("1.5"), 0, 3, 1)).isEmpty();
    }

    @Property
    void finds_what_a_look_at_every_byte_finds(
            @ForAll("bytes") byte[] bytes, @ForAll @IntRange(max = 40) int from, @ForAll @IntRange(max = 6) int most) {
        int start = Math.min(from, bytes.length);
        for (int to = start; to <= bytes.length; to++) {
            int[] plain = IntStream.range(start, to)
                    .filter(i -> bytes[i] == '\n')
                    .map(i -> i + 1)
                    .limit(most)
                    .toArray();
            assertThat(LineEnds.LF.find(bytes, start, to, most)).containsExactly(plain);
        }
    }

    @Property
    void finds_line_ends_of_both_kinds_as_a_look_at_every_byte_does(
            @ForAll("bytes") byte[] bytes, @ForAll @IntRange(max = 40) int from, @ForAll @IntRange(max = 6) int most) {
        int start = Math.min(from, bytes.length);
        for (int to = start; to <= bytes.length; to++) {
            int end = to;
            int[] plain = IntStream.range(start, to)
                    .filter(i -> bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == end || bytes[i + 1] != '\n')))
                    .map(i -> i + 1)
                    .limit(most)
                    .toArray();
            assertThat(LineEnds.CR.find(bytes, start, to, most)).containsExactly(plain);
        }
    }

    /** Line feeds, and what differs from them in one bit or is one more or less. */
    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.of(0x0A, 0x0D, 0x0A, 0x0D, 0x0B, 0x09, 0x8A, 0x2A, 0x08, 0x0E, 0, 0xFF, 0x7F, 0x80)
                .map(Integer::byteValue)
                .array(byte[].class)
                .ofMaxSize(40);
    }

    @Test
    void carriage_return_belongs_to_the_terminator_only_right_before_the_line_feed() {
        assertThat(content("1.5\n")).isEqualTo("1.5");
        assertThat(content("1.5\r\n")).isEqualTo("1.5");
        assertThat(content("1\r5\n")).isEqualTo("1\r5");
        assertThat(content("1.5\r\r\n")).isEqualTo("1.5\r");
        assertThat(content("\r\n")).isEmpty();
        assertThat(content("\n")).isEmpty();
    }

    /** The CR in front of a line belongs to the line before it, never to an empty line. */
    @Test
    void carriage_return_before_an_empty_line_is_not_its_terminator() {
        assertThat(LineEnds.LF.contentEnd(bytes("a\r\n\n"), 3, 4)).isEqualTo(3);
        assertThat(LineEnds.LF.contentEnd(bytes("\r\n"), 1, 2)).isEqualTo(1);
    }

    @Test
    void carriage_return_that_ends_a_line_is_no_content() {
        assertThat(content("1.5\r")).isEqualTo("1.5");
        assertThat(content("\r")).isEmpty();
        assertThat(content("1.5\r\r")).isEqualTo("1.5\r");
    }

    @Test
    void line_feed_belongs_to_the_line_before_it_only_behind_a_carriage_return_that_ends_lines() {
        assertThat(LineEnds.CR.isSecondHalf(bytes("a\r"), bytes("\n"), 0)).isTrue();
        assertThat(LineEnds.LF.isSecondHalf(bytes("a\r"), bytes("\n"), 0)).isFalse();
        assertThat(LineEnds.CR.isSecondHalf(bytes("a\n"), bytes("\n"), 0)).isFalse();
        assertThat(LineEnds.CR.isSecondHalf(bytes(""), bytes("\n"), 0)).isFalse();
        assertThat(LineEnds.CR.isSecondHalf(bytes("a\r"), bytes("\r"), 0)).isFalse();
        assertThat(LineEnds.CR.isSecondHalf(bytes("a\r"), bytes(""), 0)).isFalse();
    }

    @Test
    void a_line_begins_behind_a_whole_line_end() {
        assertThat(LineEnds.LF.isBoundary(bytes("a\r\nb"), 3)).isTrue();
        assertThat(LineEnds.LF.isBoundary(bytes("a\r\nb"), 2)).isFalse();
        assertThat(LineEnds.CR.isBoundary(bytes("a\r\nb"), 3)).isTrue();
        assertThat(LineEnds.CR.isBoundary(bytes("a\r\nb"), 2)).isFalse();
        assertThat(LineEnds.CR.isBoundary(bytes("a\rb"), 2)).isTrue();
        assertThat(LineEnds.CR.isBoundary(bytes("a\r"), 2)).isTrue();
        assertThat(LineEnds.CR.isBoundary(bytes("a\n\n"), 2)).isTrue();
        assertThat(LineEnds.LF.last(bytes("a\nb\nc"), 5)).isEqualTo(4);
        assertThat(LineEnds.LF.last(bytes("a\nb\nc"), 3)).isEqualTo(2);
        assertThat(LineEnds.LF.last(bytes("abc"), 3)).isZero();
    }

    @Test
    void several_byte_order_marks_are_all_marks() {
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xEF, 'x'
        };
        assertThat(ByteOrderMark.utf8(marked, 0, 8)).isEqualTo(6);
        assertThat(ByteOrderMark.utf8(marked, 0, 5)).isEqualTo(3);
    }

    @Test
    void byte_order_mark_is_three_whole_bytes_inside_the_line() {
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '1'};
        assertThat(ByteOrderMark.utf8(marked, 0, 4)).isEqualTo(3);
        assertThat(ByteOrderMark.utf8(marked, 0, 3)).isEqualTo(3);
        assertThat(ByteOrderMark.utf8(marked, 0, 2)).isZero();
        assertThat(ByteOrderMark.utf8(marked, 1, 4)).isZero();
        assertThat(ByteOrderMark.utf8(bytes("1.5"), 0, 3)).isZero();
    }

    private static int[] ends(String text) {
        byte[] bytes = bytes(text);
        return LineEnds.LF.find(bytes, 0, bytes.length, MANY);
    }

    private static String content(String line) {
        byte[] bytes = bytes(line);
        return line.substring(0, LineEnds.LF.contentEnd(bytes, 0, bytes.length));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
