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
 * which only properties and messages carry. What each one is, its {@link #meaning} says. Immutable.
 *
 * @param <T> type of its value
 */
public final class Option<T> {

    /** What the keys of the unnamed watch begin with in properties, and those of the defaults of all named ones. */
    public static final String PREFIX = "jumbo.";

    /** What the keys of named watches begin with: {@code watch.NAME.OPTION}. */
    public static final String WATCH_PREFIX = "watch.";

    private static final List<Option<?>> ALL = new ArrayList<>();

    public static final Option<String> WATCH =
            option("watch", "data", OptionReader::name).meaning("name under which offsets and dead letters are kept");

    public static final Option<Path> DIRECTORY = option("directory", "data", OptionReader::directory)
            .meaning("directory to watch, absolute or relative to the working directory");

    public static final Option<String> INCLUDE = option("include", "**/*.txt", OptionReader::include)
            .meaning("files to read: Ant patterns below the directory, comma separated");

    public static final Option<String> EXCLUDE = option("exclude", "", PatternSyntax::read)
            .meaning("files to leave alone: Ant patterns, comma separated; wins over include");

    public static final Option<Duration> POLL_INTERVAL = option("poll-interval", "500ms", OptionReader::pollInterval)
            .meaning("time between two polls of the directory, 10ms to 1h; longer with many thousand files");

    public static final Option<String> INSERT = option(
                    "insert", "INSERT INTO data_container (ID) VALUES (%s)", OptionReader::statement)
            .meaning("statement to run for each line; %s is the next field");

    public static final Option<Optional<String>> CREATE_TABLE = option(
                    "create-table",
                    "CREATE TABLE IF NOT EXISTS data_container (ID FLOAT PRIMARY KEY NOT NULL)",
                    OptionReader::optionalText)
            .meaning(
                    "statement to run once at start; empty = none; the default counts only for a statement that names its table");

    public static final Option<StartAt> START_AT = option("start-at", "beginning", StartAt::parse)
            .meaning("where to begin in files that exist at the very first start");

    public static final Option<Integer> MAX_LINE_BYTES = option("max-line-bytes", "1MB", OptionReader::lineBytes)
            .meaning("longest line, 1B to 64MB; a longer one is a dead letter");

    public static final Option<Integer> CHUNK_BYTES = option("chunk-bytes", "4MB", OptionReader::chunkBytes)
            .meaning("most bytes of complete lines in one transaction, 64KB to 64MB");

    public static final Option<Charset> CHARSET = option("charset", "UTF-8", OptionReader::charset)
            .meaning("encoding of the files, such as UTF-8, windows-1252, UTF-16LE or Shift_JIS");

    public static final Option<LineEnd> LINE_END =
            option("line-end", "lf", LineEnd::parse).meaning("what ends a line: lf = LF or CRLF; cr = a lone CR too");

    public static final Option<LineFormat> FORMAT = option("format", "auto", LineFormat::parse)
            .meaning("auto, line, csv, blanks, regex or json; auto: one %s is the whole line, anything else is csv");

    public static final Option<Character> DELIMITER = option("delimiter", ",", Separator::field)
            .meaning("character between two fields; tab or \\t for a tabulator");

    public static final Option<Optional<Character>> QUOTE = option("quote", "\"", Separator::quote)
            .meaning("character round a field that contains the delimiter; empty = none");

    public static final Option<Optional<LinePattern>> PATTERN = option("pattern", "", ExpressionReader::pattern)
            .meaning("for format = regex: regular expression whose groups are the fields");

    public static final Option<Integer> HEADER_LINES = option("header-lines", "0", OptionReader::lines)
            .meaning("so many lines at the top of each file are header, blank ones counted");

    public static final Option<Optional<LinePattern>> HEADER_END = option("header-end", "", ExpressionReader::pattern)
            .meaning("regular expression: the header ends with the first line in which it is found");

    public static final Option<Optional<LinePattern>> DATA_END = option("data-end", "", ExpressionReader::pattern)
            .meaning("regular expression: the line in which it is found and those behind it are no data");

    public static final Option<Optional<LinePattern>> SKIP = option("skip", "", ExpressionReader::pattern)
            .meaning("regular expression: lines in which it is found are skipped");

    public static final Option<Optional<String>> COMMENT_PREFIX = option("comment-prefix", "", OptionReader::prefix)
            .meaning("lines that begin with this are skipped; empty = none");

    public static final Option<Optional<LinePattern>> ONLY = option("only", "", ExpressionReader::pattern)
            .meaning("regular expression: lines in which it is not found are skipped");

    public static final Option<List<String>> NAMES = option("names", "", WordList::names)
            .meaning("names of the fields, comma separated, where the file does not give them");

    public static final Option<Optional<LinePattern>> HEADER_PATTERN = option(
                    "header-pattern", "", ExpressionReader::patternWithNames)
            .meaning(
                    "regular expression: its named groups, found in lines that are no data, are values of the lines below");

    public static final Option<Optional<LinePattern>> PATH_PATTERN = option(
                    "path-pattern", "", ExpressionReader::patternWithNames)
            .meaning("regular expression: its named groups, found in the path of the file, are values of its lines");

    public static final Option<Character> DECIMAL_SEPARATOR = option("decimal-separator", ".", Separator::decimal)
            .meaning("decimal separator of fields that go into a number: . or ,");

    public static final Option<Optional<Character>> THOUSANDS_SEPARATOR = option(
                    "thousands-separator", "", Separator::thousands)
            .meaning("character that is removed from fields that go into a number; empty = none");

    public static final Option<List<String>> NULL_VALUE = option("null-value", "", WordList::nullValues)
            .meaning("fields that become NULL, comma separated, such as NAN,-9999,---");

    public static final Option<Boolean> TRIM =
            option("trim", "no", OptionReader::yes).meaning("yes or no: whether blanks round every field are removed");

    public static final Option<Optional<String>> TIME_ZONE = option("time-zone", "", OptionReader::optionalText)
            .meaning(
                    "PostgreSQL's TimeZone for times without one, such as Asia/Tokyo; empty = the database's, as in psql");

    public static final Option<Optional<DateOrder>> DATE_STYLE = option("date-style", "", DateOrder::of)
            .meaning(
                    "PostgreSQL's DateStyle, of which the order counts: DMY, MDY or YMD; empty = the database's, as in psql");

    public static final Option<Optional<LinePattern>> RECORD_START = option(
                    "record-start", "", ExpressionReader::pattern)
            .meaning("regular expression: a record of several lines begins with a line in which it is found");

    public static final Option<Optional<Duration>> RECORD_TIMEOUT = option(
                    "record-timeout", "", OptionReader::recordTimeout)
            .meaning(
                    "time without a new byte after which a last record or line counts as complete, 100ms to 1d; empty = never");

    public static final Option<OnRewrite> ON_REWRITE = option("on-rewrite", "append", OnRewrite::parse)
            .meaning(
                    "append or reload: a file whose written lines were changed is read behind them, or from its start");

    public static final Option<FileOrder> FILE_ORDER = option("file-order", "auto", FileOrder::parse)
            .meaning(
                    "auto, name or modified: order of the files of a poll; auto: by name, one after the other, if rows of two can meet");

    public static final Option<Duration> FORGET_AFTER = option("forget-after", "30d", OptionReader::forgetAfter)
            .meaning("time after which the offset of a file that is gone is deleted, 1m to 3650d");

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

    private static <T> Declaration<T> option(String key, String defaultValue, Function<String, T> reader) {
        return new Declaration<>(key, defaultValue, reader);
    }

    private record Declaration<T>(String key, String defaultValue, Function<String, T> reader) {

        Option<T> meaning(String meaning) {
            Option<T> option = new Option<>(key, defaultValue, meaning, reader);
            ALL.add(option);
            return option;
        }
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
