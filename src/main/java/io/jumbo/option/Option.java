package io.jumbo.option;

import io.jumbo.option.InvalidOptionException.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every option of a watch: its key, its default and what a value must look like. A key is kebab-case and stands here
 * without its prefix {@code jumbo.}, which only properties and messages carry.
 */
public enum Option {
    /** The name of the watch. */
    WATCH("watch", "data", "name under which offsets and dead letters are kept", OptionReader::name),
    /** The directory to watch. */
    DIRECTORY(
            "directory",
            "data",
            "directory to watch, absolute or relative to the working directory",
            OptionReader::directory),
    /** The files to read. */
    INCLUDE(
            "include",
            "**/*.txt",
            "files to read: Ant patterns below the directory, comma separated",
            OptionReader::include),
    /** The files to leave alone. */
    EXCLUDE(
            "exclude",
            "",
            "files to leave alone: Ant patterns, comma separated; wins over include",
            OptionReader::patterns),
    /** The time between two polls. */
    POLL_INTERVAL(
            "poll-interval",
            "500ms",
            "time between two polls of the directory, 10ms to 1h; longer with many thousand files",
            OptionReader::pollInterval),
    /** The user's statement. */
    INSERT(
            "insert",
            "INSERT INTO data_container (ID) VALUES (%s)",
            "statement to run for each line; %s is the next field",
            OptionReader::statement),
    /** The statement that makes the table. */
    CREATE_TABLE(
            "create-table",
            "CREATE TABLE IF NOT EXISTS data_container (ID FLOAT PRIMARY KEY NOT NULL)",
            "statement to run once at start; empty = none",
            OptionReader::optionalStatement),
    /** Where a file never seen before is begun. */
    START_AT("start-at", "beginning", "where to begin in files that exist at the very first start", StartAt::parse),
    /** The longest line that becomes a row. */
    MAX_LINE_BYTES(
            "max-line-bytes",
            "1MB",
            "longest line, 1B to 64MB; a longer one is a dead letter",
            OptionReader::lineBytes),
    /** The most that one transaction writes. */
    CHUNK_BYTES(
            "chunk-bytes",
            "4MB",
            "most bytes of complete lines in one transaction, 64KB to 64MB",
            OptionReader::chunkBytes),
    /** The encoding of the files. */
    CHARSET("charset", "UTF-8", "encoding of the files"),
    /** How a line becomes fields. */
    FORMAT("format", "auto", "auto, line or csv; auto: one %s is the whole line, several are csv", LineFormat::parse),
    /** The character between two fields. */
    DELIMITER("delimiter", ",", "character between two fields; \\t or tab for a tabulator", OptionReader::delimiter),
    /** The character round a field that contains the delimiter. */
    QUOTE("quote", "\"", "character round a field that contains the delimiter; empty = none", OptionReader::quote),
    /** Lines to skip at the top of each file. */
    HEADER_LINES("header-lines", "0", "lines to skip at the top of each file"),
    /** The beginning of lines that are no data. */
    COMMENT_PREFIX("comment-prefix", "", "lines that begin with this are skipped; empty = none"),
    /** The field that means NULL. */
    NULL_VALUE("null-value", "", "field that becomes NULL"),
    /** The decimal separator of numbers. */
    DECIMAL_SEPARATOR("decimal-separator", ".", "decimal separator of numbers"),
    /** What happens when old lines were changed. */
    ON_REWRITE(
            "on-rewrite",
            "append",
            "append or reload: a file whose written lines were changed is read behind them, or from its start",
            OnRewrite::parse),
    /** When the offset of a file that is gone is deleted. */
    FORGET_AFTER(
            "forget-after",
            "30d",
            "time after which the offset of a file that is gone is deleted, 1m to 3650d",
            OptionReader::forgetAfter);

    /** What every key begins with outside this package. */
    public static final String PREFIX = "jumbo.";

    private final String key;
    private final String defaultValue;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // every reader is a method without state
    private final Function<String, ?> reader;

    private final boolean available;

    /** An option that works. */
    Option(String key, String defaultValue, String meaning, Function<String, ?> reader) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
        this.reader = reader;
        this.available = true;
    }

    /** An option that is promised for a later version: known, but nothing except its default is accepted. */
    Option(String key, String defaultValue, String meaning) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
        this.reader = OptionReader.only(defaultValue);
        this.available = false;
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

    /** Whether anything but the default is accepted in this version. */
    public boolean available() {
        return available;
    }

    /** The option with this key, given without prefix. */
    public static Optional<Option> of(String key) {
        return Stream.of(values()).filter(option -> option.key.equals(key)).findFirst();
    }

    /** All keys, in the order in which they are documented. */
    public static List<String> keys() {
        return Stream.of(values()).map(Option::key).toList();
    }

    /**
     * Checks one value.
     *
     * @throws InvalidOptionException if it cannot be used
     */
    public void check(String value) {
        read(value, Object.class);
    }

    /**
     * The value in its own type.
     *
     * @throws InvalidOptionException if it cannot be used
     */
    public <T> T read(String value, Class<T> type) {
        try {
            return type.cast(reader.apply(value));
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    List.of(new Problem(key, PREFIX + key + " = " + value + " " + e.getMessage())));
        }
    }

    /**
     * The value of an option that may be empty.
     *
     * @throws InvalidOptionException if it cannot be used
     */
    public <T> Optional<T> readOptional(String value, Class<T> type) {
        Optional<?> read = read(value, Optional.class);
        return read.map(type::cast);
    }
}
