package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class JumboCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(Map<String, String> environment, String... arguments) {
        CommandLine command = JumboCommand.commandLine(new Workplace(directory, environment, new Properties()));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frob",
                "run --frob",
                "infer",
                "check --lines many",
                "dead-letters",
                "dead-letters drop",
                "dead-letters drop x",
                "dead-letters drop 1 --all",
                "dead-letters list --limit 0"
            })
    void ends_with_2_and_the_usage_when_used_wrongly(String arguments) {
        assertThat(execute(Map.of(), arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: jumbo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "run ", "demo ", "check ", "infer ", "status ", "sql ", "dead-letters ", "dead-letters list "
            })
    void explains_itself(String command) {
        assertThat(execute(Map.of(), (command + "--help").split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: jumbo");
    }

    @Test
    void infers_from_a_file_below_the_working_directory() throws IOException {
        Files.writeString(directory.resolve("a.csv"), "t,v\n1,2\n3,4\n");

        assertThat(execute(Map.of(), "infer", "a.csv")).isZero();
        assertThat(out.toString()).contains("jumbo.insert = INSERT INTO a (t, v) VALUES (%(t)s, %(v)s)");
    }

    @Test
    void refuses_to_infer_from_a_file_that_is_not_there() {
        assertThat(execute(Map.of(), "infer", "b.csv")).isEqualTo(1);
        assertThat(err.toString()).contains("b.csv does not exist");
    }

    @Test
    void tells_its_version() {
        assertThat(execute(Map.of(), "--version")).isZero();
        assertThat(out.toString()).startsWith("jumbo ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "demo",
                "check",
                "status",
                "dead-letters list",
                "dead-letters replay",
                "dead-letters drop 1"
            })
    void ends_with_1_before_anything_is_done_when_an_option_is_wrong(String arguments) throws IOException {
        Files.writeString(directory.resolve("application.properties"), "jumbo.poll-interval = 5\n");

        assertThat(execute(Map.of(), arguments.split(" "))).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "jumbo: jumbo.poll-interval = 5 has no unit: write a whole number and ms, s, m, h or d"
                                + ", such as 500ms (" + directory.resolve("application.properties") + ")\n");
        assertThat(directory.resolve(".jumbo")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "status",
                "dead-letters list",
                "dead-letters replay",
                "dead-letters drop --all",
                "sql SELECT"
            })
    void makes_nothing_where_nothing_was_written_yet(String arguments) throws IOException {
        int code = execute(Map.of(), arguments.split(" "));

        assertThat(code).isEqualTo(arguments.startsWith("sql") ? 1 : 0);
        assertThat(out.toString() + err)
                .containsAnyOf("nothing was written", "there is no database: no jumbo.env and no .jumbo/postgres here");
        try (Stream<Path> made = Files.list(directory)) {
            assertThat(made).isEmpty();
        }
    }

    @Test
    void checks_what_can_be_checked_without_a_server() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("a.txt"), "1,2\n1\n");
        Files.writeString(
                directory.resolve("application.properties"),
                "jumbo.directory = " + data + "\njumbo.insert = INSERT INTO t (a, b) VALUES (%s, %s)\n");

        assertThat(execute(Map.of(), "check")).as("a line would not be written").isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "options:    valid",
                        "database:   none yet",
                        "were asked of no server",
                        "  line 1: fields (1, 2)")
                .contains("  line 2: rejected")
                .doesNotContain("accepted by the server");
    }

    @Test
    void refuses_half_a_database() {
        assertThat(execute(Map.of("DATABASE_HOST", "db"), "check")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("jumbo: DATABASE_PORT, DATABASE_NAME, DATABASE_USERNAME, DATABASE_PASSWORD are");
    }

    @Test
    void says_which_setting_to_look_at_when_the_database_does_not_answer() {
        Map<String, String> environment = Map.of(
                "DATABASE_HOST", "127.0.0.1",
                "DATABASE_PORT", "1",
                "DATABASE_NAME", "lab",
                "DATABASE_USERNAME", "jumbo",
                "DATABASE_PASSWORD", "geheim");

        assertThat(execute(environment, "status")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("jumbo: cannot connect to lab on 127.0.0.1:1 as jumbo: ")
                .contains(
                        "; check DATABASE_HOST, DATABASE_PORT and DATABASE_SSLMODE in jumbo.env, and that the server runs")
                .doesNotContain("geheim");
    }

    @Test
    void shows_content_without_control_characters_and_not_endlessly() {
        assertThat(Printable.text("a\u001b[31mb\tc\u007f\u202e")).isEqualTo("a␛[31mb␉c␡\uFFFD");
        assertThat(Printable.text("x".repeat(200))).hasSize(121).endsWith("…");
    }
}
