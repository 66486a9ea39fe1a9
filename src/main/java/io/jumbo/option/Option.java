package io.jumbo.option;

import io.jumbo.option.InvalidOptionException.Problem;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An option of a watch: its key, its default and what a value must look like. Every option is declared here and nowhere else; how it is read,
 * refused and given to a watch follows from its declaration. A key is kebab-case and stands here without the prefix {@code jumbo.} or {@code watch.NAME.},
 * which only properties and messages carry. Immutable.
 *
 * @param <T> type of its value
 */
public final class Option<T> {

    /** What the keys of the unnamed watch begin with in properties, and those of the defaults of all named ones. */
    public static final String PREFIX = "jumbo.";

    /** What the keys of named watches begin with: {@code watch.NAME.OPTION}. */
    public static final String WATCH_PREFIX = "watch.";

    private static final List<Option<?>> ALL = new ArrayList<>();

    /** The name of the watch. */
    public static final Option<String> WATCH =
            option("watch", "data", "name under which offsets and dead letters are kept", OptionReader::name);

    /** The directory to watch. */
    public static final Option<Path> DIRECTORY = option(
            "directory",
            "data",
            "directory to watch, absolute or relative to the working directory",
            OptionReader::directory);

    /** The files to read. */
    public static final Option<String> INCLUDE = option(
            "include",
            "**/*.txt",
            "files to read: Ant patterns below the directory, comma separated",
            OptionReader::include);

    /** The files to leave alone. */
    public static final Option<String> EXCLUDE = option(
            "exclude",
            "",
            "files to leave alone: Ant patterns, comma separated; wins over include",
            OptionReader::patterns);

    /** The time between two polls. */
    public static final Option<Duration> POLL_INTERVAL = option(
            "poll-interval",
            "500ms",
            "time between two polls of the directory, 10ms to 1h; longer with many thousand files",
            OptionReader::pollInterval);

    /** The user's statement. */
    public static final Option<String> INSERT = option(
            "insert",
            "INSERT INTO data_container (ID) VALUES (%s)",
            "statement to run for each line; %s is the next field",
            OptionReader::statement);

    /** The statement that makes the table. */
    public static final Option<Optional<String>> CREATE_TABLE = option(
            "create-table",
            "CREATE TABLE IF NOT EXISTS data_container (ID FLOAT PRIMARY KEY NOT NULL)",
            "statement to run once at start; empty = none; the default counts only for a statement that names its table",
            OptionReader::optionalStatement);

    /** Where a file never seen before is begun. */
    public static final Option<StartAt> START_AT = option(
            "start-at", "beginning", "where to begin in files that exist at the very first start", StartAt::parse);

    /** The longest line that becomes a row. */
    public static final Option<Integer> MAX_LINE_BYTES = option(
            "max-line-bytes",
            "1MB",
            "longest line, 1B to 64MB; a longer one is a dead letter",
            OptionReader::lineBytes);

    /** The most that one transaction writes. */
    public static final Option<Integer> CHUNK_BYTES = option(
            "chunk-bytes",
            "4MB",
            "most bytes of complete lines in one transaction, 64KB to 64MB",
            OptionReader::chunkBytes);

    /** The encoding of the files. */
    public static final Option<Charset> CHARSET = option(
            "charset",
            "UTF-8",
            "encoding of the files, such as UTF-8, windows-1252, UTF-16LE or Shift_JIS",
            OptionReader::charset);

    /** What ends a line. */
    public static final Option<LineEnd> LINE_END =
            option("line-end", "lf", "what ends a line: lf = LF or CRLF; cr = a lone CR too", LineEnd::parse);

    /** How a line becomes fields. */
    public static final Option<LineFormat> FORMAT = option(
            "format",
            "auto",
            "auto, line, csv, blanks, regex or json; auto: one %s is the whole line, anything else is csv",
            LineFormat::parse);

    /** The character between two fields. */
    public static final Option<Character> DELIMITER = option(
            "delimiter", ",", "character between two fields; tab or \\t for a tabulator", OptionReader::delimiter);

    /** The character round a field that contains the delimiter. */
    public static final Option<Optional<Character>> QUOTE = option(
            "quote", "\"", "character round a field that contains the delimiter; empty = none", OptionReader::quote);

    /** What finds the fields of a line. */
    public static final Option<Optional<LinePattern>> PATTERN = option(
            "pattern", "", "for format = regex: regular expression whose groups are the fields", OptionReader::pattern);

    /** Lines of the header at the top of each file. */
    public static final Option<Integer> HEADER_LINES = option(
            "header-lines",
            "0",
            "so many lines at the top of each file are header, blank ones counted",
            OptionReader::lines);

    /** What the last line of the header holds. */
    public static final Option<Optional<LinePattern>> HEADER_END = option(
            "header-end",
            "",
            "regular expression: the header ends with the first line in which it is found",
            OptionReader::pattern);

    /** What the first line behind the data holds. */
    public static final Option<Optional<LinePattern>> DATA_END = option(
            "data-end",
            "",
            "regular expression: the line in which it is found and those behind it are no data",
            OptionReader::pattern);

    /** What lines hold that are no data. */
    public static final Option<Optional<LinePattern>> SKIP =
            option("skip", "", "regular expression: lines in which it is found are skipped", OptionReader::pattern);

