package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SqlCommandIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "DATABASE_HOST", "127.0.0.1",
            "DATABASE_PORT", String.valueOf(DATABASE.port()),
            "DATABASE_NAME", DATABASE.name(),
            "DATABASE_USERNAME", "postgres",
            "DATABASE_PASSWORD", "none");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int sql(String... statement) {
        CommandLine command = JumboCommand.commandLine(new Workplace(directory, ENVIRONMENT, new Properties()));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(
                Stream.concat(Stream.of("sql"), Stream.of(statement)).toArray(String[]::new));
    }

    @Test
    void prints_a_table_in_which_nulls_are_seen_and_nothing_commands_the_terminal() {
        assertThat(
                        sql(
                                "SELECT * FROM (VALUES (1.5::float8, E'a\\tb\\u001b[31m', true), (-20, NULL, NULL)) t(id, text, ok)"))
                .isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "  id | text         | ok",
                        "-----+--------------+------",
                        " 1.5 | a\\tb\\x1b[31m | t",
                        " -20 | NULL         | NULL",
                        "(2 rows)");
    }

    @Test
    void commits_what_the_statement_does_and_says_how_much() {
        assertThat(sql("CREATE TABLE lab (id int); INSERT INTO lab VALUES (1), (2), (3)"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).isEqualToNormalizingNewlines("0 rows changed\n3 rows changed\n");
        assertThat(DATABASE.column("SELECT id FROM lab")).containsExactly("1", "2", "3");
    }

    @Test
    void undoes_everything_if_a_statement_fails_and_names_the_sqlstate() {
        assertThat(sql("CREATE TABLE undone (id int); SELECT nonsense")).isEqualTo(1);

        assertThat(err.toString())
                .startsWith("jumbo: ERROR: column \"nonsense\" does not exist")
                .contains("jumbo: SQLSTATE 42703");
        assertThat(DATABASE.column("SELECT to_regclass('undone')")).containsExactly((String) null);
    }

    @Test
    void takes_braces_and_question_marks_as_they_stand() {
        assertThat(sql("SELECT '{\"a\":1}'::jsonb ? 'a' AS has, '{fn now()}' AS braces"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).contains("t   | {fn now()}");
    }

    @Test
    void reads_the_statement_from_standard_input_if_none_is_given() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("SELECT 'Ω' AS ohm".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(sql()).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).isEqualToNormalizingNewlines(" ohm\n-----\n Ω\n(1 row)\n");
    }

    @Test
    void is_used_wrongly_without_a_statement() {
        assertThat(sql(" ")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing the statement", "Usage: jumbo sql");
    }

    /** A hundred megabytes in a heap of forty. */
    @Test
    void result_that_is_larger_than_the_memory_passes_through() throws Exception {
        String statement = "SELECT n, repeat('x', 100000) FROM generate_series(1, 1000) n";
        try (JumboProcess sql = JumboProcess.start(directory, List.of("-Xmx40m"), ENVIRONMENT, "sql", statement)) {
            int code = sql.exitCode();
            String output = sql.output();
            assertThat(code)
                    .as(output.substring(Math.max(0, output.length() - 300)))
                    .isZero();
            assertThat(output).endsWith("x\n(1000 rows)\n");
        }
    }
}
