package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LearntTextTest {

    /** What releases have written; never change a line of it. */
    @Example
    void written_text_is_an_api() {
        Learnt learnt = new Learnt(
                new FieldNames(List.of("t", "Current(A)", "\u03A9 \"x\"")),
                Map.of("header:Sample ID", "A-7", "batch", "\0\n"));
        String text = "{\"names\":[\"t\",\"Current(A)\",\"\\u03A9 \\\"x\\\"\"],"
                + "\"values\":{\"batch\":\"\\u0000\\n\",\"header:Sample ID\":\"A-7\"}}";
        assertThat(LearntText.write(learnt)).isEqualTo(text);
        assertThat(LearntText.read(text)).isEqualTo(learnt);
    }

    @Example
    void members_of_later_releases_are_passed_over() {
        assertThat(LearntText.read("{\"section\":{\"a\":[1,{}]},\"names\":[\"a\"],\"end\":null}"))
                .isEqualTo(new Learnt(new FieldNames(List.of("a")), Map.of()));
    }

    @Example
    void anything_else_is_refused() {
        for (String text : List.of("", "[]", "{\"names\":[\"a\"", "{\"values\":{\"a\":1}}")) {
            assertThatThrownBy(() -> LearntText.read(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("is not what was learnt of a file: ");
        }
    }

    @Property(tries = 500)
    void what_is_written_can_be_read(@ForAll List<String> names, @ForAll Map<String, String> values) {
        Learnt learnt = new Learnt(new FieldNames(names), values);
        assertThat(LearntText.read(LearntText.write(learnt))).isEqualTo(learnt);
    }
}
