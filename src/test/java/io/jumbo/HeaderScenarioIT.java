package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Files with a header, and what happens to them. */
class HeaderScenarioIT extends Scenario {

    private static final String BY_NAME = "INSERT INTO t (path, line) VALUES (%(path)s, %(Volt)s)";

    @Test
    void header_of_an_ordinary_file_becomes_no_row_also_after_a_restart() throws Exception {
        append("f.txt", "Time,Volt\n1,2.5\n");
        start(watch().insert(BY_NAME));
        rowsAre("2.5");
        stop();
        append("f.txt", "2,3.5\n");
        start(watch().insert(BY_NAME));
        rowsAre("2.5", "3.5");
    }

    @Test
    void columns_are_found_by_name_in_each_file_anew() throws Exception {
        append("a.txt", "Time,Volt\n1,2.5\n");
        append("b.txt", "Volt,Time\n3.5,1\n");
        start(watch().insert(BY_NAME));
        rowsAre("2.5", "3.5");
    }

    @Test
    void file_that_lacks_a_name_is_held_back_and_read_when_the_statement_is_corrected() throws Exception {
        append("f.txt", "Time,Volts\n1,2.5\n");
        start(watch().insert(BY_NAME).option("header-lines", "1"));
        eventually(() ->
                assertThat(events.beginningWith("file without lines: f.txt")).isNotEmpty());
        assertThat(rows()).isEmpty();
        stop();
        start(watch().insert(BY_NAME.replace("Volt", "Volts")).option("header-lines", "1"));
        rowsAre("2.5");
    }

    @Test
    void lines_that_were_taken_for_a_header_by_mistake_are_read_when_the_options_are_corrected() throws Exception {
        append("f.txt", "title\n[data]\n1\n2\n");
        start(watch().option("header-end", "^.dta."));
        offsetReachesTheEndOf("f.txt");
        stop();
        start(watch().option("header-end", "^.data."));
        rowsAre("1", "2");
    }

    /** By its position at first, then by a name that is nowhere, then by its position again. */
    @Test
    void rows_are_not_written_again_when_a_statement_that_asks_for_a_header_is_taken_back() throws Exception {
        append("f.txt", "1,2.5\n2,3.5\n");
        String byPosition = "INSERT INTO t (path, line) VALUES (%(path)s, %2$s)";
        start(watch().insert(byPosition));
        rowsAre("2.5", "3.5");
        stop();
        append("f.txt", "3,4.5\n");
        start(watch().insert(BY_NAME));
        offsetReachesTheEndOf("f.txt");
        stop();
        append("f.txt", "4,5.5\n");
        start(watch().insert(byPosition));
        rowsAre("2.5", "3.5", "4.5", "5.5");
    }

    @Test
    void lines_that_were_counted_as_a_header_are_read_when_there_is_none() throws Exception {
        append("f.txt", "1\n2\n");
        start(watch().option("header-lines", "100"));
        offsetReachesTheEndOf("f.txt");
        stop();
        append("f.txt", "3\n");
        start(watch());
        rowsAre("1", "2", "3");
    }

    @Test
    void lines_behind_an_end_of_the_data_that_was_none_are_read_when_that_is_corrected() throws Exception {
        append("f.txt", "title\n1\nmean\n2\n3\n");
        start(watch().option("header-lines", "1").option("data-end", "^mean"));
        offsetReachesTheEndOf("f.txt");
        stop();
        start(watch().option("header-lines", "1").option("skip", "^mean"));
        append("f.txt", "4\n");
        rowsAre("1", "2", "3", "4");
    }

    @Test
    void record_before_a_line_that_is_too_long_is_written() throws Exception {
        append("f.txt", "-- 1\na\n" + "x".repeat(200) + "\n-- 2\nb\n-- 3\n");
        start(watch().maxLineBytes(100).option("record-start", "^--"));
        rowsAre("-- 1\na", "-- 2\nb");
        assertThat(database.count("jumbo_dead_letters")).isOne();
    }

    /** Stopped between the end of the header and the names. */
    @Test
    void names_below_the_header_of_a_later_section_are_learnt_also_after_a_restart() throws Exception {
        append("f.txt", "[DATA]\nTime,Volt\n1,2.5\nEND\n[DATA]\n");
        start(watch().insert(BY_NAME).option("header-end", "^.DATA").option("data-end", "^END"));
        rowsAre("2.5");
        offsetReachesTheEndOf("f.txt");
        stop();
        append("f.txt", "Volt,Time\n3.5,2\n");
        start(watch().insert(BY_NAME).option("header-end", "^.DATA").option("data-end", "^END"));
        rowsAre("2.5", "3.5");
    }

    @Test
    void file_that_is_cut_in_place_goes_on_with_the_names_that_it_had() throws Exception {
        append("f.txt", "Time,Volt\n1,2.5\n");
        start(watch().insert(BY_NAME));
        rowsAre("2.5");
        Files.copy(file("f.txt"), file("f.txt.1"));
        Files.writeString(file("f.txt"), "");
        append("f.txt", "2,3.5\n");
        rowsAre("2.5", "3.5");
    }

    private void rowsAre(String... lines) {
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder(lines));
    }

    private void offsetReachesTheEndOf(String path) {
        eventually(() -> assertThat(database.column("SELECT next_byte FROM jumbo_offsets WHERE path = '" + path + "'"))
                .containsExactly(String.valueOf(Files.size(file(path)))));
    }
}
