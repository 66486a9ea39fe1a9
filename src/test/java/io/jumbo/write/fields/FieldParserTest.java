package io.jumbo.write.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.LineFormat;
import io.jumbo.write.template.InsertTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldParserTest {

    private static final FieldParser CSV = new CsvFields(',', Optional.of('"'), false);

    @Test
    void whole_line_is_the_one_field_with_blanks_tabs_quotes_and_delimiters() throws RejectedLineException {
        assertThat(new WholeLine(false).fields(" \t1.5, \"x\" \r ")).containsExactly(" \t1.5, \"x\" \r ");
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

    @Test
    void csv_blanks_between_delimiter_and_quote_do_not_hide_the_quote() throws RejectedLineException {
        assertThat(CSV.fields("1, \"a, b\", 2")).containsExactly("1", "a, b", " 2");
        assertThat(CSV.fields("  \"a\" ,\t\"b,c\"\t, \" d \"")).containsExactly("a", "b,c", " d ");
        assertThat(CSV.fields("1, \"\", ")).containsExactly("1", "", " ");
    }

    /** A blank that is the delimiter, or the quote, is no blank. */
    @Test
    void csv_delimiter_is_never_taken_for_a_blank_in_front_of_a_quote() throws RejectedLineException {
        FieldParser tabs = new CsvFields('\t', Optional.of('"'), false);
        assertThat(tabs.fields("\t \"a\tb\" \t\t\"c\"")).containsExactly(null, "a\tb", null, "c");
        FieldParser blanks = new CsvFields(' ', Optional.of('"'), false);
        assertThat(blanks.fields("  \t\"a b\"")).containsExactly(null, null, "a b");
        FieldParser quotedByTabs = new CsvFields(',', Optional.of('\t'), false);
        assertThat(quotedByTabs.fields(" \ta,b\t ,c")).containsExactly("a,b", "c");
    }

    @Test
    void csv_quote_inside_a_field_is_named_where_the_number_of_fields_is_wrong() throws RejectedLineException {
        assertThat(CSV.remark("1,5\" pipe,a \"b, c\""))
                .contains("a quote inside of field 2 is data, since the field does not begin with it");
        assertThat(CSV.remark("1,\"5\"\" pipe\"")).isEmpty();
        assertThat(new CsvFields(',', Optional.empty(), false).remark("5\",a")).isEmpty();
        assertThat(new WholeLine(false).remark("5\",a")).isEmpty();
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
        assertThat(new CsvFields('\t', Optional.of('"'), false).fields("a\tb,c\t\"d\te\""))
                .containsExactly("a", "b,c", "d\te");
        assertThat(new CsvFields(';', Optional.of('\''), false).fields("3,14;'a;b';\"x\""))
                .containsExactly("3,14", "a;b", "\"x\"");
    }

    @Test
    void csv_without_quote_takes_quotes_as_data() throws RejectedLineException {
        FieldParser unquoted = new CsvFields(',', Optional.empty(), false);
        assertThat(unquoted.fields("\"a,b\",5\"")).containsExactly("\"a", "b\"", "5\"");
        assertThat(unquoted.fields("a,,")).containsExactly("a", null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a,b     | the line is not valid CSV: a quote is not closed on the same line (jumbo.record-start makes one record of several)
            a,"b""   | the line is not valid CSV: a quote is not closed on the same line (jumbo.record-start makes one record of several)
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
        assertRefused(CSV, "a,\"b\" x", "the line is not valid CSV: field 2 goes on behind its closing quote");
        assertRefused(CSV, "a, \"b\" \"c\"", "the line is not valid CSV: field 2 goes on behind its closing quote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a,b\r", "\ra", "\"a\"\r", "a,\r", "\r"})
    void csv_carriage_return_outside_quotes_is_refused(String line) {
        assertRefused(CSV, line, "a carriage return stands outside quotes; set jumbo.line-end = cr if it ends a line");
    }

    @Test
    void csv_carriage_return_inside_quotes_is_data() throws RejectedLineException {
        assertThat(CSV.fields("\"a\rb\",\"c\r\"")).containsExactly("a\rb", "c\r");
    }

    @Test
    void auto_takes_the_line_for_one_field_and_csv_for_several() throws RejectedLineException {
        InsertTemplate one = InsertTemplate.parse("INSERT INTO t VALUES (%s, %(path)s)");
        InsertTemplate two = InsertTemplate.parse("INSERT INTO t VALUES (%s, %s)");
        assertThat(format(LineFormat.AUTO).fields(one).fields("a,b")).containsExactly("a,b");
        assertThat(format(LineFormat.AUTO).fields(two).fields("a,b")).containsExactly("a", "b");
        assertThat(format(LineFormat.CSV).fields(one).fields("a,b")).containsExactly("a", "b");
        assertThat(format(LineFormat.LINE).fields(two).fields("a,b")).containsExactly("a,b");
    }

    /** The text of a step of the route, which is no line of a file, may have one. */
    @Test
    void csv_line_end_at_the_end_of_the_text_is_none_of_its_fields() throws RejectedLineException {
        assertThat(CSV.fields("a,b\n")).containsExactly("a", "b");
        assertThat(CSV.fields("a,\r\n")).containsExactly("a", null);
        assertRefused(CSV, "a\nb", "a line feed stands outside quotes; one line is one record");
        assertThat(CSV.fields("\"a\nb\"")).containsExactly("a\nb");
    }

    @Property(tries = 20_000)
    void csv_is_cut_as_commons_csv_cuts_it_except_for_blanks_in_front_of_a_quote(
            @ForAll("lines") String line, @ForAll("delimiters") char delimiter, @ForAll boolean quoted) {
        Assume.that(!Pattern.compile("(^|" + Pattern.quote("" + delimiter) + ")[\\s\u3000]+\"")
                .matcher(line)
                .find());
        Optional<Character> quote = quoted ? Optional.of('"') : Optional.empty();
        assertThat(cut(() -> new CsvFields(delimiter, quote, false).fields(line)))
                .as(line)
                .isEqualTo(cut(() -> reference(line, delimiter, quote)));
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of("\"", "\"", "\"\"", ",", ",", "\",\"")),
                        Tuple.of(4, Arbitraries.of("a", "1", " ", "\t", ";", "'", "ä", "\u3000", "\uFEFF", "\\", "#")),
                        Tuple.of(1, Arbitraries.of("\r", "\n", "\r\n")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ',', ',', ';', '\t', ' ', 'ä');
    }

    private interface Cut {
        List<String> fields() throws RejectedLineException, IOException;
    }

    private static List<String> cut(Cut cut) {
        try {
            return new ArrayList<>(cut.fields());
        } catch (RejectedLineException | IOException | UncheckedIOException e) {
            return List.of("refused");
        }
    }

    private static List<String> reference(String line, char delimiter, Optional<Character> quote)
            throws RejectedLineException, IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote.orElse(null))
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .setNullString("")
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser parser = CSVParser.parse(line, format)) {
            List<CSVRecord> records = parser.getRecords();
            // A carriage return at the end would be taken for the end of the record and vanish.
            if (records.size() != 1 || line.endsWith("\r")) {
                throw new RejectedLineException(RejectedLineException.WRONG_FIELDS, "not one record");
            }
            return Arrays.asList(records.get(0).values());
        }
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
