package io.jumbo.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.ExplainedException;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Chunks;
import io.jumbo.write.Rejects;
import io.jumbo.write.Written;
import io.jumbo.write.failure.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The log lines are read by people and by their alarms: wording and level are tested. Of a line's content there is nothing in them. */
class LoggedEventsTest {

    private static final String WATCH = "data";
    private static final String PATH = "run/a.txt";

    private final TailEvents log = new LoggedEvents();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private PrintStream original;

    @BeforeEach
    void capture() {
        original = System.err; // where slf4j-simple prints, at the time of each line
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(original);
    }

    // ---- files

    @Test
    void new_and_renamed_and_replaced_files_are_normal() {
        log.fileFound(WATCH, PATH);
        log.fileRenamed(WATCH, PATH, "run/old.txt");
        log.fileReplaced(WATCH, PATH);
        assertThat(lines())
                .containsExactly(
                        "INFO data: run/a.txt is new; reading it from the start",
                        "INFO data: run/old.txt was renamed to run/a.txt; reading on",
                        "INFO data: run/a.txt was replaced by another file; reading it from the start");
    }

    @Test
    void truncated_and_rewritten_files_are_a_surprise() {
        log.fileTruncated(WATCH, PATH, 40);
        log.fileRewritten(WATCH, PATH, 40);
        assertThat(lines())
                .containsExactly(
                        "WARN data: run/a.txt was cut to less than the 40 bytes already written; reading it from the start",
                        "WARN data: run/a.txt holds other content than the 40 bytes already written; reading it from the"
                                + " start");
    }

    @Test
    void second_names_and_copies_are_normal() {
        log.fileLinked(WATCH, PATH, "run/first.txt");
        log.fileCopied(WATCH, "run/a.txt.1", PATH);
        assertThat(lines())
                .containsExactly(
                        "INFO data: run/a.txt is another name of run/first.txt, under which it is read",
                        "INFO data: run/a.txt was copied to run/a.txt.1 and then cut; reading on in the copy");
    }

    @Test
    void changed_old_lines_are_a_surprise_and_the_line_names_the_option() {
        log.fileCutBack(WATCH, PATH, 40, 12);
        log.fileEdited(WATCH, PATH, 48);
        assertThat(lines())
                .containsExactly(
                        "WARN data: run/a.txt was cut from 40 bytes already written to the first 12 of them; nothing in it"
                                + " is new. Set jumbo.on-rewrite = reload to have such a file read again",
                        "WARN data: lines of run/a.txt that were already written have been changed; they stay as they are,"
                                + " reading on at byte 48. Set jumbo.on-rewrite = reload to have such a file read again");
    }

    @Test
    void waiting_leaving_going_and_forgetting_are_changes_of_state() {
        log.fileUnsettled(WATCH, PATH);
        log.fileLeft(WATCH, PATH);
        log.fileGone(WATCH, PATH);
        log.fileForgotten(WATCH, PATH);
        assertThat(lines())
                .containsExactly(
                        "INFO data: run/a.txt is being written anew or copied; waiting until that is over",
                        "INFO data: run/a.txt was moved away or deleted; reading what is left of it",
                        "INFO data: run/a.txt is gone; its offset is kept for now (jumbo.forget-after)",
                        "INFO data: run/a.txt is gone for so long that its offset was deleted (jumbo.forget-after)");
    }

    @Test
    void long_wait_is_a_warning_with_what_is_waited_for() {
        log.longWait(WATCH, PATH, Duration.ofMillis(11_900), "for a lock on table rows, held by process 7");
        log.longWaitOver(WATCH, PATH, Duration.ofSeconds(41));
        assertThat(lines())
                .containsExactly(
                        "WARN data: run/a.txt has been waiting for 11 s, for a lock on table rows, held by process 7",
                        "INFO data: run/a.txt waits no longer, after 41 s");
    }

    @Test
    void lost_bytes_are_an_error() {
        log.bytesAbandoned(WATCH, PATH, 17);
        assertThat(lines())
                .containsExactly("ERROR data: 17 bytes of run/a.txt can never be read: it was cut, replaced or deleted"
                        + " before they were, or its last line was never finished");
    }

