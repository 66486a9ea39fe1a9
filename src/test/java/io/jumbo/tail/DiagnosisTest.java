package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in which no line is found, one character for each. */
class DiagnosisTest {

    @Test
    void carriage_returns_are_counted_and_the_option_is_named() {
        assertThat(told("1\r2\r3\r"))
                .contains("no line end in 6 bytes of a.txt; there are 3 CRs: set jumbo.line-end = cr");
        assertThat(told("1.5\r2.5"))
                .contains("no line end in 7 bytes of a.txt; there is 1 CR: set jumbo.line-end = cr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.5", "21,5 \u00B0C\t3", "\u00EF\u00BB\u00BF1.5"})
    void unfinished_line_is_normal(String head) {
        assertThat(told(head)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\n", "1\r\n2", "\n", "\u0001\u0002\n", "1\r2\n3"})
    void where_a_line_ends_there_is_nothing_to_tell(String head) {
        assertThat(told(head)).isEmpty();
    }

    @Test
    void where_cr_ends_a_line_there_is_nothing_to_tell_of_it() {
        assertThat(Diagnosis.of(bytes("1\r2"), FileText.utf8(LineEnd.CR))).isEmpty();
        assertThat(Diagnosis.of(bytes("1"), FileText.utf8(LineEnd.CR))).isEmpty();
    }

    @Test
    void text_longer_than_any_line_is_told_of() {
        assertThat(told("x".repeat(Diagnosis.LONG - 1))).isEmpty();
        assertThat(told("x".repeat(Diagnosis.LONG)))
                .contains("no line end in 65536 bytes of a.txt; it is read when one comes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00FF\u00FE",
                "\u00FE\u00FF",
                "\u00FF\u00FE1\0.\0005\0\n\0",
                "1\0.\0005\0\r\0\n\0",
                "\0001\0.\0005\0\n",
                "5\0\r\0\n\0"
            })
    void utf_16_is_recognised_with_a_mark_and_without(String head) {
        assertThat(told(head))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("a.txt is not read: it looks like UTF-16; set jumbo.charset = UTF-16"));
        assertThat(Diagnosis.isUtf16(bytes(head))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u00FF",
                "1\0",
                "1\0002\0",
                "AB\0CD\0EF\0",
                "12345678",
                "1\0\0\0\0\0\0\0",
                "\0\0\0\0\0\0\0\0"
            })
    void other_bytes_are_no_utf_16(String head) {
        assertThat(Diagnosis.isUtf16(bytes(head))).isFalse();
    }

    @Test
    void what_is_no_text_is_told_of() {
        assertThat(told("PK\u0003\u0004\u0014\0\u0006x"))
                .contains("no line end in 8 bytes of a.txt, which holds control characters: leave it out with"
                        + " jumbo.exclude if it is no text");
        assertThat(told("\u0002 12.5 g\u0003\r"))
                .contains("no line end in 10 bytes of a.txt, which holds control characters: leave it out with"
                        + " jumbo.exclude if it is no text; there is 1 CR: set jumbo.line-end = cr if lines end so");
    }

    /** A program may make room for its lines before it writes them. */
    @Test
    void nuls_at_the_end_are_room_for_what_is_to_come() {
        assertThat(told("\0".repeat(100_000))).isEmpty();
        assertThat(told("1.5" + "\0".repeat(100_000))).isEmpty();
        assertThat(told("\u001A")).as("the end of a text in DOS").isEmpty();
        assertThat(told("1\r" + "\0".repeat(100)))
                .contains("no line end in 2 bytes of a.txt; there is 1 CR: set jumbo.line-end = cr");
    }

    private static Optional<String> told(String head) {
        return Diagnosis.of(bytes(head), FileText.utf8(LineEnd.LF)).map(diagnosis -> diagnosis.sentence("a.txt"));
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
