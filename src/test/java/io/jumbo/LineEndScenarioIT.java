package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.option.StartAt;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that may end with a lone CR, and what happens between a CR and the LF that belongs to it. */
class LineEndScenarioIT extends Scenario {

    @Test
    void a_cr_ends_a_line_and_line_ends_may_be_mixed() throws Exception {
        append("a.txt", "1\r2\r\n3\n\r4\r\r5");
        start(cr());
        rowsBecome("1", "2", "3", "4");
        assertThat(offset("a.txt")).isEqualTo("byte 11, line 6");
        append("a.txt", "\r");
        rowsBecome("1", "2", "3", "4", "5");
    }

    @Test
    void a_line_is_a_row_at_its_cr_and_the_lf_that_follows_makes_none() throws Exception {
        start(cr());
        append("a.txt", "1\r");
        rowsBecome("1");
        append("a.txt", "\n");
        offsetBecomes("a.txt", "byte 3, line 1");
        append("a.txt", "2\r");
        rowsBecome("1", "2");
        append("a.txt", "\n3\r\n");
        rowsBecome("1", "2", "3");
        offsetBecomes("a.txt", "byte 9, line 3");
        assertThat(events.beginningWith("gap skipped")).isEmpty();
    }

    @Test
    void an_lf_that_comes_after_a_restart_and_a_new_name_belongs_to_its_cr() throws Exception {
        append("a.txt", "1\r\n2\r");
        start(cr());
        rowsBecome("1", "2");
        stop();
        Files.move(file("a.txt"), file("b.txt"));
        append("b.txt", "\n3\r\nx");
        start(cr());
        rowsBecome("1", "2", "3");
        offsetBecomes("b.txt", "byte 9, line 3");
    }

    @Test
    void an_lf_that_is_only_in_the_copy_of_a_file_that_was_cut_belongs_to_its_cr() throws Exception {
        append("a.txt", "1\r");
        start(cr().include("**/*.txt", "**/*.txt.1"));
        rowsBecome("1");
        unseen(() -> {
            append("a.txt", "\n2\r\n");
            Files.copy(file("a.txt"), file("a.txt.1"));
            cut("a.txt", 0);
            append("a.txt", "3\r");
        });
        rowsBecome("1", "2", "3");
        offsetBecomes("a.txt.1", "byte 6, line 2");
    }

    @Test
    void an_lf_that_is_written_after_its_file_was_cut_makes_no_row() throws Exception {
        append("a.txt", "1\r");
        start(cr().include("**/*.txt", "**/*.txt.1"));
        rowsBecome("1");
        unseen(() -> {
            Files.copy(file("a.txt"), file("a.txt.1"));
            cut("a.txt", 0);
        });
        append("a.txt", "\n2\r\n");
        rowsBecome("1", "2");
    }

    @Test
    void a_dead_letter_says_where_its_line_stands() throws Exception {
        database.execute("CREATE TABLE n (v int)");
        start(cr().insert("INSERT INTO n VALUES (%s)"));
        append("a.txt", "1\r");
        offsetBecomes("a.txt", "byte 2, line 1");
        append("a.txt", "\nx\r\n\r\n2\ry\n3\r");
        eventually(() -> {
            assertThat(database.column("SELECT v FROM n ORDER BY v")).containsExactly("1", "2", "3");
            assertThat(deadLetters()).containsExactly("a.txt line 2 byte 3: 22P02", "a.txt line 5 byte 10: 22P02");
        });
    }

    @Test
    void csv_fields_end_in_front_of_a_cr() throws Exception {
        database.execute("CREATE TABLE n (v int, w text)");
        append("a.txt", "1,a\r2, \"b, c\"\r\n3,\r");
        start(cr().insert("INSERT INTO n VALUES (%s, %s)"));
        eventually(() -> assertThat(database.column("SELECT v || coalesce(w, ' is null') FROM n ORDER BY v"))
                .containsExactly("1a", "2b, c", "3 is null"));
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void a_line_that_ends_with_cr_and_is_too_long_is_a_dead_letter_and_its_neighbours_are_rows() throws Exception {
        append("a.txt", "before\r" + "0123456789".repeat(5) + "\rafter\r\n");
        start(cr().maxLineBytes(20));
        rowsAndDeadLettersBecome(List.of("before", "after"), List.of("a.txt line 2 byte 7: 54000"));
    }

    @Test
    void lines_of_a_file_that_begins_at_its_end_are_those_behind_its_last_cr() throws Exception {
        append("a.txt", "1\r2\r3");
        start(cr().startAt(StartAt.END));
        endIsNoted();
        append("a.txt", "4\r5\r");
        eventually(() -> assertThat(rows()).contains("34", "5").doesNotContain("1", "2"));
    }

    private FileWatcher.Definition cr() {
        return watch().lineEnd(LineEnd.CR);
    }

    private void offsetBecomes(String path, String offset) {
        eventually(() -> assertThat(offset(path)).isEqualTo(offset));
    }

    private String offset(String path) {
        List<String> offsets = database.column("SELECT 'byte ' || next_byte || ', line ' || lines FROM jumbo_offsets"
                + " WHERE replaced_at IS NULL AND path = '" + path + "'");
        return String.join("; ", offsets);
    }
}
