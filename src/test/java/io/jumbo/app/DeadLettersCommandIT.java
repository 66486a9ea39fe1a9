package io.jumbo.app;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.Tables;
import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeadLettersCommandIT {

    private final TestDatabase database = TestDatabase.create();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void watches() throws IOException {
        Files.writeString(directory.resolve("application.properties"), """
                watch.wide.directory = data/wide
                watch.wide.charset = UTF-16LE
                watch.wide.insert = INSERT INTO lengths VALUES (%s)
                watch.wide.create-table = CREATE TABLE IF NOT EXISTS lengths (n int)
                watch.plain.directory = data/plain
                watch.plain.insert = INSERT INTO lengths VALUES (%s)
                """);
        database.execute(Tables.DDL);
        database.execute("CREATE TABLE lengths (n int)");
        refused("wide", "zwölf €".getBytes(UTF_16LE));
        refused("plain", "1".getBytes(UTF_8));
        refused("gone", "2".getBytes(UTF_8));
    }

    private void refused(String watch, byte[] line) {
        database.execute(
                "INSERT INTO jumbo_dead_letters (watch, path, line_number, first_byte, line, line_bytes, sqlstate, reason, template)"
                        + " VALUES ('" + watch + "', 'a.txt', 1, 0, '\\x"
                        + HexFormat.of().formatHex(line) + "', " + line.length
                        + ", '22P02', 'no', 'INSERT')");
    }

    private int command(String... arguments) {
        Map<String, String> environment = Map.of(
                "DATABASE_HOST", "127.0.0.1",
                "DATABASE_PORT", String.valueOf(database.port()),
                "DATABASE_NAME", database.name(),
                "DATABASE_USERNAME", "postgres",
                "DATABASE_PASSWORD", "none");
        CommandLine command = JumboCommand.commandLine(new Workplace(directory, environment, new Properties()));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void lists_those_of_every_watch_of_the_directory_each_in_its_charset() {
        assertThat(command("dead-letters", "list")).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains("  wide  a.txt line 1 at byte 0  ", "\n    zwölf €\n", "  plain  a.txt line 1", "\n    1\n")
                .endsWith("2 in all\n");
    }

    @Test
    void lists_those_of_a_watch_that_does_not_run_here() {
        assertThat(command("dead-letters", "list", "--watch", "gone")).isZero();

        assertThat(out.toString()).contains("3  a.txt line 1 at byte 0  ", "\n    2\n1 in all\n");
    }

    @Test
    void replays_and_drops_those_of_every_watch_of_the_directory() {
        assertThat(command("dead-letters", "replay")).as(err.toString()).isZero();
        assertThat(database.column("SELECT n FROM lengths")).containsExactly("1");
        assertThat(command("dead-letters", "drop", "1", "3")).isZero();
        assertThat(command("dead-letters", "list")).isZero();

        assertThat(out.toString())
                .isEqualToNormalizingNewlines("1 became a row, 1 refused again\n1 dropped\n"
                        + "no dead letters of the watches plain, wide\n");
        assertThat(database.column("SELECT watch FROM jumbo_dead_letters")).containsExactly("gone");
    }

    @Test
    void statement_of_a_replay_is_for_one_watch() {
        assertThat(command("dead-letters", "replay", "--insert", "INSERT INTO lengths VALUES (length(%s))"))
                .isEqualTo(2);

        assertThat(err.toString()).startsWith("--insert is for one watch; give --watch: plain, wide");
        assertThat(database.column("SELECT n FROM lengths")).isEmpty();
    }
}
