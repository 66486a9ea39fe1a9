package io.jumbo.write.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.write.template.Placeholder.FieldName;
import io.jumbo.write.template.Placeholder.HeaderValue;
import io.jumbo.write.template.Placeholder.Named;
import io.jumbo.write.template.Placeholder.Next;
import io.jumbo.write.template.Placeholder.Parameter;
import io.jumbo.write.template.Placeholder.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsertTemplateTest {

    // ---- placeholders

    @Test
    void percent_s_is_the_next_field() {
        InsertTemplate template = InsertTemplate.parse("INSERT INTO t (a, b) VALUES (%s, %s)");
        assertThat(template.placeholders()).containsExactly(new Next(0), new Next(1));
        assertThat(template.takes().fieldCount()).isEqualTo(2);
        assertThat(template.numbered()).isEqualTo("INSERT INTO t (a, b) VALUES ($1, $2)");
        assertThat(template.text()).isEqualTo("INSERT INTO t (a, b) VALUES (%s, %s)");
    }

    @Test
    void constants_that_mean_the_present_are_known() {
        assertThat(InsertTemplate.parse("INSERT INTO t VALUES ('now', %s)").meansThePresent())
                .isTrue();
        assertThat(InsertTemplate.parse("INSERT INTO t VALUES (date 'Today', %s)")
                        .meansThePresent())
                .isTrue();
        assertThat(InsertTemplate.parse("INSERT INTO t VALUES (now(), %s, 'known')")
                        .meansThePresent())
                .isFalse();
    }

    @Test
    void named_placeholders_take_no_field() {
        InsertTemplate template = InsertTemplate.parse("INSERT INTO t VALUES (%(path)s, %s, :?run.id, :?first-byte)");
        assertThat(template.placeholders())
                .containsExactly(new Named("path"), new Next(0), new Parameter("run.id"), new Parameter("first-byte"));
        assertThat(template.takes().fieldCount()).isEqualTo(1);
        assertThat(template.numbered()).isEqualTo("INSERT INTO t VALUES ($1, $2, $3, $4)");
    }

    /** Users from other tools put quotes round it; bound it needs none. */
    @Test
    void quoted_placeholder_is_bound_without_its_quotes() {
        InsertTemplate template = InsertTemplate.parse("INSERT INTO t VALUES ('%s', '%(path)s')");
        assertThat(template.placeholders()).containsExactly(new Next(0), new Named("path"));
        assertThat(template.numbered()).isEqualTo("INSERT INTO t VALUES ($1, $2)");
    }

    @Test
    void fields_are_named_or_counted_from_one() {
        InsertTemplate template = InsertTemplate.parse(
                "INSERT INTO t VALUES (%(RH %)s, %(Current(A))s, %(don't)s, %3$s, '%12$s', %(fields:path)s, %(a \"b\")s)");
        assertThat(template.placeholders())
                .containsExactly(
                        new Named("RH %"),
                        new Named("Current(A)"),
                        new Named("don't"),
                        new Position(2),
                        new Position(11),
                        new FieldName("path"),
                        new Named("a \"b\""));
        assertThat(template.numbered()).isEqualTo("INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7)");
        assertThat(template.takes().fieldCount()).isZero();
        assertThat(template.takes().lastPosition()).isEqualTo(12);
        assertThat(template.takes().fieldNames()).containsExactly("RH %", "Current(A)", "don't", "path", "a \"b\"");
    }

    @Test
    void values_of_header_lines_are_named_by_their_key() {
        InsertTemplate template = InsertTemplate.parse(
                "INSERT INTO t VALUES (%s, %(header:Sample ID)s, '%(header:Sample ID)s', %(header:T (K))s, %(path)s)");
        assertThat(template.placeholders())
                .containsExactly(
                        new Next(0),
                        new HeaderValue("Sample ID"),
                        new HeaderValue("Sample ID"),
                        new HeaderValue("T (K)"),
                        new Named("path"));
        assertThat(template.takes().headerKeys()).containsExactly("Sample ID", "T (K)");
        assertThat(template.takes().namedValues()).containsExactly("path");
    }

    /** A quote is doubled inside of quotes, or not: it is the same name. */
    @ParameterizedTest
    @ValueSource(strings = {"'%(don't)s'", "'%(don''t)s'", "%(don't)s"})
    void name_with_a_quote_may_stand_in_quotes(String placeholder) {
        InsertTemplate template = InsertTemplate.parse("INSERT INTO t VALUES (" + placeholder + ", 'it''s', '%%')");
        assertThat(template.placeholders()).containsExactly(new Named("don't"));
        assertThat(template.numbered()).isEqualTo("INSERT INTO t VALUES ($1, 'it''s', '%')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s, %2$s", "%(fields:a)s, %s"})
    void next_field_does_not_mix_with_positions_or_names(String values) {
        assertThatThrownBy(() -> InsertTemplate.parse("INSERT INTO t VALUES (" + values + ")"))
                .hasMessage(
                        "jumbo.insert: mixes %s, the next field, with fields by position or name; write all of them the"
                                + " same way, such as %1$s or %(name)s");
    }

    @Test
    void positions_mix_with_names() {
        assertThat(InsertTemplate.parse("INSERT INTO t VALUES (%2$s, %(a)s, %(fields:b)s)")
                        .placeholders())
                .containsExactly(new Position(1), new Named("a"), new FieldName("b"));
    }

    @Test
    void doubled_percent_sign_is_one() {
        InsertTemplate template =
                InsertTemplate.parse("INSERT INTO t VALUES (%s::int %% 10, '100 %%', \"a%%b\", $$%%s$$, E'\\t%%')");
        assertThat(template.numbered())
                .isEqualTo("INSERT INTO t VALUES ($1::int % 10, '100 %', \"a%b\", $$%s$$, E'\\t%')");
        assertThat(template.takes().fieldCount()).isEqualTo(1);
    }

    @Test
    void percent_signs_in_comments_mean_nothing() {
        InsertTemplate template =
                InsertTemplate.parse("INSERT /* %s 5% 'it */ INTO t -- %s, 100% of it's lines\n VALUES (%s)");
        assertThat(template.takes().fieldCount()).isEqualTo(1);
        assertThat(template.numbered())
                .isEqualTo("INSERT /* %s 5% 'it */ INTO t -- %s, 100% of it's lines\n VALUES ($1)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INSERT INTO t VALUES (%)        | at character 23: a percent sign is written %%, a field %s, a named value %(name)s
            INSERT INTO t VALUES (%d)       | at character 23: a percent sign is written %%, a field %s, a named value %(name)s
            INSERT INTO t VALUES (%(path)d) | at character 23: a percent sign is written %%, a field %s, a named value %(name)s
            INSERT INTO t VALUES (%s % 10)  | at character 26: a percent sign is written %%, a field %s, a named value %(name)s
            INSERT INTO t VALUES (%()s)     | at character 23: a named placeholder has no name; write for instance %(line_number)s
            INSERT INTO t VALUES ('%( )s')  | at character 23: a named placeholder has no name; write for instance %(line_number)s
            INSERT INTO t VALUES (%(header:)s) | at character 23: a named placeholder has no name; write for instance %(line_number)s
            INSERT INTO t VALUES (%0$s)     | at character 23: %0$s is no field: they are counted from 1; write %1$s for the first
            INSERT INTO t VALUES (%(a)b)s)  | at character 23: a percent sign is written %%, a field %s, a named value %(name)s
            INSERT INTO t VALUES ($1)       | at character 23: $1 is not a placeholder here; write %s for the next field
            INSERT INTO t VALUES (?)        | ? is not a placeholder here; write %s for the next field
            INSERT INTO t VALUES (%s, ?)    | ? is not a placeholder here; write %s for the next field
            """)
    void placeholders_of_other_tools_are_refused_with_ours(String template, String message) {
        assertThatThrownBy(() -> InsertTemplate.parse(template))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage("jumbo.insert: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INSERT INTO t VALUES ('run %s')         | at character 23: %s stands inside a string constant
            INSERT INTO t VALUES ('%s ')            | at character 23: %s stands inside a string constant
            INSERT INTO t VALUES ('it''s %s')       | at character 23: %s stands inside a string constant
            INSERT INTO t VALUES ('''%s''')         | at character 23: %s stands inside a string constant
            INSERT INTO t VALUES ('it''%s''')       | at character 23: %s stands inside a string constant
            INSERT INTO t VALUES ('%s''s')          | at character 23: %s stands inside a string constant
            INSERT INTO t VALUES ('in %(path)s')    | at character 23: %(path)s stands inside a string constant
            INSERT INTO t VALUES (E'%s')            | at character 23: %s stands inside a string constant
            INSERT INTO t VALUES (E'it\\'s %s')     | at character 23: %s stands inside a string constant
            INSERT INTO t VALUES (E'it''%s''')      | at character 23: %s stands inside a string constant
            INSERT INTO t VALUES ($$%s$$)           | at character 23: %s stands inside a dollar-quoted string
            INSERT INTO t VALUES ($x$ '%s' $x$)     | at character 23: %s stands inside a dollar-quoted string
            INSERT INTO "table %s" VALUES (1)       | at character 13: %s stands inside a quoted identifier
            """)
    void placeholder_where_no_value_can_be_bound_is_refused_with_the_remedy(String template, String message) {
        String placeholder = message.contains("%(path)s") ? "%(path)s" : "%s";
        assertThatThrownBy(() -> InsertTemplate.parse(template))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage("jumbo.insert: " + message + ", where no value can be bound; write for instance 'text ' || "
                        + placeholder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INSERT INTO t VALUES (%s, '5 %')   | at character 27: a percent sign inside a string constant is written %%
            INSERT INTO t VALUES (%s, E'5 %')  | at character 27: a percent sign inside a string constant is written %%
            INSERT INTO t VALUES (%s, $$5 %$$) | at character 27: a percent sign inside a dollar-quoted string is written %%
            INSERT INTO "5 %" VALUES (%s)      | at character 13: a percent sign inside a quoted identifier is written %%
            INSERT INTO t VALUES (%s, 'open)   | at character 27: a string constant is not closed
            INSERT INTO t VALUES (%s, E'it\\') | at character 28: a string constant is not closed
            INSERT INTO "t VALUES (%s)         | at character 13: a quoted identifier is not closed
            INSERT INTO t VALUES (%s, $x$ $y$) | at character 27: a dollar-quoted string is not closed
            """)
    void quotes_and_percent_signs_that_are_wrong_are_refused(String template, String message) {
        assertThatThrownBy(() -> InsertTemplate.parse(template))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage("jumbo.insert: " + message);
    }

    // ---- SQL that looks like something else

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES ($1, 'it''s', 'C:\\temp', '?', '$1', ':?no')",
                "INSERT INTO t VALUES ($1, E'it\\'s \\\\', B'101', X'FF', U&'\\00b5')",
                "INSERT INTO t VALUES ($1, $$it's ? $1$$, $q$ $$ $q$)",
                "INSERT INTO t VALUES ($1::numeric(5,2), 1.5e-3, a$b, -1, 4 / 2)",
                "INSERT INTO t VALUES ($1) -- a comment? it's one\n RETURNING id",
                "INSERT INTO t VALUES ($1) /* nested /* it's */ */ RETURNING id",
                "INSERT INTO \"it's ? a \"\"table\"\"\" (\"größe\", größe) VALUES ($1, 2)",
            })
    void all_other_sql_is_sent_as_written(String sql) {
        assertThat(InsertTemplate.parse(sql.replaceFirst("\\$1", "%s")).numbered())
                .isEqualTo(sql);
    }

    @Test
    void question_mark_operators_are_doubled_for_the_driver_only() {
        InsertTemplate template =
                InsertTemplate.parse("INSERT INTO t VALUES (%s::jsonb ? 'a?', %s::jsonb ?| array['?'])");
        assertThat(template.numbered()).isEqualTo("INSERT INTO t VALUES ($1::jsonb ? 'a?', $2::jsonb ?| array['?'])");
        assertThat(template.forDriver(index -> "?"))
                .isEqualTo("INSERT INTO t VALUES (?::jsonb ?? 'a?', ?::jsonb ??| array['?'])");
    }

    @Test
    void semicolon_at_the_end_is_dropped_with_what_follows_it() {
        assertThat(InsertTemplate.parse("INSERT INTO t VALUES (%s) ; ;\n -- done")
                        .numbered())
                .isEqualTo("INSERT INTO t VALUES ($1)");
    }

    @Test
    void semicolon_in_a_string_is_no_end() {
        assertThat(InsertTemplate.parse("INSERT INTO t VALUES (%s, ';')").numbered())
                .isEqualTo("INSERT INTO t VALUES ($1, ';')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (%s); DROP TABLE t",
                "INSERT INTO t VALUES (%s); INSERT INTO u VALUES (%s);",
                "; INSERT INTO t VALUES (%s)",
            })
    void several_statements_are_refused(String template) {
        assertThatThrownBy(() -> InsertTemplate.parse(template))
                .hasMessage("jumbo.insert: holds more than one statement; a line is written by exactly one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", ";", "-- INSERT INTO t VALUES (%s)", "/* nothing */"})
    void nothing_is_no_statement(String template) {
        assertThatThrownBy(() -> InsertTemplate.parse(template))
                .hasMessage("jumbo.insert: is empty; write for instance INSERT INTO my_table (my_column) VALUES (%s)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (%s)",
                "UPDATE t SET n = n + 1 WHERE id = %s",
                "DELETE FROM t WHERE id = %s",
                "MERGE INTO t USING (SELECT %s AS id) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (s.id)",
                "SELECT my_function(%s)",
                "WITH x AS (SELECT %s AS v) INSERT INTO t SELECT v FROM x",
                "/* why */ INSERT INTO t VALUES (%s)",
                "-- why\n CALL my_procedure(%s) ;",
                "VALUES (my_function(%s))",
                "((SELECT my_function(%s)))",
            })
    void statements_that_can_be_executed_once_per_line_are_accepted(String template) {
        assertThat(InsertTemplate.parse(template).takes().fieldCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            DROP TABLE t              | DROP
            INSRT INTO t VALUES (%s)  | INSRT
            %s                        | no word at all
            """)
    void other_statements_are_refused(String template, String first) {
        assertThatThrownBy(() -> InsertTemplate.parse(template))
                .hasMessage(
                        "jumbo.insert: does not start with INSERT, UPDATE, DELETE, MERGE, SELECT, VALUES, TABLE, WITH or"
                                + " CALL, but with " + first + "; other statements cannot be executed once per line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COPY t FROM STDIN", "-- why\n begin", "SET TIME ZONE 'UTC'", "EXECUTE mine(%s)"})
    void statements_of_a_transaction_or_a_session_are_refused(String template) {
        assertThatThrownBy(() -> InsertTemplate.parse(template))
                .hasMessageContaining("rows and offset are written in a transaction and a session of Jumbo's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DO '%s'", "NOTIFY arrived, %s", "TRUNCATE t, %s"})
    void commands_in_which_nothing_can_be_bound_are_refused_with_the_remedy(String template) {
        assertThatThrownBy(() -> InsertTemplate.parse(template))
                .hasMessageContaining("in which the server binds no values; do it in a procedure, and write"
                        + " CALL my_procedure(%s)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN PERFORM 1; END $$",
                "notify arrived",
                "TRUNCATE t",
                "SELECT f() WHERE (SELECT doc FROM d) ? 'key'",
                "UPDATE d SET hits = 1 WHERE doc ?| ARRAY['a'] OR doc[1] ?& ARRAY['b'] OR doc @? '$.a'",
            })
    void statements_without_placeholder_may_be_commands_and_have_question_mark_operators(String template) {
        assertThat(InsertTemplate.parse(template).takes().fieldCount()).isZero();
    }

    @Test
    void more_values_than_the_protocol_can_bind_are_refused() {
        String template = "SELECT ARRAY[" + "%s,".repeat(65_535) + "%s]";
        assertThatThrownBy(() -> InsertTemplate.parse(template))
                .hasMessage("jumbo.insert: binds 65536 values; a statement can have at most 65535,"
                        + " so write the rest with another statement");
    }

    @Test
    void statement_without_placeholder_is_executed_for_every_line() {
        InsertTemplate template = InsertTemplate.parse("INSERT INTO ticks DEFAULT VALUES");
        assertThat(template.takes().fieldCount()).isZero();
        assertThat(template.placeholders()).isEmpty();
    }

    // ---- the same insert, fed from a set

    @Test
    void values_become_a_select_between_what_stands_before_and_after_them() {
        InsertTemplate template = InsertTemplate.parse(
                "INSERT INTO t (a, b) VALUES (upper(%s), %s::jsonb ? 'x') ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b");
        assertThat(template.selecting(index -> "r.c" + index, "unnest(?, ?) AS r (c0, c1)"))
                .isEqualTo("INSERT INTO t (a, b) SELECT upper(r.c0), r.c1::jsonb ?? 'x' FROM unnest(?, ?) AS r (c0, c1)"
                        + " ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b");
    }

    @Test
    void line_comments_among_the_values_end_before_the_source() {
        InsertTemplate template =
                InsertTemplate.parse("INSERT INTO t VALUES (%s -- the value\n) -- done\n RETURNING 1");
        assertThat(template.selecting(index -> "c", "source"))
                .isEqualTo("INSERT INTO t SELECT c -- the value\n FROM source -- done\n RETURNING 1");
    }
}
