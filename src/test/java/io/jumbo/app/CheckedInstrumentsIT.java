package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.Option;
import io.jumbo.support.GalleryEntry;
import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code check} has nothing to say against the gallery. */
class CheckedInstrumentsIT {

    private final TestDatabase database = TestDatabase.create();

    @TempDir
    Path workplace;

    @AfterEach
    void drop() {
        database.drop();
    }

    static List<GalleryEntry> entries() throws IOException {
        return GalleryEntry.all();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void every_line_is_a_row_or_no_data(GalleryEntry entry) throws IOException {
        entry.createTable(database);
        String directory = workplace.resolve("data").toString().replace("\\", "\\\\");
        Files.writeString(
                workplace.resolve("application.properties"),
                Files.readString(entry.properties())
                                .replaceAll(
                                        "(?m)^" + Pattern.quote(Option.PREFIX + Option.DIRECTORY.key()) + "\\b.*$", "")
                        + "\njumbo.directory = " + directory + "\n");
        Files.copy(entry.file(), entry.fileIn(workplace.resolve("data")));

        CheckRun run = CheckRun.in(workplace, database, "postgres", "--lines", "1000");

        assertThat(run.told()).contains(": row (").doesNotContain("rejected", "bytes at its end");
        assertThat(run.code()).as(run.told()).isZero();
    }
}
