package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is a line, and what of it becomes a value. */
class LineScenarioIT extends Scenario {

    /** Scenario 13. */
    @Test
    void a_line_written_in_two_parts_is_one_row() throws Exception {
        start();
        append("a.txt", "1.0\n2.");
        rowsBecome("1.0");
        append("a.txt", "5\n");
        rowsBecome("1.0", "2.5");
    }

    /** Scenario 15. */
    @Test
    void a_line_without_its_end_is_no_row_until_it_ends() throws Exception {
        append("a.txt", "1\n2");
        start();
        rowsBecome("1");
        pollsPass(5);
        assertThat(rows()).containsExactly("1");
        append("a.txt", "\n");
        rowsBecome("1", "2");
    }

    @Test
    void a_file_has_caught_up_when_its_last_complete_line_is_written_and_again_after_further_ones() throws Exception {
        append("a.txt", "1\n2\n3");
        start(watch().chunkBytes(64 << 10));
        hears("file caught up: a.txt");
        assertThat(rows()).containsExactly("1", "2");
        pollsPass(3);
        heardOnce("file caught up: a.txt");
        append("a.txt", "\n");
        eventually(
                () -> assertThat(events.beginningWith("file caught up: a.txt")).hasSize(2));
        rowsBecome("1", "2", "3");
    }

    /** Scenario 16. */
    @Test
    void lf_and_crlf_end_a_line_and_a_lone_cr_is_data() throws Exception {
        append("a.txt", "1\r\n2\r\n3\n4\r5\r\n6\n");
        start();
        rowsBecome("1", "2", "3", "4\r5", "6");
    }

    /** Scenario 17. */
    @Test
    void a_crlf_torn_between_two_writes_is_one_end() throws Exception {
        start();
        append("a.txt", "1\r");
        pollsPass(3);
        assertThat(rows()).isEmpty();
        append("a.txt", "\n2\r\n");
        rowsBecome("1", "2");
    }

    /** Scenario 18. */
    @Test
    void empty_lines_are_no_rows_but_counted() throws Exception {
        append("a.txt", "a\n\n\r\nb\n");
        start();
        rowsBecome("a", "b");
        assertThat(database.column("SELECT lines FROM jumbo_offsets WHERE path = 'a.txt'"))
                .containsExactly("4");
    }

    /** Scenario 19. */
    @Test
    void a_file_of_empty_lines_only_is_followed_to_its_end() throws Exception {
        append("a.txt", "\n\r\n\n");
        start();
        eventually(() -> assertThat(database.column("SELECT next_byte FROM jumbo_offsets WHERE path = 'a.txt'"))
                .containsExactly("4"));
        append("a.txt", "x\n");
        rowsBecome("x");
    }

    /** Scenario 20. */
    @Test
    void a_line_of_a_megabyte_between_two_short_ones_is_whole() throws Exception {
        String megabyte = "x".repeat(1 << 20);
        append("a.txt", "before\n" + megabyte + "\nafter\n");
        start();
        rowsBecome("before", megabyte, "after");
    }

    /** Scenario 21. */
    @Test
    void a_line_that_is_too_long_is_a_dead_letter_and_its_neighbours_are_rows() throws Exception {
        String tooLong = "0123456789".repeat(5);
        append("a.txt", "before\n" + tooLong + "\r\nafter\n" + tooLong.substring(0, 20) + "\n");
        start(watch().maxLineBytes(20));
        rowsAndDeadLettersBecome(
                List.of("before", "after", tooLong.substring(0, 20)), List.of("a.txt line 2 byte 7: 54000"));
        assertThat(database.column("SELECT line_bytes || ' ' || convert_from(line, 'UTF8') FROM jumbo_dead_letters"))
                .containsExactly("50 " + tooLong.substring(0, 20));
    }

