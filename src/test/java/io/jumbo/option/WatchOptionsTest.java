package io.jumbo.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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
                "format | xml | jumbo.format = xml is not allowed: write auto or line or csv or blanks or regex or"
                        + " json",
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
                "header-lines | -1 | jumbo.header-lines = -1 is no number of lines: write a whole number from 0 on, such as 3",
                "charset | latin-17 | jumbo.charset = latin-17 is no charset of this Java: write its name, such as UTF-8,"
                        + " windows-1252, UTF-16LE or Shift_JIS",
                "skip | (a | jumbo.skip = (a is no Java regular expression (Unclosed group, at character 3): correct it; a"
                        + " backslash in front of a character takes its meaning from it, and a properties file wants each"
                        + " backslash twice",
                "header-pattern | (?<sample_id>.*) | jumbo.header-pattern = (?<sample_id>.*) is no Java regular expression"
                        + " (named capturing group is missing trailing '>', at character 10): correct it; the name of a group"
                        + " is letters and digits without blanks and underscores",
                "path-pattern | ([0-9]+) | jumbo.path-pattern = ([0-9]+) has no group with a name, so nothing is learnt by it:"
                        + " write for instance (?<serial>[0-9]+)",
                "names | a,,b | jumbo.names = a,,b has nothing between two commas: write one comma between two names",
                "names | a,b,a | jumbo.names = a,b,a names two fields a: give each its own name",
                "trim | maybe | jumbo.trim = maybe is not allowed: write yes or no",
                "record-timeout | 99ms | jumbo.record-timeout = 99ms is out of bounds: write a time from 100ms to 1d",
                "thousands-separator | 0 | jumbo.thousands-separator = 0 may itself be part of a number: write one character,"
                        + " such as . or ' or a blank, or nothing",
                "on-rewrite | ignore | jumbo.on-rewrite = ignore is not allowed: write append or reload",
                "forget-after | 30 | jumbo.forget-after = 30 has no unit: write a whole number and ms, s, m, h or d, such"
                        + " as 500ms",
                "forget-after | 1s | jumbo.forget-after = 1s is out of bounds: write a time from 1m to 3650d",
                "decimal-separator | ; | jumbo.decimal-separator = ; is not allowed: write . or ,",
                "null-value | NA,,- | jumbo.null-value = NA,,- has nothing between two commas: write one comma between two"
                        + " values; an empty csv field is NULL anyway",
                "null-value | NAN # none | jumbo.null-value = NAN # none has a comment behind it, which would be part of the"
                        + " value: write it in a line of its own",
                "comment-prefix | # # notes | jumbo.comment-prefix = # # notes has a comment behind it, which would be part of"
                        + " the value: write it in a line of its own",
                "comment-prefix | \"#\" | jumbo.comment-prefix = \"#\" stands in quotes: write # without",
                "skip | \"^#\" | jumbo.skip = \"^#\" stands in quotes: write ^# without",
                "only | /x$/ | jumbo.only = /x$/ stands in quotes: write x$ without",
                "directory | \"in\" | jumbo.directory = \"in\" stands in quotes: write in without",
                "directory | ~/in | jumbo.directory = ~/in begins with ~, which only a shell knows: write the whole path",
                "exclude | *.bak # old, new | jumbo.exclude = *.bak # old, new has a comment behind it, which would be part of"
                        + " the pattern: write it in a line of its own; where the name really has it, write ? in its place",
                "pol-interval | 1s | jumbo.pol-interval is not an option; did you mean jumbo.poll-interval?",
            })
    void refuses_with_key_value_and_remedy(String key, String value, String text) {
        // quoted '' is how JUnit writes the empty string: the third column holds what the user sees
        assertThat(refusal(key, value.isEmpty() ? "''" : value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "comment-prefix|\"",
                "comment-prefix|# ",
                "null-value|#N/A, #",
                "skip|\"END\"",
                "skip|/x/",
                "skip|US\\$\\/",
                "directory|a \"b\"",
                "directory|~in",
                "include|Run #1 *.txt",
            })
    void marks_that_may_be_meant_are_taken_as_they_stand(String key, String value) {
        assertThatCode(() -> with(key, value)).doesNotThrowAnyException();
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pattern=x | jumbo.pattern = x has no meaning without jumbo.format = regex; set that, or remove the pattern",
                "format=regex | jumbo.format = regex needs jumbo.pattern: write the regular expression whose groups are the"
                        + " fields",
                "format=json;names=a | jumbo.names = a has no meaning with jumbo.format = json, where the keys are the names;"
                        + " remove one of the two",
                "format=csv;null-value=NA,\"-\" | jumbo.null-value = NA,\"-\" has quotes, which a csv field has lost before it is"
                        + " compared: write the values without; an empty one is NULL anyway where it is no text",
                "decimal-separator=,;thousands-separator=, | jumbo.thousands-separator = , is also the decimal separator; set"
                        + " jumbo.decimal-separator or jumbo.thousands-separator to another character",
                "decimal-separator=,;quote= | jumbo.decimal-separator = , is also the delimiter, and without jumbo.quote no"
                        + " field can hold it; set jumbo.delimiter to another character",
                "format=json;thousands-separator=. ; decimal-separator=, | jumbo.thousands-separator = . is the decimal"
                        + " separator of numbers with jumbo.format = json; remove one of the two",
                "header-pattern=(?<a>x);path-pattern=(?<b>x)(?<a>y) | jumbo.path-pattern = (?<b>x)(?<a>y) has a group a, and"
                        + " so has jumbo.header-pattern; give one of the two another name",
            })
    void refuses_what_cannot_work_together_with_both_keys(String options, String text) {
        Map<String, String> texts = new HashMap<>();
        for (String option : options.split(";")) {
            String[] parts = option.strip().split("=", 2);
            texts.put(parts[0], parts[1]);
        }
        assertThat(catchThrowableOfType(InvalidOptionException.class, () -> WatchOptions.of("test", texts)))
                .hasMessage(text);
    }

    @Test
    void takes_a_decimal_comma_that_is_the_delimiter_too_where_fields_can_be_quoted() {
        assertThat(with("decimal-separator", ",").get(Option.DECIMAL_SEPARATOR)).isEqualTo(',');
    }

    @Test
    void reads_what_the_files_of_instruments_need() {
        assertThat(with("charset", "shift_jis").get(Option.CHARSET)).isEqualTo(Charset.forName("Shift_JIS"));
        assertThat(with("null-value", "NAN, -9999,---").get(Option.NULL_VALUE)).containsExactly("NAN", "-9999", "---");
        assertThat(with("names", "t, Current(A)").get(Option.NAMES)).containsExactly("t", "Current(A)");
        assertThat(with("thousands-separator", " ").get(Option.THOUSANDS_SEPARATOR))
                .contains(' ');
        assertThat(with("record-timeout", "1d").get(Option.RECORD_TIMEOUT)).contains(Duration.ofDays(1));
        assertThat(with("header-lines", " 3 ").get(Option.HEADER_LINES)).isEqualTo(3);
        assertThat(with("trim", "Yes").get(Option.TRIM)).isTrue();
        assertThat(with("comment-prefix", "#").get(Option.COMMENT_PREFIX)).contains("#");
        assertThat(with("skip", "^\\s*#").get(Option.SKIP)).contains(new LinePattern("^\\s*#"));
    }

    @Test
    void knows_the_named_groups_of_a_pattern_and_nothing_that_looks_like_one() {
        assertThat(new LinePattern("(?<a>x)[(?<b>y)]\\(?<c>(?<=d)(?<e9>z)").groups())
                .containsExactly("a", "e9");
        assertThat(new LinePattern("(?<a>x)(y)(?:z)").groupCount()).isEqualTo(2);
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