    @Test
    void skipped_gap_is_a_surprise() {
        log.gapSkipped(WATCH, PATH, 40, 4096);
        assertThat(lines())
                .containsExactly("WARN data: passed over 4096 NUL bytes in run/a.txt from byte 40: nobody filled them");
    }

    @Test
    void normal_course_is_silent() {
        log.chunkWritten(WATCH, written(List.of()));
        log.offsetMoved(WATCH, PATH);
        assertThat(lines()).isEmpty();
    }

    @Test
    void unreadable_file_and_its_return() {
        log.fileUnreadable(WATCH, PATH, new AccessDeniedException("/data/run/a.txt"));
        log.fileReadable(WATCH, PATH);
        assertThat(lines())
                .containsExactly(
                        "WARN data: run/a.txt cannot be read now, will be tried again:"
                                + " java.nio.file.AccessDeniedException: /data/run/a.txt",
                        "INFO data: run/a.txt can be read again");
    }

    @Test
    void missing_directory_and_its_return() {
        log.directoryMissing(WATCH, "/data");
        log.directoryFound(WATCH, "/data");
        assertThat(lines())
                .containsExactly(
                        "WARN data: directory /data is not there or cannot be listed; waiting for it",
                        "INFO data: directory /data is there");
    }

    @Test
    void empty_directory_is_a_surprise_from_which_nothing_follows() {
        log.directoryEmpty(WATCH, "/data");
        assertThat(lines())
                .containsExactly("WARN data: no file is left in /data; nothing is concluded from that (is a share not"
                        + " mounted?)");
    }

    // ---- database

    @Test
    void lost_database_and_its_return() {
        log.databaseLost(WATCH, new SQLException("Connection refused", "08001"));
        log.watchResumed(WATCH, Duration.ofSeconds(75));
        assertThat(lines())
                .containsExactly(
                        "WARN data: the database takes no rows, will be tried again: Connection refused (SQLSTATE 08001)",
                        "INFO data: goes on after 75 s");
    }

    @Test
    void pause_needs_a_person_and_says_all_the_server_said() {
        log.watchPaused(WATCH, new SQLException("column \"grams\" of relation \"t\" does not exist", "42703"));
        log.watchPaused(WATCH, new IllegalStateException("no bean dataSource"));
        assertThat(lines())
                .containsExactly(
                        "ERROR data: paused until this is mended, then goes on by itself: column \"grams\" of relation"
                                + " \"t\" does not exist (SQLSTATE 42703)",
                        "ERROR data: paused until this is mended, then goes on by itself:"
                                + " java.lang.IllegalStateException: no bean dataSource");
    }

    @Test
    void sql_for_the_owner_of_the_schema_is_logged_to_its_end() {
        SQLException refused = new SQLException("ERROR: permission denied for schema public", "42501");
        log.watchPaused(
                WATCH,
                new ExplainedException(
                        "tables are missing (" + refused.getMessage() + "); run:\nCREATE TABLE x (a int);", refused));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("; run (SQLSTATE 42501):", "CREATE TABLE x (a int);")
                .doesNotContain("(a int); (");
    }

    @Test
    void zone_that_the_server_does_not_know_is_named_though_its_sqlstate_is_one_of_lines() {
        log.watchPaused(
                WATCH,
                new PSQLException(
                        new ServerErrorMessage(
                                "SFATAL\0C22023\0Minvalid value for parameter \"TimeZone\": \"PST\"\0Rcall_string_check_hook\0")));
        assertThat(lines())
                .singleElement()
                .asString()
                .contains(
                        "invalid value for parameter \"TimeZone\": \"PST\": the driver tells the server the zone of this Java process")
                .endsWith("(SQLSTATE 22023)");
    }

    @Test
    void table_that_may_not_be_created_is_a_surprise() {
        log.tableNotCreated(WATCH, new SQLException("permission denied for schema public", "42501"));
        assertThat(lines())
                .containsExactly(
                        "WARN data: jumbo.create-table may not be run; going on in case the table exists. Grant the"
                                + " privilege or leave jumbo.create-table empty: permission denied for schema public"
                                + " (SQLSTATE 42501)");
    }

    // ---- rejected lines

