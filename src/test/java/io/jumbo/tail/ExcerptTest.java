package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static final Excerpt EXCERPT = excerpt("1\n2\n", "3\n4\n");

    @Test
    void bytes_are_copied_in_both_directions() {
        byte[] given = bytes("1\n");
        Excerpt excerpt = new Excerpt(given, given);
        given[0] = 'x';
        excerpt.head()[0] = 'x';
        excerpt.tail()[0] = 'x';
        assertThat(excerpt).isEqualTo(excerpt("1\n", "1\n"));
    }

    @Test
    void content_agrees_as_far_as_it_begins_alike() {
        assertThat(EXCERPT.agreesFromStart(bytes("1\n2\n3\n"))).isEqualTo(4);
        assertThat(EXCERPT.agreesFromStart(bytes("1\n2\n"))).isEqualTo(4);
        assertThat(EXCERPT.agreesFromStart(bytes("1\n3\n"))).isEqualTo(2);
        assertThat(EXCERPT.agreesFromStart(bytes("1\n"))).isEqualTo(2);
        assertThat(EXCERPT.agreesFromStart(bytes("2"))).isZero();
    }

    @Test
    void content_agrees_as_far_as_it_ends_alike() {
        assertThat(EXCERPT.agreesBackwards(bytes("2\n3\n4\n"))).isEqualTo(4);
        assertThat(EXCERPT.agreesBackwards(bytes("4\n"))).isEqualTo(2);
        assertThat(EXCERPT.agreesBackwards(bytes("5\n"))).isEqualTo(1);
        assertThat(EXCERPT.agreesBackwards(bytes("4"))).isZero();
    }

    @Test
    void tail_begins_with_content_that_is_no_longer_than_it() {
        assertThat(EXCERPT.tailBegins(bytes(""))).isTrue();
        assertThat(EXCERPT.tailBegins(bytes("3\n"))).isTrue();
        assertThat(EXCERPT.tailBegins(bytes("3\n4\n"))).isTrue();
        assertThat(EXCERPT.tailBegins(bytes("3\n4\n5"))).isFalse();
        assertThat(EXCERPT.tailBegins(bytes("4\n"))).isFalse();
    }

    @Test
    void last_line_is_counted_with_its_terminator_and_the_one_before_it() {
        assertThat(excerpt("", "1\n22\n").lastLine(LineEnds.LF)).isEqualTo(4);
        assertThat(excerpt("", "1\r\n22\r\n").lastLine(LineEnds.LF)).isEqualTo(5);
        assertThat(excerpt("", "1\r22\r").lastLine(LineEnds.CR)).isEqualTo(4);
        assertThat(excerpt("", "1\r22\r\n").lastLine(LineEnds.LF)).isEqualTo(6);
        assertThat(excerpt("", "22\n").lastLine(LineEnds.LF)).isEqualTo(3);
        assertThat(excerpt("", "\n22\n").lastLine(LineEnds.LF)).isEqualTo(4);
    }

    @Test
    void last_line_is_held_unless_it_is_as_long_as_the_whole_tail() {
        String full = "2".repeat(Excerpt.WINDOW - 1) + "\n";
        assertThat(excerpt("", "22\n").holdsLastLine(LineEnds.LF)).isTrue();
        assertThat(excerpt("", full).holdsLastLine(LineEnds.LF)).isFalse();
        assertThat(excerpt("", "\n" + full.substring(1)).holdsLastLine(LineEnds.LF))
                .isTrue();
        assertThat(excerpt("", "1\n" + full.substring(2)).holdsLastLine(LineEnds.LF))
                .isTrue();
    }

    @Test
    void excerpts_of_the_same_bytes_are_equal() {
        assertThat(excerpt("1\n2\n", "3\n4\n")).isEqualTo(EXCERPT).hasSameHashCodeAs(EXCERPT);
        assertThat(excerpt("1\n2\n", "3\n5\n")).isNotEqualTo(EXCERPT).doesNotHaveSameHashCodeAs(EXCERPT);
        assertThat(excerpt("2\n2\n", "3\n4\n")).isNotEqualTo(EXCERPT).doesNotHaveSameHashCodeAs(EXCERPT);
        assertThat(EXCERPT.equals("1")).isFalse();
    }

    @Test
    void printed_form_names_the_lengths_and_never_the_content() {
        assertThat(excerpt("1\n", "123\n")).hasToString("first 2 and last 4 bytes");
    }

    private static Excerpt excerpt(String head, String tail) {
        return new Excerpt(bytes(head), bytes(tail));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
