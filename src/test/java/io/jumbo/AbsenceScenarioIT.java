package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files and directories that are away for a while. What cannot be seen is not gone. */
class AbsenceScenarioIT extends Scenario {

    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void a_directory_that_is_away_for_a_while_is_read_on() throws Exception {
        append("a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Path away = Files.move(directory, temporary.resolve("away"));
        hears("directory missing");
        timePasses(LONG);
        Files.move(away, directory);
        append("a.txt", numbers(4, 4));
        hears("directory found");
        rowsBecome("1", "2", "3", "4");
        heardOnce("directory missing");
        assertThat(offsets()).contains("a.txt 8 here");
        assertThat(events.beginningWith("file changed: a.txt Gone")).isEmpty();
    }

    @Test
    void a_share_that_is_not_mounted_leaves_an_empty_directory_and_nothing_is_forgotten() throws Exception {
        append("a.txt", numbers(1, 3));
        append("b.txt", numbers(4, 4));
        start();
        rowsBecomeInAnyOrder("1", "2", "3", "4");
        List<String> before = offsets();
        Path share = Files.move(directory, temporary.resolve("share"));
        Files.createDirectory(directory);
        hears("directory empty");
        for (int times = 0; times < 5; times++) {
            timePasses(LONG);
            emptyDirectoryIsPolled();
        }
        assertThat(offsets()).isEqualTo(before);
        Files.delete(directory);
        Files.move(share, directory);
        append("a.txt", numbers(5, 5));
        rowsBecomeInAnyOrder("1", "2", "3", "4", "5");
        heardOnce("directory empty");
        assertThat(events.beginningWith("file changed")).noneMatch(event -> event.endsWith("Gone"));
    }

    /** Without a file of its own; a poll leaves its trace in the database. */
    private void emptyDirectoryIsPolled() {
        int commits = commits();
        eventually(() -> assertThat(commits()).isGreaterThan(commits + 1));
    }

    private int commits() {
        return Integer.parseInt(
                database.column("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")
                        .get(0));
    }

    @Test
    void a_subdirectory_that_is_away_for_a_while_is_read_on() throws Exception {
        Files.createDirectory(file("sub"));
        append("sub/a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Path away = Files.move(file("sub"), temporary.resolve("away"));
        pollsPass(3);
        timePasses(LONG);
        hears("file changed: sub/a.txt Gone");
        assertThat(offsets()).contains("sub/a.txt 6 gone");
        Files.move(away, file("sub"));
        append("sub/a.txt", numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
        assertThat(offsets()).contains("sub/a.txt 8 here");
        heardOnce("file changed: sub/a.txt New");
    }

    /** Scenario 8: not even root can look into a directory that is a link to itself. */
    @Test
    void a_subdirectory_that_cannot_be_looked_into_is_not_gone() throws Exception {
        Files.createDirectory(file("sub"));
        append("sub/a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Path away = Files.move(file("sub"), temporary.resolve("away"));
        Files.createSymbolicLink(file("sub"), Path.of("sub"));
        for (int times = 0; times < 3; times++) {
            timePasses(LONG);
            pollsPass(2);
        }
        assertThat(offsets()).contains("sub/a.txt 6 here");
        assertThat(events.beginningWith("file changed: sub/a.txt Gone")).isEmpty();
        Files.delete(file("sub"));
        Files.move(away, file("sub"));
        append("sub/a.txt", numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
    }

    @Test
    void a_file_moved_out_and_back_adds_nothing_but_what_was_appended_meanwhile() throws Exception {
        append("a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        Path out = temporary.resolve("a.txt");
        Files.move(file("a.txt"), out);
        pollsPass(3);
        Files.move(out, file("a.txt"));
        rowsBecome("1", "2", "3");
        Files.move(file("a.txt"), out);
        pollsPass(3);
        timePasses(LONG);
        hears("file changed: a.txt Gone");
        appendOutside(out, numbers(4, 4));
        Files.move(out, file("a.txt"));
        rowsBecome("1", "2", "3", "4");
        heardOnce("file changed: a.txt New");
    }

    @Test
    void a_file_moved_out_while_stopped_and_back_under_another_name_is_read_on() throws Exception {
        append("a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        stop();
        Path out = temporary.resolve("a.txt");
        Files.move(file("a.txt"), out);
        start();
        hears("file changed: a.txt Gone");
        Files.move(out, file("b.txt"));
        hears("file changed: b.txt Renamed");
        append("b.txt", numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
    }

    private static void appendOutside(Path file, String text) throws IOException {
        Files.writeString(file, Files.readString(file) + text);
    }

    private List<String> offsets() {
        return database.column(
                "SELECT path || ' ' || next_byte || CASE WHEN gone_at IS NULL THEN ' here' ELSE ' gone' END"
                        + " FROM jumbo_offsets WHERE replaced_at IS NULL ORDER BY path");
    }
}
