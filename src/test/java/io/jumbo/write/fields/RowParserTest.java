package io.jumbo.write.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.LineFormat;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.InvalidTemplateException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowParserTest {

    private static final FieldFormat AUTO = new FieldFormat(LineFormat.AUTO, ',', Optional.of('"'));

    private final Map<String, String> parameters = new HashMap<>();

    @Test
    void fields_are_bound_in_the_order_of_the_statement() throws RejectedLineException {
        assertThat(row("INSERT INTO t VALUES (%s, now(), %s)", "a,b").values()).containsExactly("a", "b");
    }

    @Test
    void metadata_say_where_the_line_stands() throws RejectedLineException {
        assertThat(row(
                                "INSERT INTO t VALUES (%(watch)s, %(path)s, %(file_name)s, %(line_number)s,"
                                        + " %(first_byte)s, %(line)s, %s)",
                                "1.5")
                        .values())
                .containsExactly("balance", "run/7/a.txt", "a.txt", "3", "40", "1.5", "1.5");
    }

    @Test
    void parameters_of_a_route_are_bound_and_null_stays_null() throws RejectedLineException {
        parameters.put("run", "42");
        parameters.put("operator", null);
        assertThat(row("INSERT INTO t VALUES (:?run, :?operator, %s)", "1.5").values())
                .containsExactly("42", null, "1.5");
    }

    @Test
    void metadata_win_over_parameters_of_the_same_name() throws RejectedLineException {
        parameters.put("path", "elsewhere.txt");
        assertThat(row("INSERT INTO t VALUES (%(path)s)", "1.5").values()).containsExactly("run/7/a.txt");
    }

    @Test
    void statement_without_fields_takes_any_line() throws RejectedLineException {
        assertThat(row("INSERT INTO t VALUES (%(line)s)", "a,b,\"c").values()).containsExactly("a,b,\"c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INSERT INTO t VALUES (%s, %s, %s) | a,b     | expected 3 fields, got 2
            INSERT INTO t VALUES (%s, %s, %s) | a,b,c,d | expected 3 fields, got 4
            INSERT INTO t VALUES (%s, %s)     | a       | expected 2 fields, got 1
            INSERT INTO t VALUES (%s, %s)     | 1,x "a, b" | expected 2 fields, got 3; a quote inside of field 2 is data, since the field does not begin with it
            """)
    void wrong_number_of_fields_is_refused(String template, String line, String reason) {
        assertThatThrownBy(() -> row(template, line))
                .isInstanceOfSatisfying(
                        RejectedLineException.class,
                        e -> assertThat(e.sqlState()).isEqualTo("22P04"))
                .hasMessage(reason);
    }

    @Test
    void one_expected_field_is_one_field_in_words() {
        InsertTemplate template = InsertTemplate.parse("INSERT INTO t VALUES (%s)");
        FieldFormat csv = new FieldFormat(LineFormat.CSV, ',', Optional.of('"'));
        RowParser parser = csv.parser(template, "balance", "a.txt", parameters);
        assertThatThrownBy(() -> parser.row(line("a,b"))).hasMessage("expected 1 field, got 2");
    }

    @Test
    void line_that_is_too_long_is_refused_with_its_length() {
        LineRecord head = LineRecord.stored(3, 40, 2_000_000, new byte[] {'1'});
        assertThatThrownBy(() -> parser("INSERT INTO t VALUES (%s)").row(head))
                .isInstanceOfSatisfying(
                        RejectedLineException.class,
                        e -> assertThat(e.sqlState()).isEqualTo("54000"))
                .hasMessage(
                        "the line has 2000000 bytes, more than jumbo.max-line-bytes; only its first bytes were kept");
    }

    @Test
    void line_that_is_too_long_because_lines_end_with_cr_is_refused_with_the_remedy() {
        LineRecord head = LineRecord.stored(3, 40, 2_000_000, new byte[] {'1', '\r', '2'});
        assertThatThrownBy(() -> parser("INSERT INTO t VALUES (%s)").row(head))
                .hasMessage(
                        "the line has 2000000 bytes, more than jumbo.max-line-bytes; only its first bytes were kept;"
                                + " they hold CRs: set jumbo.line-end = cr if these end lines");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] latin1 = "21 °C".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(
                        () -> parser("INSERT INTO t VALUES (%s)").row(LineRecord.stored(3, 40, latin1.length, latin1)))
                .isInstanceOfSatisfying(
                        RejectedLineException.class,
                        e -> assertThat(e.sqlState()).isEqualTo("22021"))
                .hasMessage("the line is not valid UTF-8; jumbo.charset names the encoding of the files");
    }

    @Test
    void bytes_that_are_no_text_harm_only_the_field_that_holds_them() throws RejectedLineException {
        byte[] latin1 = "21,22 °C".getBytes(StandardCharsets.ISO_8859_1);
        LineRecord line = LineRecord.stored(3, 40, latin1.length, latin1);
        assertThat(parser("INSERT INTO t VALUES (%1$s)").row(line).values()).containsExactly("21");
        assertThatThrownBy(() -> parser("INSERT INTO t VALUES (%1$s, %2$s)").row(line))
                .hasMessage("the line is not valid UTF-8; jumbo.charset names the encoding of the files");
        assertThatThrownBy(() -> parser("INSERT INTO t VALUES (%1$s, %(line)s)").row(line))
                .isInstanceOf(RejectedLineException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "1.5\0", "a,\0,b"})
    void nul_bytes_are_refused_also_where_no_field_is_bound(String line) {
        assertThatThrownBy(() -> row("INSERT INTO t VALUES (%(path)s)", line))
                .isInstanceOfSatisfying(
                        RejectedLineException.class,
                        e -> assertThat(e.sqlState()).isEqualTo("22021"))
                .hasMessage("the line holds a NUL byte, which no text in PostgreSQL can hold");
    }

    /** Windows PowerShell appends UTF-16 to whatever is there. */
    @ParameterizedTest
    @ValueSource(strings = {"1\0.\0005\0\r\0", "\0002\0.\0005\0"})
    void nul_bytes_of_utf_16_are_refused_with_what_they_look_like(String line) {
        assertThatThrownBy(() -> row("INSERT INTO t VALUES (%s)", line))
                .hasMessage("the line holds a NUL byte, which no text in PostgreSQL can hold; it looks like UTF-16:"
                        + " save it as UTF-8, or set jumbo.charset = UTF-16 if the whole file is");
    }

    @Test
    void byte_order_mark_is_neither_in_a_field_nor_in_the_line() throws RejectedLineException {
        assertThat(row("INSERT INTO t VALUES (%s, %s, %(line)s)", "\uFEFF\"a,b\",2")
                        .values())
                .containsExactly("a,b", "2", "\"a,b\",2");
    }

    @Test
    void unknown_names_are_told_once_each_with_the_known_ones_and_the_remedy() {
        InsertTemplate template =
                InsertTemplate.parse("INSERT INTO t VALUES (%s, %(Path)s, %(x)s, %(run)s, :?x, %(path)s)");
        assertThatThrownBy(() -> AUTO.names(template).requireKnown(Set.of("run")))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage(
                        "jumbo.insert: nothing is known under the name Path, x; metadata are watch, path, file_name,"
                                + " directory, line_number, first_byte, line, modified_at, read_at, host, the name of a field does"
                                + " not mix with %s (write %(name)s for every field), anything else must be set as a header by the"
                                + " route before the insert, or by --header of a replay");
    }

    @Test
    void names_of_metadata_and_of_parameters_are_known() {
        InsertTemplate template = InsertTemplate.parse("INSERT INTO t VALUES (%(watch)s, %(path)s, %(file_name)s,"
                + " %(line_number)s, %(first_byte)s, %(line)s, %(directory)s, %(modified_at)s, %(read_at)s, %(host)s,"
                + " %(run)s, %s)");
        assertThatCode(() -> AUTO.names(template).requireKnown(Set.of("run"))).doesNotThrowAnyException();
    }

    private Row row(String template, String line) throws RejectedLineException {
        return parser(template).row(line(line));
    }

    private RowParser parser(String text) {
        InsertTemplate template = InsertTemplate.parse(text);
        return AUTO.parser(template, "balance", "run/7/a.txt", parameters);
    }

    private static LineRecord line(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return LineRecord.stored(3, 40, bytes.length, bytes);
    }
}
