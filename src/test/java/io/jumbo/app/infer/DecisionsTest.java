package io.jumbo.app.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.DateOrder;
import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decisions, one after the other, without files. */
class DecisionsTest {

    private static ByteEvidence bytes(byte[] content) {
        ByteEvidence evidence = new ByteEvidence();
        evidence.accept(content, content.length);
        return evidence;
    }

    private static DateOrders orders(String... dates) {
        DateOrders orders = new DateOrders();
        Arrays.stream(dates)
                .forEach(date ->
                        orders.accept(date, MomentText.of(date).numbers().orElseThrow(), MomentText.of(date)));
        return orders;
    }

    private static ColumnGuess column(String... fields) {
        ColumnGuess column = new ColumnGuess();
        Arrays.stream(fields).forEach(column::accept);
        return column;
    }

    private static String type(String... fields) {
        ColumnGuess column = column(fields);
        ColumnType type = ColumnType.of(column, NumberMarks.of(List.of(column), false), Set.of())
                .value();
        return type.name() + (type.required() ? " NOT NULL" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, Größe °C",
        "windows-1252, Größe 20 °C",
        "windows-1251, Температура",
        "Shift_JIS, 温度と湿度",
        "GBK, 测试时间 温度",
        "IBM850, Größe für 20 °C"
    })
    void tells_the_charset_by_what_the_letters_look_like(String charset, String text) {
        byte[] content = (text + "\n1\n").getBytes(Charset.forName(charset));

        assertThat(CharsetGuess.of(bytes(content)).value()).isEqualTo(Charset.forName(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void tells_utf_16_without_a_byte_order_mark(String charset) {
        assertThat(CharsetGuess.of(bytes("time,value\r\n1,2\r\n".getBytes(Charset.forName(charset))))
                        .value())
                .isEqualTo(Charset.forName(charset));
    }

    @Test
    void tells_line_ends() {
        assertThat(LineEnds.of(bytes("a\rb\r".getBytes(StandardCharsets.UTF_8)), false)
                        .value())
                .isEqualTo(LineEnd.CR);
        assertThat(LineEnds.of(bytes("a\r\nb\r\n".getBytes(StandardCharsets.UTF_8)), false)
                        .value())
                .isEqualTo(LineEnd.LF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1.5", "+3,14", "1.234.567,89", "1,234.5", "1'234.5", "2.5E-03", ".5", "5."})
    void is_a_number(String text) {
        assertThat(NumberText.of(text).isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1-2", "03.02.2026", "1e", "0x1F", "1 2", "1,2,3", "V1.2"})
    void is_no_number(String text) {
        assertThat(NumberText.of(text).isNumber()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "2026-02-03!DATE",
                "03.02.26!DATE",
                "3-Feb-2026!DATE",
                "10:15!TIME",
                "7:55:12 AM!TIME",
                "25:00:00!INTERVAL",
                "2026-02-03 10:15:00.5!TIMESTAMP",
                "2026-02-03T10:15:00Z!ZONED",
                "20260203T101530+0100!ZONED",
                "2/3/2026 1:05 PM!TIMESTAMP",
                "10:75!TEXT",
                "1.2.3!TEXT",
                "8:00 p!TEXT"
            })
    void tells_dates_and_times_as_postgresql_reads_them(String text, Kind kind) {
        assertThat(MomentText.of(text).kind()).isEqualTo(kind);
        MomentReader reader = new MomentReader();
        reader.read(text);
        assertThat(reader.read(text).kind()).isEqualTo(kind);
    }

    @Test
    void a_value_that_fits_one_order_only_decides_the_order_of_dates() {
        assertThat(orders("03/04/2026", "13/04/2026").decide()).hasValueSatisfying(guess -> {
            assertThat(guess.value()).isEqualTo(DateOrder.DMY);
            assertThat(guess.confidence()).isEqualTo(Confidence.SURE);
        });
    }

    @Test
    void dates_that_follow_each_other_decide_their_order() {
        assertThat(orders("03/11/26 23:30", "04/11/26 0:00", "05/11/26 0:30").decide())
                .hasValueSatisfying(guess -> {
                    assertThat(guess.value()).isEqualTo(DateOrder.DMY);
                    assertThat(guess.confidence()).isEqualTo(Confidence.LIKELY);
                });
    }

    @Test
    void a_single_date_is_a_guess() {
        assertThat(orders("03/04/2026").decide())
                .hasValueSatisfying(guess -> assertThat(guess.confidence()).isEqualTo(Confidence.GUESS));
    }

    @Test
    void types_are_the_narrowest_that_hold_every_value() {
        assertThat(type("1", "2")).isEqualTo("int NOT NULL");
        assertThat(type("1", "12345678901")).isEqualTo("bigint NOT NULL");
        assertThat(type("1", "2.5", "")).isEqualTo("numeric");
        assertThat(type("1", "2.5E3")).isEqualTo("float8 NOT NULL");
        assertThat(type("00417", "00418")).isEqualTo("text NOT NULL");
        assertThat(type("true", "FALSE")).isEqualTo("boolean NOT NULL");
        assertThat(type("2026-01-01", "2026-01-02 10:00")).isEqualTo("timestamp NOT NULL");
        assertThat(type("23:00:00", "25:00:00")).isEqualTo("interval NOT NULL");
        assertThat(type("1", "a", "b", "c")).isEqualTo("text NOT NULL");
        assertThat(type("", "")).isEqualTo("text");
    }

    @Test
    void words_for_nothing_among_numbers_are_null() {
        assertThat(NullValues.of(List.of(column("1.5", "NAN", "2.5", "---"), column("20.1", "-9999", "21.0"))))
                .hasValueSatisfying(guess -> assertThat(guess.value()).isEqualTo("---,-9999,NAN"));
        assertThat(NullValues.of(List.of(column("a", "n/a", "b")))).isEmpty();
        assertThat(NullValues.of(List.of(column("-9000", "-9999", "9000")))).isEmpty();
    }

    @Test
    void a_column_is_not_required_if_it_holds_a_word_that_stands_for_nothing_in_another() {
        ColumnGuess column = column("N", "---", "SW");

        assertThat(ColumnType.of(column, NumberMarks.of(List.of(column), false), Set.of("---"))
                        .value()
                        .required())
                .isFalse();
    }

    @Test
    void cuts_lines_at_what_makes_numbers_of_the_fields() {
        assertThat(Delimiter.of(List.of("301,25;-1,8", "301,54;-3,2", "301,83;2,5")))
                .hasValueSatisfying(
                        guess -> assertThat(guess.value().cut().delimiter()).isEqualTo(';'));
        assertThat(Delimiter.of(List.of("1.5  2.5", "  3.5 4.5", "5.5\t6.5")))
                .hasValueSatisfying(
                        guess -> assertThat(guess.value().cut().isBlanks()).isTrue());
    }

    @Test
    void units_below_the_names_are_no_names() {
        Rows rows = Rows.of(Cut.at(','), List.of(List.of("1", "2"), List.of("3", "4")));

        assertThat(NamesLine.in(List.of("Run 7", "Time,Voltage", "s,mV"), rows))
                .hasValueSatisfying(guess -> assertThat(guess.value().names()).containsExactly("Time", "Voltage"));
    }

    @Test
    void names_of_columns_are_plain_unique_and_no_keywords() {
        assertThat(Identifiers.of(
                        List.of("Zähler [kWh]", "Time", "time", "", "RH, %", "1st", "Temp, °C (LGR S/N: 20417733)")))
                .containsExactly("zaehler_kwh", "time_", "time__2", "field_4", "rh", "c_1st", "temp_c");
    }

    @Test
    void a_field_is_found_by_its_name_only_where_the_name_is_there_once_and_can_be_written() {
        List<String> names = List.of("Current(A)", "a)b", "x", "x", "path", "Temp (S/N: 20417733)");

        assertThat(names.stream().map(name -> FieldReference.isUsable(name, names)))
                .containsExactly(true, false, false, false, true, false);
        assertThat(FieldReference.byName("path")).isEqualTo("%(fields:path)s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^\\s\\d", " leading", "trailing ", "Zähler 20 °C", "a\tb", "#x!=:", "\u00A0x", "😀"})
    void a_value_is_read_back_from_properties_as_it_was(String value) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader("key = " + PropertyText.escaped(value)));

        assertThat(properties.getProperty("key")).isEqualTo(value);
    }

    @Test
    void a_pattern_is_found_in_lines_like_the_samples() {
        assertThat(LinePattern.of(List.of("--------------------------"))).isEqualTo(Optional.of("^-{20}"));
        assertThat(LinePattern.of(List.of("CURVE1\tTABLE", "CURVE2\tTABLE"))).isEqualTo(Optional.of("^CURVE"));
        assertThat(LinePattern.of(List.of("12.5;17"))).isEmpty();
        assertThat(LinePattern.of(List.of("[nm];[%]"))).isEqualTo(Optional.of("^\\[nm\\];\\[%\\]"));
    }
}
