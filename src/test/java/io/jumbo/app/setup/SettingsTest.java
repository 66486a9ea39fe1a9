package io.jumbo.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path directory;

    @TempDir
    Path home;

    private final Properties system = new Properties();

    private void write(Path where, String text) throws IOException {
        Files.writeString(where.resolve("application.properties"), text);
    }

    private Settings read(Map<String, String> environment) {
        return Settings.read(directory, environment, system);
    }

    private List<String> refusal(Map<String, String> environment) {
        return catchThrowableOfType(StartRefusedException.class, () -> read(environment))
                .lines();
    }

    @Test
    void takes_the_defaults_when_nothing_is_set() {
        assertThat(read(Map.of()).options().get(Option.POLL_INTERVAL)).isEqualTo(Duration.ofMillis(500));
        assertThat(read(Map.of()).properties())
                .containsEntry("jumbo.directory", "data")
                .containsEntry("camel.server.host", "127.0.0.1");
    }

    @Test
    void lets_the_working_directory_win_over_the_distribution_the_environment_over_both_and_the_command_line_over_all()
            throws IOException {
        write(home, "jumbo.poll-interval = 1s\njumbo.directory = a\njumbo.include = *.a\njumbo.exclude = x\n");
        write(directory, "jumbo.poll-interval = 2s\njumbo.directory = b\njumbo.include = *.b\n");
        system.setProperty("jumbo.home", home.toString());
        system.setProperty("jumbo.poll-interval", "4s");

        Settings settings = read(Map.of("JUMBO_POLL_INTERVAL", "3s", "JUMBO_DIRECTORY", "c"));

        assertThat(settings.options().get(Option.POLL_INTERVAL)).isEqualTo(Duration.ofSeconds(4));
        assertThat(settings.options().get(Option.DIRECTORY)).isEqualTo(Path.of("c"));
        assertThat(settings.options().get(Option.INCLUDE)).isEqualTo("*.b");
        assertThat(settings.options().get(Option.EXCLUDE)).isEqualTo("x");
    }

    @Test
    void carries_keys_that_are_not_its_own_as_they_stand() throws IOException {
        write(directory, "camel.main.name = lab\nmy.table = Prüfstand\n");

        assertThat(read(Map.of()).properties())
                .containsEntry("camel.main.name", "lab")
                .containsEntry("my.table", "Prüfstand");
    }

    @Test
    void refuses_every_mistake_at_once_and_says_where_it_stands() throws IOException {
        write(directory, "jumbo.poll-interval = 5\njumbo.inclde = x\n");

        assertThat(refusal(Map.of("JUMBO_CHUNK_BYTES", "1")))
                .containsExactly(
                        "jumbo.inclde is not an option; did you mean jumbo.include? (" + file(directory) + ")",
                        "jumbo.poll-interval = 5 has no unit: write a whole number and ms, s, m, h or d, such as 500ms ("
                                + file(directory) + ")",
                        "jumbo.chunk-bytes = 1 has no unit: write a whole number and B, KB, MB or GB, such as 4MB"
                                + " (environment variable JUMBO_CHUNK_BYTES)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jumbo_poll_interval", "jumbo.poll-interval", "Jumbo_Poll_Interval"})
    void variable_that_only_looks_like_an_option_is_refused(String name) {
        assertThat(refusal(Map.of(name, "1s", "jumbo", "x", "jumbo_home", "/opt")))
                .containsExactly("environment variable " + name
                        + " would have no effect: write JUMBO_POLL_INTERVAL, and" + " unset it");
    }

    @Test
    void refuses_a_mistyped_variable_and_leaves_foreign_ones_alone() {
        assertThat(refusal(Map.of("JUMBO_POL_INTERVAL", "1s", "JUMBO_HOME", "/opt", "JUMBO_SERVICE_HOST", "10.0.0.1")))
                .containsExactly("environment variable JUMBO_POL_INTERVAL is not an option; did you mean"
                        + " JUMBO_POLL_INTERVAL?");
    }

    @Test
    void refuses_a_mistyped_system_property_and_leaves_foreign_ones_alone() {
        system.setProperty("jumbo.pol-interval", "1s");
        system.setProperty("jumbo.long-run", "1");

        assertThat(refusal(Map.of()))
                .containsExactly("-Djumbo.pol-interval is not an option; did you mean -Djumbo.poll-interval?");
    }

    @Test
    void refuses_a_key_that_stands_twice() throws IOException {
        write(directory, "jumbo.directory = a\njumbo.directory = b\n");

        assertThat(refusal(Map.of()))
                .containsExactly(
                        "jumbo.directory stands twice in " + file(directory) + "; remove one of the two lines");
    }

    @Test
    void explains_a_backslash_that_is_no_escape() throws IOException {
        write(directory, "jumbo.directory = C:\\users\\lab\n");

        assertThat(refusal(Map.of()))
                .containsExactly(file(directory)
                        + " contains a \\u that is no character; write / in paths, or double each backslash");
    }

    @Test
    void explains_a_windows_path_that_lost_its_backslashes() throws IOException {
        write(directory, "jumbo.directory = C:\\data\n");

        assertThat(refusal(Map.of()))
                .singleElement()
                .asString()
                .startsWith("jumbo.directory = C:data looks like a Windows");
    }

    @Test
    void refuses_keys_that_begin_with_another_word_case_or_none() throws IOException {
        write(
                directory,
                "Jumbo.Insert = a\njumob.include = *.csv\nwatch.x = y\nwatch.x.y = z\nwatch.x.inclde = z\npoll-interval = 1s\n"
                        + "Camel.main.name = lab\nwatch.x.watch = y\n");

        assertThat(refusal(Map.of()))
                .containsExactlyInAnyOrder(
                        "Jumbo.Insert is not a key; did you mean jumbo.insert? (" + file(directory) + ")",
                        "jumob.include is not a key; did you mean jumbo.include? (" + file(directory) + ")",
                        "watch.x is not a key; did you mean watch.NAME.OPTION? (" + file(directory) + ")",
                        "watch.x.y is not an option of a watch; write watch.NAME.OPTION, where OPTION is one of "
                                + String.join(", ", Option.keys()) + " (" + file(directory) + ")",
                        "watch.x.inclde is not an option of a watch; did you mean watch.x.include? (" + file(directory)
                                + ")",
                        "poll-interval is not a key; did you mean jumbo.poll-interval? (" + file(directory) + ")",
                        "Camel.main.name is not a key; did you mean camel.main.name? (" + file(directory) + ")",
                        "watch.x.watch is not an option of a watch; its name stands in the key: x (" + file(directory)
                                + ")");
    }

    @Test
    void refuses_a_key_with_blanks_in_it_and_variables_of_a_named_watch() throws IOException {
        write(directory, "jumbo . include = *.csv\nwatch.a-b.include = *.b\n");

        assertThat(refusal(Map.of("WATCH_A_B_DIRECTORY", "x", "WATCH_OTHER_DIRECTORY", "y")))
                .containsExactly(
                        "jumbo is not a key; write it with its option and without blanks, such as jumbo.insert ("
                                + file(directory) + ")",
                        "environment variable WATCH_A_B_DIRECTORY would have no effect: write watch.a-b.directory in"
                                + " application.properties, or -Dwatch.a-b.directory=…, and unset it");
    }

    @Test
    void reads_the_first_key_behind_a_byte_order_mark() throws IOException {
        write(directory, "\uFEFFjumbo.include = *.csv\r\n");

        assertThat(read(Map.of()).options().get(Option.INCLUDE)).isEqualTo("*.csv");
    }

    @Test
    void makes_the_table_of_the_tutorial_for_the_statement_of_the_tutorial_only() throws IOException {
        assertThat(read(Map.of()).options().get(Option.CREATE_TABLE)).isPresent();

        write(directory, "jumbo.insert = INSERT INTO weights VALUES (%s)\n");

        assertThat(read(Map.of()).options().get(Option.CREATE_TABLE)).isEmpty();
        assertThat(read(Map.of()).properties()).containsEntry("jumbo.create-table", "");
    }

    @Test
    void tells_of_backslashes_that_did_not_stay() throws IOException {
        write(
                directory,
                "jumbo.insert = INSERT INTO t SELECT regexp_split_to_array(trim(%s), '\\s+')\n"
                        + "jumbo.directory = D:/a\\new\n# jumbo.include = \\d\n");

        assertThat(read(Map.of()).warnings())
                .containsExactly(
                        "jumbo.insert (" + file(directory)
                                + ") holds \\s, which is read as s: write \\\\s for a backslash," + " or / in a path",
                        "jumbo.directory (" + file(directory)
                                + ") holds \\n, which is read as a control character: write \\\\n for a backslash,"
                                + " or / in a path");
    }

    @Test
    void tells_of_every_backslash_that_did_not_stay_in_a_value() throws IOException {
        write(directory, "jumbo.insert = INSERT INTO t SELECT regexp_replace(%s, '\\d+\\s', '\\d')\n");

        assertThat(read(Map.of()).warnings())
                .hasSize(2)
                .anyMatch(warning -> warning.contains("holds \\d, which is read as d"))
                .anyMatch(warning -> warning.contains("holds \\s, which is read as s"));
    }

    @Test
    void reads_a_statement_of_any_length() throws IOException {
        write(directory, "jumbo.insert = INSERT INTO t VALUES (%s" + " || 'm\\s'".repeat(20_000) + ")\n");

        assertThat(read(Map.of()).warnings()).singleElement().asString().contains("holds \\s");
    }

    @Test
    void refuses_a_pattern_together_with_the_backslash_that_was_lost() throws IOException {
        write(directory, "jumbo.skip = \\(unit\n");

        assertThat(refusal(Map.of()))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("jumbo.skip = (unit is no Java regular expression (Unclosed group")
                        .contains("jumbo.skip (" + file(directory) + ") holds \\(, which is read as (: write \\\\("));
    }

    @Test
    void does_not_tell_of_backslashes_that_were_meant() throws IOException {
        write(
                directory,
                "jumbo.delimiter = \\t\njumbo.insert = INSERT INTO t \\\n  VALUES (%s, '\\\\d', '\\u0041')\nother = \\d\n");

        assertThat(read(Map.of()).warnings()).isEmpty();
        assertThat(read(Map.of()).options().get(Option.DELIMITER)).isEqualTo('\t');
    }

    @Test
    void reads_named_watches_with_the_unnamed_one_for_their_defaults() throws IOException {
        write(
                directory,
                "jumbo.poll-interval = 2s\nwatch.hplc.directory = /data/hplc\nwatch.balance.directory = /data/balance\n"
                        + "watch.balance.insert = INSERT INTO weights VALUES (%s, %s)\nwatch.b.c.poll-interval = 3s\n");

        List<WatchOptions> watches = read(Map.of()).watches();

        assertThat(watches).extracting(WatchOptions::watch).containsExactly("b.c", "balance", "hplc");
        assertThat(watches.get(0).get(Option.POLL_INTERVAL)).isEqualTo(Duration.ofSeconds(3));
        assertThat(watches.get(1).get(Option.DIRECTORY)).isEqualTo(Path.of("/data/balance"));
        assertThat(watches.get(1).get(Option.POLL_INTERVAL)).isEqualTo(Duration.ofSeconds(2));
        assertThat(watches.get(1).get(Option.CREATE_TABLE)).isEmpty();
        assertThat(watches.get(2).get(Option.CREATE_TABLE)).isPresent();
    }

    @Test
    void refuses_mistakes_of_a_named_watch_under_its_own_key() throws IOException {
        write(directory, "jumbo.quote = ;\nwatch.a.poll-interval = 5\nwatch.a.delimiter = ;\nwatch.b.start-at = x\n");

        assertThat(refusal(Map.of()))
                .containsExactly(
                        "watch.a.poll-interval = 5 has no unit: write a whole number and ms, s, m, h or d, such as 500ms ("
                                + file(directory) + ")",
                        "jumbo.quote = ; is also the delimiter; set jumbo.delimiter or jumbo.quote to another character",
                        "watch.b.start-at = x is not allowed: write beginning or end (" + file(directory) + ")");
    }

    @Test
    void the_shipped_file_names_every_option_with_its_default() throws IOException {
        String shipped = Files.readString(Path.of("application.properties"));
        for (Option<?> option : Option.all()) {
            assertThat(shipped.lines().map(line -> line.replaceFirst("^# ", "").stripTrailing()))
                    .contains(("jumbo." + option.key() + " = " + option.defaultValue()).stripTrailing());
        }
    }

    /** Each way to give an option to the process, and each option: what it is read as is what is validated. */
    @ParameterizedTest
    @ValueSource(strings = {"directory", "home", "environment", "system", "named"})
    void every_option_can_be_given_in_every_way(String way) throws IOException {
        for (Option<?> option : Option.all()) {
            Map<String, String> environment = way.equals("environment")
                    ? Map.of(
                            "JUMBO_"
                                    + option.key()
                                            .toUpperCase(java.util.Locale.ROOT)
                                            .replace('-', '_'),
                            valueOf(option))
                    : Map.of();
            String prefix = way.equals("named") ? "watch.x." : "jumbo.";
            system.clear();
            write(directory, "");
            write(home, "");
            switch (way) {
                case "system" -> system.setProperty("jumbo." + option.key(), valueOf(option));
                case "home" -> {
                    system.setProperty("jumbo.home", home.toString());
                    write(home, prefix + option.key() + " = " + valueOf(option));
                }
                case "directory", "named" -> write(directory, prefix + option.key() + " = " + valueOf(option));
                default -> assertThat(environment).isNotEmpty();
            }
            if (way.equals("named") && option == Option.WATCH) {
                continue; // its name stands in the key
            }
            if (option == Option.PATTERN) {
                system.setProperty(prefix + "format", "regex");
            }
            WatchOptions read = read(environment).watches().get(0);
            assertThat((Object) read.get(option)).as(option + " by " + way).isEqualTo(option.read(valueOf(option)));
        }
    }

    /** One that is not the default, if another one can be had. */
    private static String valueOf(Option<?> option) {
        return switch (option.key()) {
            case "poll-interval" -> "70ms";
            case "forget-after" -> "2m";
            case "max-line-bytes" -> "2KB";
            case "chunk-bytes" -> "64KB";
            case "start-at" -> "end";
            case "line-end" -> "cr";
            case "format" -> "csv";
            case "charset" -> "windows-1252";
            case "header-lines" -> "3";
            case "header-pattern", "path-pattern" -> "(?<x>.)";
            case "decimal-separator" -> ",";
            case "thousands-separator" -> "'";
            case "trim" -> "yes";
            case "record-timeout" -> "2s";
            case "on-rewrite" -> "reload";
            case "file-order" -> "modified";
            case "date-style" -> "German";
            case "delimiter", "quote" -> option == Option.QUOTE ? "'" : ";";
            case "insert" -> "INSERT INTO data_container (ID) VALUES (%s::float)";
            case "create-table" -> "CREATE TABLE t (id int)";
            default -> "x";
        };
    }

    private static Path file(Path where) {
        return where.resolve("application.properties");
    }
}