    /** Scenario 22, in small: of what has no end nothing is kept in memory. */
    @Test
    void megabytes_without_an_end_of_line_keep_no_other_file_waiting() throws Exception {
        start(watch().maxLineBytes(1 << 16));
        for (int megabyte = 1; megabyte <= 16; megabyte++) {
            append("endless.txt", "x".repeat(1 << 20));
            append("a.txt", numbers(megabyte, megabyte));
            rowsBecome(numbered(1, megabyte));
        }
        append("endless.txt", "\n17\n");
        rowsAndDeadLettersBecome(List.of(numbered(1, 17)), List.of("endless.txt line 1 byte 0: 54000"));
        assertThat(database.column("SELECT line_bytes FROM jumbo_dead_letters")).containsExactly("16777216");
    }

    /** Scenario 23. */
    @Test
    void blanks_and_tabs_around_a_line_are_kept() throws Exception {
        append("a.txt", "  a \t\n\t\n");
        start();
        rowsBecome("  a \t", "\t");
    }

    /** Scenario 23. */
    @Test
    void blanks_and_tabs_around_a_field_are_kept() throws Exception {
        database.execute("CREATE TABLE pairs (a text, b text)");
        append("a.txt", " a ,\tb \n");
        start(watch().insert("INSERT INTO pairs (a, b) VALUES (%s, %s)"));
        eventually(() -> assertThat(database.column("SELECT '[' || a || '|' || b || ']' FROM pairs"))
                .containsExactly("[ a |\tb ]"));
    }

    /** Scenario 67. */
    @Test
    void a_line_that_is_no_text_is_a_dead_letter_with_its_bytes() throws Exception {
        append("a.txt", "1\n");
        append("a.txt", new byte[] {'a', 0, 'b', '\n', 'c', (byte) 0xFF, (byte) 0xFE, '\n'});
        append("a.txt", "2\n");
        start();
        rowsAndDeadLettersBecome(
                List.of("1", "2"), List.of("a.txt line 2 byte 2: 22021", "a.txt line 3 byte 6: 22021"));
        assertThat(database.column("SELECT encode(line, 'hex') FROM jumbo_dead_letters ORDER BY id"))
                .containsExactly("610062", "63fffe");
    }

    /** Scenario 68. */
    @Test
    void a_line_with_too_few_or_too_many_fields_is_a_dead_letter_that_says_so() throws Exception {
        database.execute("CREATE TABLE triples (a text, b text, c text)");
        append("a.txt", "1,2,3\n1,2\n1,2,3,4\n4,5,6\n");
        start(watch().insert("INSERT INTO triples (a, b, c) VALUES (%s, %s, %s)"));
        eventually(() ->
                assertThat(database.column("SELECT a || b || c FROM triples")).containsExactly("123", "456"));
        assertThat(database.column("SELECT sqlstate || ' ' || reason FROM jumbo_dead_letters ORDER BY id"))
                .containsExactly("22P04 expected 3 fields, got 2", "22P04 expected 3 fields, got 4");
    }

    /** Scenario 72. */
    @Test
    void sql_in_the_data_is_text() throws Exception {
        String[] hostile = {
            "1); DROP TABLE t;--",
            "'",
            "''); DELETE FROM t; --",
            "%s",
            "%",
            "\\",
            "\\'",
            "$1",
            "?",
            ":?path",
            "{1,2}",
            "\"",
            "NULL",
            "${body}",
            "{{jumbo.insert}}"
        };
        append("a.txt", String.join("\n", hostile) + "\n");
        start();
        rowsBecome(hostile);
    }

    /** Scenario 72. */
    @Test
    void sql_in_a_field_is_text_also_in_a_batch() throws Exception {
        database.execute("CREATE TABLE words (word text)");
        append("a.txt", "'); DROP TABLE words;--\n\\\n?\n");
        start(watch().insert("INSERT INTO words (word) SELECT %s"));
        eventually(() -> assertThat(database.column("SELECT word FROM words"))
                .containsExactly("'); DROP TABLE words;--", "\\", "?"));
    }

