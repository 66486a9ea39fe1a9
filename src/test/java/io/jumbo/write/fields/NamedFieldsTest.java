package io.jumbo.write.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.WatchOptions;
import io.jumbo.tail.FieldNames;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ValueKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields by name and position, and values that are in no field. */
class NamedFieldsTest {

    private static final Instant MODIFIED = Instant.parse("2026-03-01T12:00:00.5Z");
    private static final Instant READ = Instant.parse("2026-03-01T12:00:01.123456789Z");

    private final Map<String, String> parameters = new HashMap<>();
    private Learnt learnt = learnt("Time", "Current(A)", "RH %", "RH %2", "x", "X");

    private static Learnt learnt(String... names) {
        return new Learnt(
                new FieldNames(List.of(names)), Map.of("header:Sample ID", "A-7", "batch", "12", "header:T", "23,5"));
    }

    private RowParser parser(String values, String... options) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            texts.put(options[i], options[i + 1]);
        }
        InsertTemplate template = InsertTemplate.parse("INSERT INTO t VALUES (" + values + ")");
        FieldFormat format = FieldFormat.of(WatchOptions.of("lab", texts));
        format.names(template).requirePossible(true);
        return format.parser(
                template,
                Collections.nCopies(template.placeholders().size(), ValueKind.NUMBER),
                new Source("lab", "2026/run7/a_B12.txt", Optional.of(MODIFIED), READ, "bench-3"),
                parameters);
    }

    private List<String> row(RowParser parser, String text) throws RejectedLineException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parser.row(LineRecord.stored(3, 40, bytes.length, bytes).below(learnt))
                .values();
    }

    private List<String> row(String values, String line, String... options) throws RejectedLineException {
        return row(parser(values, options), line);
    }

    @Test
    void fields_are_found_by_the_names_above_them_whatever_their_order() throws RejectedLineException {
        RowParser parser = parser("%(Current(A))s, %(time)s, %(RH %)s");
        assertThat(row(parser, "1,2,3,4,5,6")).containsExactly("2", "1", "3");
        learnt = learnt("RH %", "Time", "Current(A)");
        assertThat(row(parser, "1,2,3")).containsExactly("3", "2", "1");
    }

    @Test
    void letter_case_matters_only_if_it_must() throws RejectedLineException {
        assertThat(row("%(TIME)s, %(X)s, %(x)s", "1,2,3,4,5,6")).containsExactly("1", "6", "5");
    }

    @Test
    void positions_are_counted_from_one_and_what_is_behind_the_last_one_does_not_count() throws RejectedLineException {
        assertThat(row("%3$s, %1$s, %3$s", "1,2,3")).containsExactly("3", "1", "3");
        assertThat(row("%2$s", "1,2,\"open,\r,x")).containsExactly("2");
        assertThat(row("%2$s", "1,2")).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            %4$s        | 1,2,3 | the line has 3 fields, too few for %4$s, which is field 4
            %(RH %2)s   | 1     | the line has 1 field, too few for RH %2, which is field 4
            %(Volt)s    | 1,2   | no field is named Volt; the names are: Time, Current(A), RH %, RH %2, x, X; use its position, such as %2$s
            %s, %s, %s  | 1,2   | expected 3 fields, got 2
            %s, %s      | 1,2,"" | expected 2 fields, got 3
            %s, %s      | 1,2,, | expected 2 fields, got 4
            """)
    void what_a_line_does_not_have_is_named(String values, String line, String reason) {
        assertThatThrownBy(() -> row(values, line)).hasMessage(reason);
    }

    @Test
    void name_that_stands_twice_is_no_name() {
        learnt = learnt("a", "b", "a");
        assertThatThrownBy(() -> row("%(a)s", "1,2,3"))
                .hasMessage("several fields are named a; the names are: a, b, a; use its position, such as %2$s");
    }

    @Test
    void one_empty_field_more_at_the_end_is_let_pass() throws RejectedLineException {
        assertThat(row("%s, %s", "1,2,")).containsExactly("1", "2");
        assertThat(row("%s, %s", "1,2, ", "trim", "yes")).containsExactly("1", "2");
    }

    @Test
    void metadata_win_over_fields_unless_fields_are_asked_for() throws RejectedLineException {
        learnt = learnt("path", "b");
        assertThat(row("%(path)s, %(fields:path)s, %(directory)s, %(host)s", "1,2"))
                .containsExactly("2026/run7/a_B12.txt", "1", "2026/run7", "bench-3");
    }

    @Test
    void times_bear_their_offset() throws RejectedLineException {
        assertThat(row("%(modified_at)s, %(read_at)s", "1"))
                .containsExactly("2026-03-01T12:00:00.500Z", "2026-03-01T12:00:01.123456Z");
    }

    @Test
    void values_from_above_and_from_the_path_are_written_as_fields_are() throws RejectedLineException {
        assertThat(row(
                        "%s, %s, %(header:Sample ID)s, %(header:T)s, %(header:none)s, %(batch)s, %(serial)s",
                        "1,5;2",
                        "delimiter",
                        ";",
                        "decimal-separator",
                        ",",
                        "header-pattern",
                        "Batch (?<batch>.*)",
                        "path-pattern",
                        "_(?<serial>B\\d+)"))
                .containsExactly("1.5", "2", "A-7", "23.5", null, "12", "B12");
    }

    @Test
    void header_of_the_route_counts_where_nothing_else_has_the_name() throws RejectedLineException {
        parameters.put("run", "42");
        parameters.put("time", "no");
        assertThat(row("%(run)s, %(time)s, :?time", "1,2")).containsExactly("42", "1", "no");
        assertThat(row("%s, %(run)s", "7,")).containsExactly("7,", "42");
    }

    @Test
    void names_that_the_user_gives_count_instead_of_those_of_the_file() throws RejectedLineException {
        assertThat(row("%(b)s, %(x)s", "1,2,3", "names", "a, b, x")).containsExactly("2", "3");
    }

    @Test
    void blanks_and_tabs_in_runs_separate_fields() throws RejectedLineException {
        assertThat(row("%s, %s, %s", " \t1  2\u00A0x\t \t3 ", "format", "blanks"))
                .containsExactly("1", "2\u00A0x", "3");
        assertThat(row("%(RH %)s", "  1 2 3 4 5", "format", "blanks")).containsExactly("3");
    }

    @Test
    void groups_of_a_pattern_are_fields_by_name_and_position() throws RejectedLineException {
        String pattern = "^(?<t>\\d+)s (?:(\\w+)=)?(?<v>\\S*)$";
        assertThat(row("%(v)s, %1$s, %2$s, %(t)s", "12s U=3.5", "format", "regex", "pattern", pattern))
                .containsExactly("3.5", "12", "U", "12");
        assertThat(row("%s, %s, %s", "12s 3.5", "format", "regex", "pattern", pattern))
                .containsExactly("12", null, "3.5");
        assertThat(row("%(unit)s", "12s U=3.5", "format", "regex", "pattern", pattern, "names", "a,unit,b"))
                .containsExactly("U");
        assertThatThrownBy(() -> row("%(v)s", "x", "format", "regex", "pattern", pattern))
                .hasMessage("jumbo.pattern is not found in the line: " + pattern);
    }

    @Test
    void json_keys_are_names_and_numbers_keep_their_point() throws RejectedLineException {
        assertThat(row(
                        "%(a)s, %(/b/0)s, %(fields:path)s, %(path)s",
                        "{\"a\":\"3,5\",\"b\":[2.5],\"path\":\"p\"}", "format", "json", "decimal-separator", ","))
                .containsExactly("3.5", "2.5", "p", "2026/run7/a_B12.txt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            json  | %s          | counts fields, which have names and no order with jumbo.format = json: write %(key)s
            json  | %1$s        | counts fields, which have names and no order with jumbo.format = json: write %(key)s
            line  | %2$s        | uses field 2, but with jumbo.format = line the whole line is the one field; set jumbo.format = csv
            regex | %3$s        | uses field 3, but jumbo.pattern has only 2 groups
            regex | %s          | has 1 times %s, but jumbo.pattern has 2 groups; write as many, or %1$s or %(name)s for those you want
            regex | %(fields:c)s | uses a field c, but no field has that name by jumbo.pattern or jumbo.names
            """)
    void statement_that_cannot_have_what_it_uses_is_refused_with_both_keys(
            String format, String values, String reason) {
        assertThatThrownBy(() ->
                        parser(values, "format", format, "pattern", format.equals("regex") ? "(?<a>.)(?<b>.)" : ""))
                .hasMessage("jumbo.insert: " + reason);
    }

    @Test
    void name_of_a_field_does_not_mix_with_the_next_field_where_no_step_of_the_route_sets_it() {
        InsertTemplate mixed = InsertTemplate.parse("INSERT INTO t VALUES (%s, %(Voltage)s, %(path)s)");
        UsedNames names = FieldFormat.of(WatchOptions.of("a", Map.of())).names(mixed);
        assertThatThrownBy(() -> names.requirePossible(false))
                .hasMessageContaining("nothing is known under the name Voltage")
                .hasMessageContaining("the name of a field does not mix with %s");
        assertThatCode(() -> names.requirePossible(true)).doesNotThrowAnyException();
        InsertTemplate ofCamel = InsertTemplate.parse("INSERT INTO t VALUES (%s, %(CamelFileName)s, :?run)");
        assertThatCode(() -> FieldFormat.of(WatchOptions.of("a", Map.of()))
                        .names(ofCamel)
                        .requirePossible(false))
                .doesNotThrowAnyException();
    }

    @Test
    void names_that_the_file_must_give_are_no_metadata_groups_or_keys() {
        InsertTemplate template = InsertTemplate.parse(
                "INSERT INTO t VALUES (%(a)s, %(path)s, %(fields:host)s, %(g)s, %(header:K)s, %(h)s, :?p, %(a)s)");
        Map<String, String> groups = Map.of("header-pattern", "(?<g>x)(?<i>y)", "path-pattern", "(?<h>x)");
        UsedNames names = FieldFormat.of(WatchOptions.of("a", groups)).names(template);
        assertThat(names.fieldsOfFile()).containsExactly("a", "host");
        assertThat(names.headerKeys()).containsExactly("K");
        assertThat(names.headerGroups()).containsExactly("g");
        assertThat(FieldFormat.of(WatchOptions.of("a", Map.of("names", "a,host,g,h")))
                        .names(template)
                        .fieldsOfFile())
                .isEmpty();
        assertThat(FieldFormat.of(WatchOptions.of("a", Map.of("format", "json")))
                        .names(template)
                        .fieldsOfFile())
                .isEmpty();
    }
}
