package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineRecordTest {

    @Test
    void text_is_decoded_as_utf_8() throws CharacterCodingException {
        assertThat(line("21,5 °C µm €").text()).isEqualTo("21,5 °C µm €");
    }

    @Test
    void text_refuses_bytes_that_are_not_utf_8_instead_of_replacing_them() {
        byte[] latin1 = "21 °C".getBytes(StandardCharsets.ISO_8859_1);
        LineRecord line = LineRecord.stored(1, 0, latin1.length, latin1);
        assertThatThrownBy(line::text).isInstanceOf(CharacterCodingException.class);
        assertThat(line.content()).isEqualTo(latin1);
    }

    @Test
    void content_is_a_copy_in_both_directions() {
        byte[] given = {'1', '.', '5'};
        LineRecord line = LineRecord.stored(1, 0, 3, given);
        given[0] = 'x';
        line.content()[1] = 'x';
        assertThat(line.content()).containsExactly('1', '.', '5');
    }

    @Test
    void line_of_which_only_the_head_is_there_is_too_long() {
        assertThat(LineRecord.stored(1, 0, 4, new byte[] {'1', '.', '5'}).isTooLong())
                .isTrue();
        assertThat(LineRecord.stored(1, 0, 3, new byte[] {'1', '.', '5'}).isTooLong())
                .isFalse();
    }

    @Test
    void line_of_blanks_is_not_empty() {
        assertThat(line("").isEmpty()).isTrue();
        assertThat(line(" \t").isEmpty()).isFalse();
    }

    @Test
    void other_text_keeps_the_place_in_the_file() throws CharacterCodingException {
        LineRecord edited = LineRecord.stored(7, 40, 1, new byte[] {'x'}).withText("µ");
        assertThat(edited.text()).isEqualTo("µ");
        assertThat(edited.number()).isEqualTo(7);
        assertThat(edited.firstByte()).isEqualTo(40);
        assertThat(edited.byteLength()).isEqualTo(2);
        assertThat(edited.isTooLong()).isFalse();
    }

    @Test
    void byte_order_mark_is_content_but_no_text() throws CharacterCodingException {
        byte[] marked = "\uFEFF1.5".getBytes(StandardCharsets.UTF_8);
        LineRecord line = LineRecord.stored(1, 40, marked.length, marked);
        assertThat(line.text()).isEqualTo("1.5");
        assertThat(line.length()).isEqualTo(3);
        assertThat(line.byteAt(0)).isEqualTo((byte) '1');
        assertThat(line.content()).isEqualTo(marked);
        assertThat(line.firstByte()).isEqualTo(40);
        assertThat(line.byteLength()).isEqualTo(6);
        assertThat(line.isTooLong()).isFalse();
        assertThat(line.withText("\uFEFF2").text()).isEqualTo("2");
    }

    @Test
    void text_is_found_where_it_stands_in_the_bytes_of_its_chunk() throws CharacterCodingException {
        LineRecord line =
                Chunks.of("a.txt", "1.5", "23456789012", "x").records().get(1);
        assertThat(line.text()).isEqualTo("23456789012");
        assertThat(line.byteAt(0)).isEqualTo((byte) '2');
        assertThat(line.byteAt(10)).isEqualTo((byte) '2');
        byte[] copy = new byte[6];
        line.copyTo(1, 4, copy, 2);
        assertThat(copy).containsExactly(0, 0, '3', '4', '5', 0);
        assertThat(eightBytes(line, 1)).isEqualTo("34567890");
        assertThat(eightBytes(line, 6)).startsWith("89012");
        assertThat(eightBytes(line, 10)).startsWith("2\nx\n");
    }

    private static String eightBytes(LineRecord line, int index) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(line.eightBytesAt(index))
                .array();
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void printed_form_names_the_place_and_never_the_content() {
        assertThat(LineRecord.stored(7, 40, 6, "secret".getBytes(StandardCharsets.UTF_8)))
                .hasToString("line 7 at byte 40");
    }

    private static LineRecord line(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return LineRecord.stored(1, 0, bytes.length, bytes);
    }

    @Test
    void line_of_which_only_the_head_was_kept_takes_no_other_text() {
        LineRecord line = LineRecord.stored(1, 0, 100, "head".getBytes(StandardCharsets.UTF_8));
        assertThat(line.withText("whole")).isSameAs(line);
        assertThat(line.withText("whole").isTooLong()).isTrue();
    }
}
