package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.database.Database;
import io.jumbo.option.WatchOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {

    private static final Map<String, String> DATABASE = Map.of(
            "DATABASE_HOST", "db.example.org",
            "DATABASE_PORT", "5432",
            "DATABASE_NAME", "lab",
            "DATABASE_USERNAME", "jumbo",
            "DATABASE_PASSWORD", "geheim");

    @SafeVarargs
    private static List<String> greeting(Map<String, String>... watches) {
        return greeting(Launcher.SCRIPT, watches);
    }

    @SafeVarargs
    private static List<String> greeting(Launcher launcher, Map<String, String>... watches) {
        List<WatchOptions> options = new ArrayList<>();
        for (Map<String, String> watch : watches) {
            options.add(WatchOptions.of("data" + (options.isEmpty() ? "" : options.size()), watch));
        }
        try (Database database = Database.open(Path.of("target"), DATABASE, () -> false)) {
            return Greeting.of(options, database, "jumbo 1", launcher).lines();
        }
    }

    @SafeVarargs
    private static List<String> toTry(Map<String, String>... watches) {
        return greeting(watches).stream()
                .filter(line -> line.startsWith("Try it: "))
                .map(line -> line.substring("Try it:       ".length()))
                .toList();
    }

    @Test
    void says_where_the_rows_are_how_to_look_and_what_to_append() {
        assertThat(greeting(Map.of("directory", "/lab/in", "include", "**/*.csv,*.txt")))
                .containsExactly(
                        "Rows go to:   lab on db.example.org:5432 as jumbo",
                        "Look at them: psql -h db.example.org -p 5432 -U jumbo lab",
                        "Try it:       echo 1.5 >> /lab/in/example.csv",
                        "No psql?      bin/jumbo sql \"SELECT * FROM data_container\"",
                        "Watching:     data: **/*.csv,*.txt in /lab/in: INSERT INTO data_container (ID) VALUES (%s)",
                        "This is:      jumbo 1");
    }

    /** There is no script before the distribution was made. */
    @Test
    void in_a_checkout_commands_are_called_by_maven() {
        assertThat(greeting(Launcher.MAVEN, Map.of()))
                .contains("No psql?      mvn -q compile exec:java -Dexec.args=\"sql 'SELECT * FROM data_container'\"");
        assertThat(greeting(Launcher.MAVEN, Map.of("insert", "INSERT INTO t VALUES (%s)")))
                .contains("Try it:       append a line to a file such as data/example.txt;"
                        + " mvn -q compile exec:java -Dexec.args=check shows what it becomes");
    }

    @Test
    void names_no_line_for_a_table_that_it_does_not_know() {
        String insert = "INSERT INTO weights (taken_at,\n grams) VALUES (%s, %s)";
        assertThat(toTry(Map.of("insert", insert, "delimiter", "tab")))
                .containsExactly("append a line of 2 fields separated by a tab to a file such as data/example.txt;"
                        + " bin/jumbo check shows what it becomes");
        assertThat(toTry(Map.of("insert", "INSERT INTO t VALUES (%s)")))
                .containsExactly(
                        "append a line to a file such as data/example.txt; bin/jumbo check shows what it becomes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "run *.txt | data/run example.txt | 'data/run example.txt'",
                "it's?/**/a.txt | data/it'sx/a.txt | 'data/it'\\''sx/a.txt'",
                "** | data/example.txt | data/example.txt",
                ".x/**/*.tx? | data/.x/example.txx | data/.x/example.txx",
                "**/*50ml+20ml*.txt | data/example50ml+20ml.txt | data/example50ml+20ml.txt",
                "R&D*.txt | data/R&Dexample.txt | 'data/R&Dexample.txt'",
            })
    void the_file_is_one_that_the_pattern_names_and_a_word_of_a_shell(String include, String path, String quoted) {
        ExampleFile example = ExampleFile.of(WatchOptions.of("data", Map.of("include", include)))
                .orElseThrow();
        assertThat(example.path()).isEqualTo(path);
        assertThat(example.quoted()).isEqualTo(quoted);
    }

    @Test
    void of_several_watches_each_has_a_line_up_to_a_few() {
        Map<String, String> watch = Map.of("insert", "SELECT f(%s)", "exclude", "example*");
        assertThat(toTry(watch, watch, watch, watch))
                .hasSize(3)
                .contains("append a line to a file in data (watch data1); bin/jumbo check shows what it becomes");
        assertThat(greeting(watch, watch, watch, watch))
                .filteredOn(line -> line.startsWith("Watching:"))
                .hasSize(4)
                .contains("Watching:     data3: **/*.txt in data except example*: SELECT f(%s)");
    }
}