    /** The beginning of lines that are no data. */
    public static final Option<Optional<String>> COMMENT_PREFIX = option(
            "comment-prefix", "", "lines that begin with this are skipped; empty = none", OptionReader::optionalText);

    /** What all data lines hold. */
    public static final Option<Optional<LinePattern>> ONLY =
            option("only", "", "regular expression: lines in which it is not found are skipped", OptionReader::pattern);

    /** The names of the fields. */
    public static final Option<List<String>> NAMES = option(
            "names",
            "",
            "names of the fields, comma separated, where the file does not give them",
            OptionReader::names);

    /** What finds values in lines above the data. */
    public static final Option<Optional<LinePattern>> HEADER_PATTERN = option(
            "header-pattern",
            "",
            "regular expression: its named groups, found in lines that are no data, are values of the lines below",
            OptionReader::patternWithNames);

    /** What finds values in the path of a file. */
    public static final Option<Optional<LinePattern>> PATH_PATTERN = option(
            "path-pattern",
            "",
            "regular expression: its named groups, found in the path of the file, are values of its lines",
            OptionReader::patternWithNames);

    /** The decimal separator of numbers. */
    public static final Option<Character> DECIMAL_SEPARATOR = option(
            "decimal-separator",
            ".",
            "decimal separator of fields that go into a number: . or ,",
            OptionReader::decimalSeparator);

    /** What separates the thousands of numbers. */
    public static final Option<Optional<Character>> THOUSANDS_SEPARATOR = option(
            "thousands-separator",
            "",
            "character that is removed from fields that go into a number; empty = none",
            OptionReader::thousandsSeparator);

    /** The fields that mean NULL. */
    public static final Option<List<String>> NULL_VALUE = option(
            "null-value",
            "",
            "fields that become NULL, comma separated, such as NAN,-9999,---",
            OptionReader::nullValues);

    /** Whether blanks round a field are removed. */
    public static final Option<Boolean> TRIM =
            option("trim", "no", "yes or no: whether blanks round every field are removed", OptionReader::yes);

    /** The zone of times that bear none. */
    public static final Option<Optional<String>> TIME_ZONE = option(
            "time-zone",
            "",
            "PostgreSQL's TimeZone for times without one, such as Asia/Tokyo; empty = the database's, as in psql",
            OptionReader::optionalText);

    /** The order of the numbers in a date. */
    public static final Option<Optional<DateOrder>> DATE_STYLE = option(
            "date-style",
            "",
            "PostgreSQL's DateStyle, of which the order counts: DMY, MDY or YMD; empty = the database's, as in psql",
            DateOrder::of);

    /** What the first line of a record holds. */
    public static final Option<Optional<LinePattern>> RECORD_START = option(
            "record-start",
            "",
            "regular expression: a record of several lines begins with a line in which it is found",
            OptionReader::pattern);

    /** When what has no end counts as complete. */
    public static final Option<Optional<Duration>> RECORD_TIMEOUT = option(
            "record-timeout",
            "",
            "time without a new byte after which a last record or line counts as complete, 100ms to 1d; empty = never",
            OptionReader::recordTimeout);

    /** What happens when old lines were changed. */
    public static final Option<OnRewrite> ON_REWRITE = option(
            "on-rewrite",
            "append",
            "append or reload: a file whose written lines were changed is read behind them, or from its start",
            OnRewrite::parse);

    /** The order in which the files of a poll are written. */
    public static final Option<FileOrder> FILE_ORDER = option(
            "file-order",
            "auto",
            "auto, name or modified: order of the files of a poll; auto: by name, one after the other, if rows of two can meet",
            FileOrder::parse);

    /** When the offset of a file that is gone is deleted. */
    public static final Option<Duration> FORGET_AFTER = option(
            "forget-after",
            "30d",
            "time after which the offset of a file that is gone is deleted, 1m to 3650d",
            OptionReader::forgetAfter);

    private final String key;
    private final String defaultValue;
    private final String meaning;
    private final Function<String, T> reader;

    private Option(String key, String defaultValue, String meaning, Function<String, T> reader) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
        this.reader = reader;
    }

    private static <T> Option<T> option(String key, String defaultValue, String meaning, Function<String, T> reader) {
        Option<T> option = new Option<>(key, defaultValue, meaning, reader);
        ALL.add(option);
        return option;
    }

    /** What the keys of a named watch begin with. */
    public static String prefix(String watch) {
        return WATCH_PREFIX + watch + ".";
    }

    /** All options, in the order in which they are documented. */
    public static List<Option<?>> all() {
        return List.copyOf(ALL);
    }

    /** The key without its prefix, such as {@code poll-interval}. */
    public String key() {
        return key;
    }

    /** The text that counts when the user sets nothing. */
    public String defaultValue() {
        return defaultValue;
    }

    /** One line for people: what it is, its unit and its bounds. */
    public String meaning() {
        return meaning;
    }

    /** The option with this key, given without prefix. */
    public static Optional<Option<?>> of(String key) {
        return ALL.stream().filter(option -> option.key.equals(key)).findFirst();
    }

    /** All keys, in the order in which they are documented. */
    public static List<String> keys() {
        return ALL.stream().<String>map(Option::key).toList();
    }

    /**
     * The value in its own type.
     *
     * @throws InvalidOptionException if it cannot be used
     */
    public T read(String value) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    List.of(new Problem(key, PREFIX + key + " = " + value + " " + e.getMessage())));
        }
    }

    @Override
    public String toString() {
        return key;
    }
}
