package io.jumbo.write.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.write.template.Mentioned.Function;
import org.junit.jupiter.api.Test;

/** Which functions a statement may call, read off its text. When in doubt a name must be among them. */
class MentionedTest {

    @Test
    void functions_are_what_stands_before_a_parenthesis_as_the_catalog_has_it() {
        Mentioned mentioned = InsertTemplate.parse(
                        "INSERT INTO t (a) VALUES (Upper (%s), lab . \"My f\" /* so */ (1), x.\"y\"\"z\"())")
                .mentioned();
        assertThat(mentioned.functions())
                .contains(new Function("", "upper"), new Function("lab", "My f"), new Function("x", "y\"z"));
    }

    @Test
    void the_table_and_its_columns_are_no_functions() {
        assertThat(InsertTemplate.parse("INSERT INTO readings (a) VALUES (%s)")
                        .mentioned()
                        .functions())
                .extracting(Function::name)
                .doesNotContain("readings");
    }

    @Test
    void a_field_may_be_a_function_and_a_word_a_type() {
        Mentioned mentioned = InsertTemplate.parse(
                        "INSERT INTO t (a) VALUES (%s::Dom) ON CONFLICT (a) DO UPDATE SET a = t.total")
                .mentioned();
        assertThat(mentioned.fields()).containsExactly("total");
        assertThat(mentioned.words()).contains("dom");
    }

    @Test
    void operators_are_every_run_and_every_part_of_one() {
        assertThat(InsertTemplate.parse("INSERT INTO t VALUES (%s <->- 1)")
                        .mentioned()
                        .operators())
                .contains("<->-", "<->", "->", "=", "~~");
    }
}
