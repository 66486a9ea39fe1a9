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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
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
        CommandLine command =
                JumboCommand.commandLine(new Workplace(workplace, environment(), new Properties()));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        List<String> before = catalog();
        int code = command.execute(Stream.concat(
                        Stream.of("infer", "--run"), Stream.of(files).map(Path::toString))
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
        assertThat(types()).as(told).isEqualTo(List.of(parts[2].replace("float8", "numeric").split(" ")));
        assertThat(code).as(told).isZero();
    }

    @Test
    void rows_are_shown_as_the_table_would_hold_them() throws IOException {
        assertThat(tried(file("a.csv", "when,v\n2026-05-14 10:00:00,1.50\n2026-05-14 10:00:01,2\n"))).isZero();
        assertThat(told)
                .contains("# tried on:   " + DATABASE.name())
                .contains("#   line 2: row (2026-05-14 10:00:00, 1.50)\n#   line 3: row (2026-05-14 10:00:01, 2)\n"
                        + "#             2 rows, 0 dead letters\n");
    }
}
