package io.jumbo.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchOptionsTest {

    private static WatchOptions with(String key, String value) {
        return WatchOptions.of("test", Map.of(key, value));
    }

    private static String refusal(String key, String value) {
        return catchThrowableOfType(InvalidOptionException.class, () -> with(key, value))
                .getMessage();
    }

    @Test
    void applies_the_documented_defaults() {
        WatchOptions options = WatchOptions.of("lab", Map.of());

        assertThat(options.watch()).isEqualTo("lab");
        assertThat(options.get(Option.DIRECTORY)).isEqualTo(Path.of("data"));
        assertThat(options.get(Option.INCLUDE)).isEqualTo("**/*.txt");
        assertThat(options.get(Option.EXCLUDE)).isEmpty();
        assertThat(options.get(Option.POLL_INTERVAL)).isEqualTo(Duration.ofMillis(500));
        assertThat(options.get(Option.INSERT)).isEqualTo("INSERT INTO data_container (ID) VALUES (%s)");
        assertThat(options.get(Option.CREATE_TABLE))
                .contains("CREATE TABLE IF NOT EXISTS data_container (ID FLOAT PRIMARY KEY NOT NULL)");
        assertThat(options.get(Option.START_AT)).isEqualTo(StartAt.BEGINNING);
        assertThat(options.get(Option.MAX_LINE_BYTES)).isEqualTo(1 << 20);
        assertThat(options.get(Option.CHUNK_BYTES)).isEqualTo(4 << 20);
        assertThat(options.get(Option.LINE_END)).isEqualTo(LineEnd.LF);
        assertThat(options.get(Option.FORMAT)).isEqualTo(LineFormat.AUTO);
        assertThat(options.get(Option.DELIMITER)).isEqualTo(',');
        assertThat(options.get(Option.QUOTE)).contains('"');
    }

    @ParameterizedTest
    @MethodSource("io.jumbo.option.Option#all")
    void accepts_every_default_when_written_out(Option<?> option) {
        assertThat(with(option.key(), option.defaultValue())).isEqualTo(WatchOptions.of("test", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"\\t", "tab", "TAB", "'\t'"})
    void reads_a_tabulator_as_delimiter(String text) {
        assertThat(with("delimiter", text).get(Option.DELIMITER)).isEqualTo('\t');
    }

    @Test
    void reads_empty_values_as_none() {
        assertThat(with("create-table", " ").get(Option.CREATE_TABLE)).isEmpty();
        assertThat(with("quote", "").get(Option.QUOTE)).isEmpty();
        assertThat(with("delimiter", " ").get(Option.DELIMITER)).isEqualTo(' ');
    }

    @Test
    void strips_blanks_round_patterns() {
        assertThat(with("include", "**/*.txt, logs/*.csv").get(Option.INCLUDE)).isEqualTo("**/*.txt,logs/*.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "poll-interval | 5 | jumbo.poll-interval = 5 has no unit: write a whole number and ms, s, m, h or d, such as"
                        + " 500ms",
                "poll-interval | soon | jumbo.poll-interval = soon is not a time: write a whole number and ms, s, m, h or d,"
                        + " such as 500ms",
                "poll-interval | 9ms | jumbo.poll-interval = 9ms is out of bounds: write a time from 10ms to 1h",
                "poll-interval | 2h | jumbo.poll-interval = 2h is out of bounds: write a time from 10ms to 1h",
                "max-line-bytes | 1048576 | jumbo.max-line-bytes = 1048576 has no unit: write a whole number and B, KB, MB"
                        + " or GB, such as 4MB",
                "max-line-bytes | 0B | jumbo.max-line-bytes = 0B is out of bounds: write a size from 1B to 64MB",
                "max-line-bytes | 1GB | jumbo.max-line-bytes = 1GB is out of bounds: write a size from 1B to 64MB",
                "chunk-bytes | 63KB | jumbo.chunk-bytes = 63KB is out of bounds: write a size from 64KB to 64MB",
                "chunk-bytes | much | jumbo.chunk-bytes = much is not a size: write a whole number and B, KB, MB or GB, such"
                        + " as 4MB",
                "start-at | middle | jumbo.start-at = middle is not allowed: write beginning or end",
                "line-end | crlf | jumbo.line-end = crlf is not allowed: write lf or cr",
                "format | xml | jumbo.format = xml is not allowed: write auto or line or csv",
                "delimiter | ;; | jumbo.delimiter = ;; is not one character: write one character, such as , or ; or tab",
                "quote | '' | jumbo.quote = '' is not one character: write one character, or nothing",
                "include | /a/*.txt | jumbo.include = /a/*.txt begins with /: patterns are relative to the watched directory,"
                        + " such as **/*.txt",
                "include | a\\*.txt | jumbo.include = a\\*.txt contains a backslash: write patterns with /, such as **/*.txt;"
                        + " where the name really has it, write ? in its place",
                "exclude | a,,b | jumbo.exclude = a,,b has nothing between two commas: write one comma between two patterns",
                "directory | C:data | jumbo.directory = C:data looks like a Windows path without its backslashes: write"
                        + " C:/data or C:\\\\data",
                "directory | ${home} | jumbo.directory = ${home} contains ${: write the directory itself, or {{env:NAME}} in"
                        + " a route",
                "header-lines | 13 | jumbo.header-lines = 13 is not available in this version; remove it or set it to its"
                        + " default 0",
                "comment-prefix | # | jumbo.comment-prefix = # is not available in this version; remove it or set it to its"
                        + " default, empty",
                "charset | latin1 | jumbo.charset = latin1 is not available in this version; remove it or set it to its"
                        + " default UTF-8",
                "on-rewrite | ignore | jumbo.on-rewrite = ignore is not allowed: write append or reload",
                "forget-after | 30 | jumbo.forget-after = 30 has no unit: write a whole number and ms, s, m, h or d, such"
                        + " as 500ms",
                "forget-after | 1s | jumbo.forget-after = 1s is out of bounds: write a time from 1m to 3650d",
                "decimal-separator | ; | jumbo.decimal-separator = ; is not available in this version; remove it or set it"
                        + " to its default .",
                "null-value | NA | jumbo.null-value = NA is not available in this version; remove it or set it to its"
                        + " default, empty",
                "pol-interval | 1s | jumbo.pol-interval is not an option; did you mean jumbo.poll-interval?",
            })
    void refuses_with_key_value_and_remedy(String key, String value, String text) {
        // quoted '' is how JUnit writes the empty string: the third column holds what the user sees
        assertThat(refusal(key, value.isEmpty() ? "''" : value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"include", "insert", "directory"})
    void refuses_an_empty_value(String key) {
        assertThat(refusal(key, " ")).startsWith("jumbo." + key + " =   is empty: ");
    }

    @Test
    void refuses_a_line_end_as_delimiter() {
        assertThat(refusal("delimiter", "\n")).contains("is the end of a line, or NUL: write one character");
    }

    @Test
    void refuses_a_delimiter_that_is_the_quote() {
        assertThat(refusal("delimiter", "\""))
                .isEqualTo(
                        "jumbo.quote = \" is also the delimiter; set jumbo.delimiter or jumbo.quote to another character");
    }

    @Test
    void lists_the_options_when_nothing_is_near() {
        assertThat(refusal("xyzzy", "1"))
                .startsWith("jumbo.xyzzy is not an option; remove it (the options are: watch, directory, include, ");
    }

    @Test
    void refuses_a_watch_without_a_name() {
        assertThatThrownBy(() -> WatchOptions.of(" ", Map.of()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("watch is empty: give the watch a name, such as data");
    }

    @Test
    void reports_all_problems_at_once() {
        InvalidOptionException refused = catchThrowableOfType(
                InvalidOptionException.class,
                () -> WatchOptions.of("test", Map.of("poll-interval", "5", "chunk-bytes", "1", "inclde", "x")));

        assertThat(refused.problems())
                .extracting(InvalidOptionException.Problem::key)
                .containsExactly("inclde", "poll-interval", "chunk-bytes");
        assertThat(refused).message().hasLineCount(3);
    }
}
