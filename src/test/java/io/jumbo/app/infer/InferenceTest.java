package io.jumbo.app.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as instruments write them, all invented: each data line must become a row, and nothing else one, by what is proposed. */
class InferenceTest {

    @TempDir
    Path directory;

    private static Path sample(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(InferenceTest.class.getResource("/infer/" + name))
                .toURI());
    }

    private static List<String> report(Path... files) throws IOException {
        return Report.of(List.of(files), read -> {}).lines();
    }

    private Map<String, String> proposed(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return ContractReading.options(report(file), "jumbo.");
    }

    @ParameterizedTest
    @CsvSource({
        "REPORT01.CSV, 17",
        "alarms.csv, 30",
        "arbin_Channel_3.csv, 20",
        "baro.log, 20",
        "checkweigher.csv, 19",
        "co2.csv, 24",
        "davis.txt, 30",
        "dosierung.csv, 15",
        "flux.txt, 30",
        "gamry.DTA, 40",
        "hobo_keller.csv, 21",
        "impedance.z, 20",
        "kraft.csv, 30",
        "kuehlraum.csv, 25",
        "labview.lvm, 20",
        "mast_Ten.dat, 20",
        "mqtt.jsonl, 20",
        "nanodrop.txt, 15",
        "ondo.csv, 20",
        "origin.dat, 20",
        "ph.txt, 20",
        "pipe.txt, 20",
        "plain.csv, 20",
        "plate.csv, 20",
        "plc.csv, 20",
        "potentiostat.mpt, 25",
        "pump.log, 20",
        "raman.txt, 30",
        "rtable.txt, 20",
        "sartorius.txt, 20",
        "scope.csv, 30",
        "single.txt, 20",
        "spectrum16.txt, 30",
        "thermal.txt, 36",
        "titration.txt, 10",
        "undecidable.csv, 12",
        "us_meter.csv, 20",
        "vaisala.log, 20"
    })
    void each_data_line_is_a_row_and_nothing_else(String name, int rows) throws IOException, URISyntaxException {
        ContractReading reading =
                ContractReading.of(sample(name), ContractReading.options(report(sample(name)), "jumbo."));

        assertThat(reading.deadLetters).isEmpty();
        assertThat(reading.rows).hasSize(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "track.nmea, track-gpgga, 15",
        "track.nmea, track-gprmc, 15",
        "track.nmea, track-gpgsv, 10",
        "chromatograph.txt, chromatograph, 30",
        "chromatograph.txt, chromatograph-2, 4"
    })
    void several_kinds_of_line_and_several_tables_are_several_watches(String name, String watch, int rows)
            throws IOException, URISyntaxException {
        ContractReading reading =
                ContractReading.of(sample(name), ContractReading.options(report(sample(name)), "watch." + watch + "."));

        assertThat(reading.deadLetters).isEmpty();
        assertThat(reading.rows).hasSize(rows);
    }

    @Test
    void an_ordinary_csv_file_needs_no_option() throws IOException, URISyntaxException {
        assertThat(ContractReading.options(report(sample("plain.csv")), "jumbo."))
                .containsOnlyKeys("directory", "include", "create-table", "insert")
                .containsEntry("include", "**/*.csv")
                .hasEntrySatisfying(
                        "create-table",
                        statement -> assertThat(statement)
                                .isEqualTo(
                                        "CREATE TABLE IF NOT EXISTS plain ( time_ timestamptz NOT NULL, device text NOT"
                                                + " NULL, temperature numeric NOT NULL, ok boolean NOT NULL, comment text NOT"
                                                + " NULL)"))
                .hasEntrySatisfying(
                        "insert",
                        statement -> assertThat(statement)
                                .isEqualTo("INSERT INTO plain (time_, device, temperature, ok, comment) VALUES"
                                        + " (%(time)s, %(device)s, %(temperature)s, %(ok)s, %(comment)s)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "ondo.csv!charset!Shift_JIS",
                "kuehlraum.csv!charset!windows-1252",
                "spectrum16.txt!charset!UTF-16LE",
                "nanodrop.txt!line-end!cr",
                "pipe.txt!delimiter!|",
                "labview.lvm!decimal-separator!,",
                "us_meter.csv!thousands-separator!,",
                "us_meter.csv!date-style!ISO, MDY",
                "davis.txt!date-style!ISO, DMY",
                "flux.txt!null-value!-9999",
                "mast_Ten.dat!null-value!NAN",
                "plate.csv!null-value!OVRFLW",
                "gamry.DTA!data-end!^CURVE",
                "thermal.txt!data-end!^\\[step\\]",
                "thermal.txt!header-end!^min\\t°C\\tW/g",
                "alarms.csv!comment-prefix!*",
                "dosierung.csv!data-end!^Ende der Messung",
                "titration.txt!record-start!^-{20}",
                "checkweigher.csv!trim!yes",
                "mqtt.jsonl!format!json"
            })
    void proposes_the_option_that_the_file_needs(String name, String option, String value)
            throws IOException, URISyntaxException {
        assertThat(ContractReading.options(report(sample(name)), "jumbo.")).containsEntry(option, value);
    }

    @Test
    void says_both_ways_where_the_order_of_dates_cannot_be_decided() throws IOException, URISyntaxException {
        assertThat(report(sample("undecidable.csv")))
                .anySatisfy(line -> assertThat(line).contains("guess", "DMY 2026-04-03 or MDY 2026-03-04"));
    }

    @Test
    void looks_at_every_line() throws IOException {
        String rows = "1,2\n".repeat(20_000);

        assertThat(proposed("long.csv", "a,b\n" + rows + "1,2.5\n,3\n").get("create-table"))
                .contains("a int,", "b numeric NOT NULL");
    }

    @Test
    void files_that_are_alike_are_read_by_one_watch_with_the_types_of_all() throws IOException {
        Path one = Files.writeString(directory.resolve("a_01.csv"), "t,v\n1,2\n2,3\n3,4\n");
        Path other = Files.writeString(directory.resolve("a_02.csv"), "t,v\n1,2.5\n2,\n3,4\n");

        assertThat(ContractReading.options(report(one, other), "jumbo.").get("create-table"))
                .isEqualTo("CREATE TABLE IF NOT EXISTS a ( t int NOT NULL, v numeric)");
    }

    @Test
    void files_that_are_not_alike_are_read_by_a_watch_each() throws IOException {
        Path one = Files.writeString(directory.resolve("x.csv"), "t,v\n1,2\n2,3\n3,4\n");
        Path other = Files.writeString(directory.resolve("y.csv"), "when;what\n2026-01-01;7,5\n2026-01-02;8,5\n");

        assertThat(report(one, other))
                .anySatisfy(line -> assertThat(line).isEqualTo("watch.x.include = **/x.csv"))
                .anySatisfy(line -> assertThat(line).isEqualTo("watch.y.include = **/y.csv"));
    }

    @Test
    void values_of_the_header_are_suggested() throws IOException, URISyntaxException {
        assertThat(report(sample("kuehlraum.csv")))
                .anySatisfy(line -> assertThat(line).contains("%(header:Seriennummer)s", "40312345"));
    }

    @Test
    void an_empty_file_teaches_nothing_and_is_said_to() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.csv"), "");

        assertThat(report(file)).anySatisfy(line -> assertThat(line).contains("nothing to infer from"));
    }
}
