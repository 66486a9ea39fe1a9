package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** {@code infer --run} does to sample files what {@code run} would do to them with what is proposed, and keeps nothing of it. */
class InferIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    Path workplace;

    private String told;

    @AfterAll
    static void drop() {
        DATABASE.drop();
    }

    static Map<String, String> environment() {
        return Map.of(
                "DATABASE_HOST",
                "127.0.0.1",
                "DATABASE_PORT",
                String.valueOf(DATABASE.port()),
                "DATABASE_NAME",
                DATABASE.name(),
                "DATABASE_USERNAME",
                "postgres",
                "DATABASE_PASSWORD",
                "any");
    }

    private int tried(Path... files) {
        StringWriter out = new StringWriter();
        CommandLine command = JumboCommand.commandLine(new Workplace(workplace, environment(), new Properties()));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        List<String> before = catalog();
        int code = command.execute(
                Stream.concat(Stream.of("infer", "--run"), Stream.of(files).map(Path::toString))
                        .toArray(String[]::new));
        told = out.toString();
        assertThat(told).doesNotContain("please report it");
        assertThat(catalog()).isEqualTo(before);
        return code;
    }

    private static List<String> catalog() {
        return DATABASE.column("SELECT relname FROM pg_class UNION ALL SELECT nspname FROM pg_namespace"
                + " UNION ALL SELECT typname FROM pg_type ORDER BY 1");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(workplace.resolve(name), content);
    }

    /** Of the columns of the proposed table; which kind of number with fractions does not matter. */
    private List<String> types() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(told));
        String columns = properties.getProperty("jumbo.create-table").replaceAll("^[^(]*\\(|\\)$", "");
        return Stream.of(columns.split(","))
                .map(column -> column.strip().split(" ")[1].replace("float8", "numeric"))
                .toList();
    }

    static List<String> judged() throws IOException, URISyntaxException {
        return Files.readAllLines(judged("right.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static Path judged(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(InferIT.class.getResource("/infer/judge/" + name))
                .toURI());
    }

    @ParameterizedTest
    @MethodSource("judged")
    void each_data_line_is_a_row_of_the_right_types_and_no_line_is_a_dead_letter(String right)
            throws IOException, URISyntaxException {
        String[] parts = right.split("!");

        int code = tried(judged(parts[0]));

        assertThat(told).contains(parts[1] + " rows, 0 dead letters");
        assertThat(types())
                .as(told)
                .isEqualTo(List.of(parts[2].replace("float8", "numeric").split(" ")));
        assertThat(code).as(told).isZero();
    }

    @Test
    void rows_are_shown_as_the_table_would_hold_them() throws IOException {
        assertThat(tried(file("a.csv", "when,v\n2026-05-14 10:00:00,1.50\n2026-05-14 10:00:01,2\n")))
                .isZero();
        assertThat(told)
                .contains("# tried on:   " + DATABASE.name())
                .contains("#   line 2: row (2026-05-14 10:00:00, 1.50)\n#   line 3: row (2026-05-14 10:00:01, 2)\n"
                        + "#             2 rows, 0 dead letters\n");
    }

    @Test
    void each_dead_letter_is_told_with_its_reason() throws IOException {
        DATABASE.execute("CREATE TABLE kept (n int CHECK (n <> 7), v numeric)");
        try {
            Path file = file("kept.csv", "n,v\n" + lines(20));

            assertThat(tried(file)).isEqualTo(1);
            assertThat(told)
                    .contains("the table is there already")
                    .contains("#   line 9: rejected, SQLSTATE 23514: ")
                    .contains("kept_n_check", ": 7,0.5\n")
                    .contains("19 rows, 1 dead letter\n");
            assertThat(DATABASE.count("kept")).isZero();
        } finally {
            DATABASE.execute("DROP TABLE kept");
        }
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> i + ",0.5\n").collect(Collectors.joining());
    }

    @Test
    void only_the_ends_of_a_long_file_are_shown_and_all_of_it_is_tried() throws IOException {
        assertThat(tried(file("long.csv", "n,v\n" + lines(70_000)))).isZero();
        assertThat(told).contains("line 4: row (2, 0.5)", "line 70001: row (69999, 0.5)", "70000 rows, 0 dead letters");
        assertThat(told.lines().filter(line -> line.contains(": row ("))).hasSize(6);
    }

    @Test
    void each_proposal_is_tried_on_its_own_files() throws IOException {
        assertThat(tried(file("a.csv", "x,y\n1,2\n3,4\n"), file("b.csv", "k;l;m\n1,5;2;3\n3,5;4;5\n")))
                .isZero();
        assertThat(told).contains("# watch:      a\n", "# watch:      b\n");
        assertThat(told.lines().filter(line -> line.endsWith("2 rows, 0 dead letters")))
                .hasSize(2);
    }

    @Test
    void an_unfinished_last_line_waits() throws IOException {
        assertThat(tried(file("a.csv", "x,y\n1,2\n3,4\n5,6\n7,"))).isZero();
        assertThat(told).contains("3 rows, 0 dead letters", "2 bytes at its end are no complete line yet");
    }

    @Test
    void what_is_printed_can_be_pasted() throws IOException {
        tried(file("a.csv", "x,y\n1,2\n3,4\n"));
        Properties properties = new Properties();
        properties.load(new StringReader(told));
        assertThat(properties.stringPropertyNames())
                .containsExactlyInAnyOrder("jumbo.directory", "jumbo.include", "jumbo.create-table", "jumbo.insert");
    }

    @Test
    void without_a_database_the_proposal_is_printed_and_nothing_is_made() throws IOException {
        Path file = file("a.csv", "x,y\n1,2\n3,4\n");
        StringWriter out = new StringWriter();
        CommandLine command = JumboCommand.commandLine(new Workplace(workplace, Map.of(), new Properties()));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

        assertThat(command.execute("infer", "--run", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("jumbo.insert = ", "--run needs a database: no jumbo.env");
        assertThat(workplace.resolve(".jumbo")).doesNotExist();
    }

    @Test
    void nothing_remains_of_a_try_that_is_killed() throws Exception {
        Path file = file("killed.csv", "n,v\n" + lines(10));
        List<String> before = catalog();
        try (Connection other = DATABASE.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("CREATE TABLE killed (n int)"); // for whose commit the other CREATE TABLE waits
            try (JumboProcess process =
                    JumboProcess.start(workplace, environment(), "infer", "--run", file.toString())) {
                Awaitility.await().until(() -> !waiting().isEmpty());
                process.kill();
            }
            other.rollback();
        }
        Awaitility.await()
                .until(() -> DATABASE.column(
                                "SELECT pid FROM pg_stat_activity WHERE datname = ? AND pid <>"
                                        + " pg_backend_pid() AND application_name <> ?",
                                DATABASE.name(),
                                DATABASE.name())
                        .isEmpty());
        assertThat(catalog()).isEqualTo(before);
    }

    private static List<String> waiting() {
        return DATABASE.column(
                "SELECT pid FROM pg_stat_activity WHERE datname = ? AND wait_event_type = 'Lock'", DATABASE.name());
    }
}
