package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.LineFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldParserTest {

    private static final FieldParser CSV = FieldParser.csv(',', Optional.of('"'));

    @Test
    void whole_line_is_the_one_field_with_blanks_tabs_quotes_and_delimiters() throws RejectedLineException {
        assertThat(FieldParser.wholeLine().fields(" \t1.5, \"x\" \r ")).containsExactly(" \t1.5, \"x\" \r ");
    }

    @Test
    void csv_fields_keep_their_blanks() throws RejectedLineException {
        assertThat(CSV.fields(" a ,\tb\t,c d")).containsExactly(" a ", "\tb\t", "c d");
    }

    @Test
    void csv_field_in_quotes_may_hold_the_delimiter_and_doubled_quotes() throws RejectedLineException {
        assertThat(CSV.fields("\"a,b\",\"say \"\"hi\"\"\",\"\"\"\"")).containsExactly("a,b", "say \"hi\"", "\"");
    }

    @Test
    void csv_quote_inside_an_unquoted_field_is_data() throws RejectedLineException {
        assertThat(CSV.fields("5\" pipe,it's")).containsExactly("5\" pipe", "it's");
    }

    /** As COPY reads it. */
    @Test
    void csv_empty_field_is_null_and_a_quoted_empty_field_an_empty_string() throws RejectedLineException {
        assertThat(CSV.fields("a,,\"\",")).containsExactly("a", null, "", null);
        assertThat(CSV.fields(",")).containsExactly(null, null);
        assertThat(CSV.fields("\"\"")).containsExactly("");
    }

    @Test
    void csv_delimiter_at_the_end_begins_one_more_field() throws RejectedLineException {
        assertThat(CSV.fields("a,b,")).containsExactly("a", "b", null);
    }

    @Test
    void csv_backslash_hash_and_sql_are_data() throws RejectedLineException {
        assertThat(CSV.fields("#1,C:\\temp\\,\\N,'); DROP TABLE t;--"))
                .containsExactly("#1", "C:\\temp\\", "\\N", "'); DROP TABLE t;--");
    }

    @Test
    void csv_may_be_cut_at_tabs_or_semicolons() throws RejectedLineException {
        assertThat(FieldParser.csv('\t', Optional.of('"')).fields("a\tb,c\t\"d\te\""))
                .containsExactly("a", "b,c", "d\te");
        assertThat(FieldParser.csv(';', Optional.of('\'')).fields("3,14;'a;b';\"x\""))
                .containsExactly("3,14", "a;b", "\"x\"");
    }

    @Test
    void csv_without_quote_takes_quotes_as_data() throws RejectedLineException {
        FieldParser unquoted = FieldParser.csv(',', Optional.empty());
        assertThat(unquoted.fields("\"a,b\",5\"")).containsExactly("\"a", "b\"", "5\"");
        assertThat(unquoted.fields("a,,")).containsExactly("a", null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a,b     | the line is not valid CSV: a quote is not closed on the same line
            a,"b""   | the line is not valid CSV: a quote is not closed on the same line
            """)
    void csv_quote_that_is_not_closed_is_refused(String line, String reason) {
        assertRefused(CSV, line, reason);
    }

    @Test
    void csv_text_behind_a_closing_quote_is_refused_without_quoting_the_line() {
        assertThatThrownBy(() -> CSV.fields("\"secret\"x,b"))
                .isInstanceOf(RejectedLineException.class)
                .hasMessageStartingWith("the line is not valid CSV: ")
                .hasMessageNotContainingAny("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a,b\r", "\ra", "\"a\"\r", "a,\r", "\r"})
    void csv_carriage_return_outside_quotes_is_refused(String line) {
        assertRefused(CSV, line, "a carriage return stands outside quotes; one line is one record");
    }

    @Test
    void csv_carriage_return_inside_quotes_is_data() throws RejectedLineException {
        assertThat(CSV.fields("\"a\rb\",\"c\r\"")).containsExactly("a\rb", "c\r");
    }

    @Test
    void auto_takes_the_line_for_one_field_and_csv_for_several() throws RejectedLineException {
        InsertTemplate one = InsertTemplate.parse("INSERT INTO t VALUES (%s, %(path)s)");
        InsertTemplate two = InsertTemplate.parse("INSERT INTO t VALUES (%s, %s)");
        assertThat(format(LineFormat.AUTO).parser(one).fields("a,b")).containsExactly("a,b");
        assertThat(format(LineFormat.AUTO).parser(two).fields("a,b")).containsExactly("a", "b");
        assertThat(format(LineFormat.CSV).parser(one).fields("a,b")).containsExactly("a", "b");
        assertThat(format(LineFormat.LINE).parser(two).fields("a,b")).containsExactly("a,b");
    }

    private static FieldFormat format(LineFormat format) {
        return new FieldFormat(format, ',', Optional.of('"'));
    }

    private static void assertRefused(FieldParser parser, String line, String reason) {
        assertThatThrownBy(() -> parser.fields(line))
                .isInstanceOfSatisfying(
                        RejectedLineException.class,
                        e -> assertThat(e.sqlState()).isEqualTo("22P04"))
                .hasMessage(reason);
    }
}
