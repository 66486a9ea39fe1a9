package io.jumbo.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(read(Map.of()).options().pollInterval()).isEqualTo(Duration.ofMillis(500));
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

        assertThat(settings.options().pollInterval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(settings.options().directory()).isEqualTo(Path.of("c"));
        assertThat(settings.options().include()).isEqualTo("*.b");
        assertThat(settings.options().exclude()).isEqualTo("x");
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

    private static Path file(Path where) {
        return where.resolve("application.properties");
    }
}