    @Test
    void one_rejected_line_is_one_line_in_the_log() {
        log.chunkWritten(WATCH, written(List.of(Rejects.rejection(8, "22P04", "expected 3 fields, got 2"))));
        assertThat(lines())
                .containsExactly(
                        "WARN data: a line was rejected, kept as dead letters: 1 in run/a.txt, first line 3 at byte"
                                + " 8: 22P04 expected 3 fields, got 2; `jumbo dead-letters list` shows them");
    }

    @Test
    void many_rejected_lines_are_one_line_in_the_log() {
        log.chunkWritten(
                WATCH,
                written(List.of(
                        Rejects.rejection(8, "22P04", "expected 3 fields, got 2"),
                        Rejects.rejection(99, "22P04", "expected 3 fields, got 4"))));
        assertThat(lines())
                .containsExactly(
                        "WARN data: lines were rejected, kept as dead letters: 2 in run/a.txt, first line 3 at byte"
                                + " 8: 22P04 expected 3 fields, got 2; `jumbo dead-letters list` shows them");
    }

    @Test
    void file_held_back_needs_a_person() {
        log.fileHeldBack(
                WATCH, PATH, Rejects.consecutive(PATH, Rejects.rejection(8, "22P04", "expected 3 fields, got 2")));
        log.fileReleased(WATCH, PATH);
        assertThat(lines())
                .containsExactly(
                        "ERROR data: run/a.txt is held back: the last 100 lines of the watch were rejected, in run/a.txt from line 3 at"
                                + " byte 8 on: expected 3 fields, got 2 (SQLSTATE 22P04). Correct jumbo.insert or the file; nothing of"
                                + " it is lost",
                        "INFO data: run/a.txt goes on");
    }

    /** What PostgreSQL says of a value, in three of its languages; names of tables and constraints may stay. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            22P02 | invalid input syntax for type double precision: "secret"        | invalid input syntax for type double precision: …
            22P02 | invalid input syntax for type integer: "a"secret"b"             | invalid input syntax for type integer: …
            22P02 | invalid input syntax for type integer: "se (secret"             | invalid input syntax for type integer: …
            22P02 | ungültige Eingabesyntax für Typ integer: »secret«               | ungültige Eingabesyntax für Typ integer: …
            22P02 | syntaxe en entrée invalide pour le type integer : « secret »    | syntaxe en entrée invalide pour le type integer : …
            22P02 | invalid input syntax for type json (Token "secret" is invalid.) | invalid input syntax for type json…
            22003 | value "secret" is out of range for type integer                 | value …
            22001 | value too long for type character varying(3)                    | value too long for type character varying(3)
            23505 | duplicate key value violates unique constraint "t_pkey" (Key (id)=(secret) already exists.) | duplicate key value violates unique constraint "t_pkey"…
            23514 | new row for relation "t" violates check constraint "t_check" (Failing row contains (secret).) | new row for relation "t" violates check constraint "t_check"…
            23503 | insert or update on table "t" violates foreign key constraint "f" (Key (id)=(sec"ret) is not present) | insert or update on table "t" violates foreign key constraint "f"…
            42501 | new row violates row-level security policy for table "t"        | new row violates row-level security policy for table "t"
            P0001 | secret is not plausible                                         | (the reason may quote the line)
            U0001 | secret is not plausible                                         | (the reason may quote the line)
            22000 | the weight ‘secret’ is not plausible                            | the weight …
            """)
    void content_of_a_line_is_never_logged(String sqlState, String reason, String logged) {
        Rejection rejection = Rejects.rejection(8, sqlState, reason);
        log.chunkWritten(WATCH, written(List.of(rejection)));
        log.fileHeldBack(WATCH, PATH, Rejects.consecutive(PATH, rejection));
        assertThat(lines()).hasSize(2).noneMatch(line -> line.contains("secret") || line.contains("ret)"));
        assertThat(lines().get(0)).contains(": " + sqlState + " " + logged + "; `jumbo");
    }

    private static Written written(List<Rejection> rejections) {
        Chunk chunk = Chunks.of(PATH, "secret", "secret");
        return new Written(chunk, 2, rejections, () -> {});
    }

    /** Level and text of each line printed. */
    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^\\[[^]]*] (\\w+) jumbo - ", "$1 "))
                .toList();
    }
}
