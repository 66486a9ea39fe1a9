package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.database.Database;
import io.jumbo.option.WatchOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GreetingTest {

    private static final Map<String, String> DATABASE = Map.of(
            "DATABASE_HOST", "db.example.org",
            "DATABASE_PORT", "5432",
            "DATABASE_NAME", "lab",
            "DATABASE_USERNAME", "jumbo",
            "DATABASE_PASSWORD", "geheim");

    @Test
    void says_where_the_rows_are_how_to_look_and_what_to_append() {
        WatchOptions options = WatchOptions.of("data", Map.of("directory", "/lab/in", "include", "**/*.csv,*.txt"));
        try (Database database = Database.open(Path.of("target"), DATABASE, () -> false)) {
            assertThat(Greeting.of(options, database).lines())
                    .containsExactly(
                            "Rows go to:   lab on db.example.org:5432 as jumbo",
                            "Look at them: psql -h db.example.org -p 5432 -U jumbo lab",
                            "Try it:       echo 1.5 >> /lab/in/example.csv",
                            "No psql?      bin/jumbo sql \"SELECT * FROM data_container\"");
        }
    }
}
