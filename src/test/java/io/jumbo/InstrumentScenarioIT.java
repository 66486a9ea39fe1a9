package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What users of other tailers met with files of instruments. */
class InstrumentScenarioIT extends Scenario {

    private static final String ALL_OF_LINE = "INSERT INTO t (path, line) VALUES (%(path)s, ";

    /** Scenario 75. */
    @Test
    void degrees_and_decimal_commas_of_a_windows_program_are_read() throws Exception {
        Files.write(file("f.txt"), "23,5;°C µm\n-1.024,25;Ω?\n".getBytes(Charset.forName("windows-1252")));
        start(watch().insert(ALL_OF_LINE + "concat(%s::numeric, ' ', %s))")
                .option("charset", "windows-1252")
                .option("delimiter", ";")
                .option("decimal-separator", ",")
                .option("thousands-separator", "."));
        rowsAre("23.5 °C µm", "-1024.25 ??");
        assertThat(database.count("jumbo_dead_letters")).isZero();
    }

    /** Scenario 76. The line end inside of the quotes, and the rest, come later. */
    @Test
    void quoted_field_that_goes_on_over_a_line_end_is_one_row() throws Exception {
        append("f.txt", "1,\"a, \"\"b\"\"\n");
        start(watch().insert(ALL_OF_LINE + "concat(%s::int, ' ', %s))")
                .option("record-start", "^[0-9]+,")
                .option("record-timeout", "2s"));
        stop();
        append("f.txt", "and c\"\n2,d\n");
        start(watch().insert(ALL_OF_LINE + "concat(%s::int, ' ', %s))")
                .option("record-start", "^[0-9]+,")
                .option("record-timeout", "2s"));
        eventually(() -> {
            timePasses(Duration.ofSeconds(1));
            assertThat(rows()).containsExactlyInAnyOrder("1 a, \"b\"\nand c", "2 d");
        });
    }

    /** Scenario 77. Stopped in the middle of the data, and rotated. */
    @Test
    void preamble_titles_and_units_are_no_rows_and_no_row_is_eaten() throws Exception {
        String header = "~ comment\n".repeat(13) + "Depth,Temp\nm,degC\n";
        append("f.txt", header + "1,10\n2,20\n");
        start(byTitle());
        rowsAre("10", "20");
        stop();
        append("f.txt", "3,30\n");
        start(byTitle());
        rowsAre("10", "20", "30");
        Files.move(file("f.txt"), file("f.1.txt"));
        append("f.txt", header);
        append("f.txt", "4,40\n");
        rowsAre("10", "20", "30", "40");
        assertThat(database.count("jumbo_dead_letters")).isZero();
    }

    private FileWatcher.Definition byTitle() {
        return watch().insert(ALL_OF_LINE + "%(Temp)s)")
                .option("comment-prefix", "~")
                .option("skip", "^m,");
    }

    /** Scenario 78. */
    @Test
    void columns_in_another_order_in_the_next_file_are_found_by_their_titles() throws Exception {
        append("a.txt", "Depth,Temp\n1,10\n");
        start(watch().insert(ALL_OF_LINE + "%(Temp)s)"));
        rowsAre("10");
        append("b.txt", "Temp,Cond,Depth\n20,5,2\n");
        rowsAre("10", "20");
    }

    /** Scenario 79. */
    @Test
    void what_is_known_of_a_line_is_right_after_a_restart_and_a_rotation() throws Exception {
        append("S7-run.txt", "a\nb\n");
        start(metadata());
        rowsAre("S7 S7-run.txt 1 0 a", "S7 S7-run.txt 2 2 b");
        stop();
        append("S7-run.txt", "c\n");
        start(metadata());
        rowsAre("S7 S7-run.txt 1 0 a", "S7 S7-run.txt 2 2 b", "S7 S7-run.txt 3 4 c");
        Files.move(file("S7-run.txt"), file("S7-run.1.txt"));
        append("S7-run.txt", "d\n");
        Files.writeString(file("S7-run.1.txt"), "e\n", StandardOpenOption.APPEND);
        rowsAre(
                "S7 S7-run.txt 1 0 a",
                "S7 S7-run.txt 2 2 b",
                "S7 S7-run.txt 3 4 c",
                "S7 S7-run.txt 1 0 d",
                "S7 S7-run.1.txt 4 6 e");
    }

    private FileWatcher.Definition metadata() {
        return watch().insert(ALL_OF_LINE
                        + "concat_ws(' ', %(serial)s, %(file_name)s, %(line_number)s, %(first_byte)s, %(line)s))")
                .option("path-pattern", "^(?<serial>S\\d+)-");
    }

    /** Scenario 80. */
    @Test
    void record_without_an_end_is_a_row_after_silence_and_not_again_after_a_stop() throws Exception {
        append("f.txt", "-- 1\na\n-- 2\nb\n");
        start(records());
        eventually(() -> {
            timePasses(Duration.ofSeconds(1));
            assertThat(rows()).containsExactly("-- 1\na", "-- 2\nb");
        });
        stop();
        start(records());
        append("f.txt", "-- 3\nc\n");
        eventually(() -> {
            timePasses(Duration.ofSeconds(1));
            assertThat(rows()).containsExactly("-- 1\na", "-- 2\nb", "-- 3\nc");
        });
    }

    private FileWatcher.Definition records() {
        return watch().insert(ALL_OF_LINE + "%(line)s)")
                .option("record-start", "^--")
                .option("record-timeout", "2s");
    }

    private void rowsAre(String... lines) {
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder(lines));
    }
}
