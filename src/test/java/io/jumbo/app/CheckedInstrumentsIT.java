package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.Option;
import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code check} has nothing to say against the gallery, nor against others that are tried with {@code -Djumbo.instruments=DIRECTORY}. */
class CheckedInstrumentsIT {

    private static final Path GALLERY = Path.of(System.getProperty("jumbo.instruments", "docs/instruments"));
    private static final List<String> OURS = List.of("watch.properties", "table.sql", "expected.csv", "README.md");

    private final TestDatabase database = TestDatabase.create();

    @TempDir
    Path workplace;

    @AfterEach
    void drop() {
        database.drop();
    }

    static List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(GALLERY)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void every_line_is_a_row_or_no_data(Path folder) throws IOException {
        String sql = Files.readString(folder.resolve("table.sql"));
        database.execute(sql.substring(0, sql.indexOf("-- expected.csv")));
        String directory = workplace.resolve("data").toString().replace("\\", "\\\\");
        Files.writeString(
                workplace.resolve("application.properties"),
                Files.readString(folder.resolve("watch.properties"))
                                .replaceAll(
                                        "(?m)^" + Pattern.quote(Option.PREFIX + Option.DIRECTORY.key()) + "\\b.*$", "")
                        + "\njumbo.directory = " + directory + "\n");
        Path file = file(folder);
        Path target = workplace.resolve("data").resolve(folder.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);

        CheckRun run = CheckRun.in(workplace, database, "postgres", "--lines", "1000");

        assertThat(run.told()).contains(": row (").doesNotContain("rejected", "bytes at its end");
        assertThat(run.code()).as(run.told()).isZero();
    }

    private static Path file(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !OURS.contains(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