    /** Scenario 73. */
    @Test
    void a_byte_order_mark_is_no_part_of_the_first_value() throws Exception {
        append("a.txt", "\uFEFF1\n2\n");
        start();
        rowsBecome("1", "2");
    }

    /** Scenario 73: a logger opens its file anew for each line. In all ways of writing, and in dead letters. */
    @Test
    void a_byte_order_mark_at_the_start_of_any_line_is_no_part_of_a_value() throws Exception {
        database.execute("CREATE TABLE readings (v float8, note text, at_byte bigint)");
        append("a.txt", "\uFEFF1,\"a, b\"\n\uFEFF2,b\n");
        start(watch().insert("INSERT INTO readings VALUES (%s, %s, %(first_byte)s)"));
        append("a.txt", "\uFEFF\"3\",c\n\uFEFFx,d\n\uFEFF\n");
        eventually(() -> {
            assertThat(database.column("SELECT v || ' ' || note || ' ' || at_byte FROM readings ORDER BY v"))
                    .containsExactly("1 a, b 0", "2 b 12", "3 c 19");
            assertThat(deadLetters()).containsExactly("a.txt line 4 byte 28: 22P02");
        });
        assertThat(database.column("SELECT convert_from(line, 'UTF8') || ' ' || line_bytes FROM jumbo_dead_letters"))
                .containsExactly("\uFEFFx,d 6");
    }

    @Test
    void a_file_whose_lines_end_with_cr_is_told_once_with_the_option_to_set() throws Exception {
        append("a.txt", "1\r2\r3\r");
        append("b.txt", "1\n2");
        start();
        rowsBecome("1");
        timePasses(Duration.ofSeconds(6));
        hears("file without lines: no line end in 6 bytes of a.txt; there are 3 CRs: set jumbo.line-end = cr");
        append("a.txt", "4\r");
        pollsPass(3);
        timePasses(Duration.ofSeconds(6));
        pollsPass(3);
        assertThat(events.beginningWith("file without lines")).hasSize(1);
    }

    @Test
    void a_file_of_utf_16_is_held_back_and_told_once_and_its_neighbours_are_read() throws Exception {
        append("a.txt", "1\r\n2\r\n".getBytes(StandardCharsets.UTF_16)); // with its byte order mark
        append("b.txt", "3\r\n4\r\n".getBytes(StandardCharsets.UTF_16LE));
        append("c.txt", "5\n");
        start();
        rowsBecome("5");
        eventually(() -> assertThat(events.beginningWith("file without lines")).hasSize(2));
        hears("file without lines: a.txt is not read: it looks like UTF-16; set jumbo.charset = UTF-16");
        hears("file without lines: b.txt is not read: it looks like UTF-16; set jumbo.charset = UTF-16LE");
        append("a.txt", "3\r\n".getBytes(StandardCharsets.UTF_16BE));
        pollsPass(3);
        assertThat(events.beginningWith("file without lines")).hasSize(2);
        assertThat(deadLetters()).isEmpty();
        Files.writeString(file("a.txt"), "6\n");
        rowsBecome("5", "6");
    }

    /** Scenario 100. */
    @Test
    void the_tutorials_table_takes_its_line_once_and_keeps_the_second_as_a_dead_letter() throws Exception {
        append("a.txt", "1.5\n");
        start(watch().insert("INSERT INTO data_container (ID) VALUES (%s)")
                .createTable("CREATE TABLE IF NOT EXISTS data_container (ID FLOAT PRIMARY KEY NOT NULL)"));
        eventually(() ->
                assertThat(database.column("SELECT id FROM data_container")).containsExactly("1.5"));
        append("a.txt", "1.5\n2.5\n");
        eventually(() ->
                assertThat(database.column("SELECT id FROM data_container")).containsExactly("1.5", "2.5"));
        assertThat(deadLetters()).containsExactly("a.txt line 2 byte 4: 23505");
    }
}
