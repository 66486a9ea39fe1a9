package io.jumbo.app.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of file in which it is hard to tell what is data, or what a value is. */
class KindsTest {

    @TempDir
    Path directory;

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).map(text -> text + "\n").collect(Collectors.joining());
    }

    private static String of(int number, String... choices) {
        return choices[number % choices.length];
    }

    private List<String> report(String name, byte[] content) throws IOException {
        return Report.of(List.of(Files.write(directory.resolve(name), content)), read -> {})
                .lines();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments(
                        "texts only",
                        "station,operator,result\n"
                                + lines(
                                        12,
                                        i -> of(i, "S1,", "S2,") + of(i, "Ann", "Bob", "Cy") + of(i, ",good", ",bad")),
                        12,
                        "station text NOT NULL, operator text NOT NULL, result text NOT NULL"),
                arguments(
                        "texts only, without names",
                        lines(
                                12,
                                i -> of(i, "S1;", "S2;") + of(i, "Ann", "Bob", "Cy") + of(i, ";good one", ";bad one")),
                        12,
                        "field_1 text NOT NULL, field_2 text NOT NULL, field_3 text NOT NULL"),
                arguments(
                        "wavelengths",
                        "Sample,400,401,402\n" + lines(12, i -> "P" + i + ",0.1" + i + ",0.2" + i + ",0.3" + i),
                        12,
                        "sample text NOT NULL, c_400 numeric NOT NULL, c_401 numeric NOT NULL, c_402 numeric NOT NULL"),
                arguments(
                        "wavelengths over numbers",
                        "400,401,402\n" + lines(12, i -> "0.1" + i + ",0.2" + i + ",0.3" + i),
                        12,
                        "c_400 numeric NOT NULL, c_401 numeric NOT NULL, c_402 numeric NOT NULL"),
                arguments(
                        "wavelengths behind a name",
                        "Time,400,401,402\n" + lines(12, i -> i + ",0.1" + i + ",0.2" + i + ",0.3" + i),
                        12,
                        "time_ int NOT NULL, c_400 numeric NOT NULL, c_401 numeric NOT NULL, c_402 numeric NOT NULL"),
                arguments(
                        "numbers that rise are no titles",
                        lines(12, i -> i + "," + (i + 1) + "," + (i + 2)),
                        12,
                        "field_1 int NOT NULL, field_2 int NOT NULL, field_3 int NOT NULL"),
                arguments("one column", "Temperature\n" + lines(12, i -> i + ".5"), 12, "temperature numeric NOT NULL"),
                arguments("names alone", "time,value,unit\n", 0, "time_ text, value text, unit text"),
                arguments(
                        "one line of data",
                        "time,volt\n2026-05-01 10:00:00,1.5\n",
                        1,
                        "time_ timestamp NOT NULL, volt numeric NOT NULL"),
                arguments("three lines", "a;b\n1;2,5\n3;4,5\n", 2, "a int NOT NULL, b numeric NOT NULL"),
                arguments(
                        "names twice and missing",
                        "t,value,value,,flag\n" + lines(12, i -> i + ",1," + i + ",3,x"),
                        12,
                        "t int NOT NULL, value int NOT NULL, value_2 int NOT NULL, field_4 int NOT NULL, flag text NOT NULL"),
                arguments(
                        "units above the names",
                        "s,V\nTime,Voltage\n" + lines(12, i -> i + ",0.5"),
                        12,
                        "time_ int NOT NULL, voltage numeric NOT NULL"),
                arguments(
                        "two preambles",
                        ("Device: X1\nSerial: 1234\n\nTime,Volt\n" + lines(6, i -> i + ",0.5") + "\n").repeat(2),
                        12,
                        "time_ int NOT NULL, volt numeric NOT NULL"),
                arguments(
                        "more comments than data",
                        lines(60, i -> "# key" + i + " = " + i) + "t,v\n" + lines(12, i -> i + "," + i),
                        12,
                        "t int NOT NULL, v int NOT NULL"),
                arguments(
                        "words where a value is missing, in the first line too",
                        "id,name,cfu,ph\n" + lines(12, i -> i + ",P," + (i % 4 == 0 ? "nd,nd" : i + ",7.5")),
                        12,
                        "id int NOT NULL, name text NOT NULL, cfu int, ph numeric"),
                arguments(
                        "a last line without values",
                        "well,kind,cq\n" + lines(11, i -> "A" + i + ",Unkn," + i + ".5") + "A12,NTC,NaN\n",
                        12,
                        "well text NOT NULL, kind text NOT NULL, cq numeric"),
                arguments(
                        "a delimiter at the end",
                        "Time;Volt;\n" + lines(12, i -> i + ";0,5;"),
                        12,
                        "time_ int NOT NULL, volt numeric NOT NULL"),
                arguments(
                        "quoted decimal commas",
                        "\"Zeit\",\"Wert\"\n" + lines(12, i -> "\"" + i + "\",\"0,5\""),
                        12,
                        "zeit int NOT NULL, wert numeric NOT NULL"),
                arguments(
                        "quoted line ends",
                        "id,note,value\n" + lines(12, i -> i + of(i, ",\"first\nsecond, line\",", ",plain,") + "1.5"),
                        12,
                        "id int NOT NULL, note text NOT NULL, value numeric NOT NULL"),
                arguments(
                        "quotes round texts that hold no delimiter, beside lines with commas in quotes",
                        "\"Unit=\",\"PSC\"\n\"Obs\"\t\"At\"\t\"v\"\n"
                                + lines(12, i -> i + "\t\"10:0" + i % 10 + ":00\"\t0.5"),
                        12,
                        "obs int NOT NULL, at time NOT NULL, v numeric NOT NULL"),
                arguments(
                        "a time of day beside a date",
                        "Date,Time,V\n" + lines(12, i -> "14.05.2026,0" + i % 10 + ":00:00,1"),
                        12,
                        "date date NOT NULL, time_ time NOT NULL, v int NOT NULL"),
                arguments(
                        "truths",
                        "t,pump,ok,result\n" + lines(12, i -> i + of(i, ",ON,Y,", ",OFF,N,") + of(i, "PASS", "FAIL")),
                        12,
                        "t int NOT NULL, pump boolean NOT NULL, ok boolean NOT NULL, result text NOT NULL"),
                arguments(
                        "hexadecimal numbers",
                        "addr,v\n" + lines(12, i -> "0x00" + i + "F," + i),
                        12,
                        "addr text NOT NULL, v int NOT NULL"),
                arguments(
                        "durations as ISO writes them",
                        "t,d\n" + lines(12, i -> i + ",PT" + i + "M3S"),
                        12,
                        "t int NOT NULL, d text NOT NULL"),
                arguments(
                        "thousands parted by blanks",
                        "t;E\n" + lines(12, i -> i + ";" + (i + 1) + " 207,5"),
                        12,
                        "t int NOT NULL, e numeric NOT NULL"),
                arguments(
                        "Swiss numbers",
                        "Datum;Menge\n" + lines(12, i -> "14.05.2026;" + (i + 1) + "'207.05"),
                        12,
                        "datum date NOT NULL, menge numeric NOT NULL"),
                arguments(
                        "a field more in the first line of data",
                        "n,Time,T,rh,Serial\n"
                                + lines(12, i -> i + ",2026-05-14 10:00," + i + ".5,40" + (i == 0 ? ",01005" : "")),
                        12,
                        "n int NOT NULL, time_ timestamp NOT NULL, t numeric NOT NULL, rh int NOT NULL"),
                arguments(
                        "a remark below the first line of data",
                        "obs\ttime\tA\n\ts\tmol\n"
                                + lines(12, i -> i + "\t1." + i + "\t0.5" + (i == 0 ? "\n09:01:12 a remark" : "")),
                        12,
                        "obs int NOT NULL, time_ numeric NOT NULL, a numeric NOT NULL"),
                arguments(
                        "quoted texts of several words in the header",
                        "*SAMPLE \"Si 111\"\n*START\n" + lines(12, i -> i + " 1." + i + " 0.5"),
                        12,
                        "field_1 int NOT NULL, field_2 numeric NOT NULL, field_3 numeric NOT NULL"),
                arguments(
                        "the word of a thermal cycler",
                        "well,cq\n" + lines(12, i -> i + (i % 4 == 1 ? ",Undetermined" : ",2" + i + ".5")),
                        12,
                        "well int NOT NULL, cq numeric"),
                arguments(
                        "a header above lines of words and numbers, some of which have more",
                        "3.04 OBSERVATION DATA\nABCD MARKER\n    END OF HEADER\n"
                                + lines(
                                        24,
                                        i -> of(
                                                i,
                                                "> 2026 03 03 00 " + i + " 0.0 0 4",
                                                "G01  2.5  1.5",
                                                "E11 3.5  4.5")),
                        24,
                        "word text NOT NULL, value numeric NOT NULL, value2 numeric NOT NULL, value3 text, value4 text,"
                                + " value5 int, value6 numeric, value7 int, value8 int"),
                arguments(
                        "words in front of values",
                        lines(12, i -> "12:0" + i % 10 + " 05-14-26 o3 3" + i + ".5 cell 98" + i + " lamp 53.5"),
                        12,
                        "field_1 time NOT NULL, field_2 date NOT NULL, o3 numeric NOT NULL, cell int NOT NULL, lamp numeric NOT NULL"),
                arguments(
                        "names that come again, with days of the week",
                        ("GPS Time, Device Time,Speed\n"
                                        + lines(
                                                6,
                                                i -> "Thu May 14 10:15:3" + i + " GMT+02:00 2026,14-May-2026 10:15:3"
                                                        + i + ",0.5"))
                                .repeat(2),
                        12,
                        "gps_time text NOT NULL, device_time timestamp NOT NULL, speed numeric NOT NULL"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void each_data_line_is_a_row_of_the_right_types(String kind, String content, int rows, String columns)
            throws IOException {
        Map<String, String> options =
                ContractReading.options(report("k.csv", content.getBytes(Charset.forName("UTF-8"))), "jumbo.");

        ContractReading reading = ContractReading.of(directory.resolve("k.csv"), options);

        assertThat(reading.deadLetters).isEmpty();
        assertThat(reading.rows).hasSize(rows);
        assertThat(options.get("create-table").replaceAll("^[^(]*\\(\\s*|\\)$", ""))
                .isEqualTo(columns);
    }

    @Test
    void a_thousand_columns_have_their_names() throws IOException {
        String names = IntStream.range(0, 1000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String values = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        Map<String, String> options = ContractReading.options(
                report("k.csv", (names + "\n" + (values + "\n").repeat(5)).getBytes(Charset.forName("UTF-8"))),
                "jumbo.");

        assertThat(options.get("insert")).endsWith("%(c999)s)");
    }

    @ParameterizedTest
    @MethodSource("hints")
    void says_what_the_statement_could_make_of_values(String values, String hint) throws IOException {
        String content = "t;v\n"
                + Arrays.stream(values.split("/")).map(value -> value + "\n").collect(Collectors.joining());

        assertThat(report("k.csv", content.getBytes(Charset.forName("UTF-8"))))
                .anySatisfy(line -> assertThat(line).contains(hint));
    }

    static Stream<Arguments> hints() {
        return Stream.of(
                arguments("1;12.3 mV/2;12.5 mV/3;-1 mV", "replace(%(v)s, ' mV', '')::numeric"),
                arguments("1;12,3%/2;12,5%/3;1%", "replace(replace(%(v)s, ',', '.'), '%', '')::numeric"),
                arguments("1778745600;1/1778745601;2/1778745602;3", "to_timestamp(%(t)s::float8)"),
                arguments("1778745600123;1/1778745600223;2/1778745600323;3", "to_timestamp(%(t)s::float8 / 1000)"));
    }

    @Test
    void a_line_with_a_word_more_among_others_is_no_row_with_moved_fields_and_is_told() throws IOException {
        String content = lines(
                12, i -> "14.05.2026 10:0" + i % 10 + ":11  1" + i + ".5 g" + (i == 3 ? " ?" : "") + " ID: P" + i);

        List<String> report = report("k.csv", content.getBytes(Charset.forName("UTF-8")));

        assertThat(report)
                .anySatisfy(line -> assertThat(line).contains("have a word more or less, the first is line 4"))
                .noneMatch(line -> line.startsWith("jumbo.only"));
        ContractReading reading =
                ContractReading.of(directory.resolve("k.csv"), ContractReading.options(report, "jumbo."));
        assertThat(reading.rows).hasSize(11);
        assertThat(reading.deadLetters).hasSize(1);
    }

    @Test
    void nothing_is_proposed_for_an_empty_file_beside_others() throws IOException {
        Path empty = Files.writeString(directory.resolve("e.csv"), "");
        Path other = Files.writeString(directory.resolve("o.csv"), "t,v\n1,2\n2,3\n3,4\n");

        assertThat(Report.of(List.of(empty, other), read -> {}).lines())
                .contains("jumbo.include = **/*.csv")
                .noneMatch(line -> line.contains("e.csv"));
        assertThat(Report.of(List.of(empty), read -> {}).watches()).isEmpty();
    }

    @Test
    void table_with_names_of_another_one_and_more_is_read_by_one_watch_alone() throws IOException {
        String content = "# fw=1.0\nts,temp,hum\n" + lines(12, i -> i + ",2" + i + ".5,40")
                + "# fw=1.1\nts,bat,hum,temp,rssi\n" + lines(12, i -> i + ",3.5,,2" + i + ".5,-60");
        for (String file : List.of(content, content.replaceAll("# .*\n", ""))) {
            List<String> report = report("k.csv", file.getBytes(Charset.forName("UTF-8")));
            for (String watch : List.of("watch.k.", "watch.k-2.")) {
                ContractReading reading =
                        ContractReading.of(directory.resolve("k.csv"), ContractReading.options(report, watch));
                assertThat(reading.rows).as(watch).hasSize(12);
                assertThat(reading.deadLetters).as(watch).isEmpty();
            }
        }
    }

    @Test
    void files_in_other_charsets_are_read_by_a_watch_each() throws IOException {
        String content = "Größe;v\n1;2,5\n2;3,5\n3;4,5\n";
        Path one = Files.write(directory.resolve("x.csv"), content.getBytes(Charset.forName("windows-1252")));
        Path other = Files.write(directory.resolve("y.csv"), content.getBytes(Charset.forName("UTF-8")));

        assertThat(Report.of(List.of(one, other), read -> {}).lines())
                .contains("watch.x.charset = windows-1252")
                .noneMatch(line -> line.startsWith("watch.y.charset"));
    }
}
