package io.jumbo.option;

import io.jumbo.option.InvalidOptionException.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The validated options of one watch, defaults applied.
 *
 * @param watch name of the watch; offsets and dead letters are kept under it
 * @param directory directory to watch, as the user wrote it
 * @param include Ant patterns of the files to read, below the directory, comma separated, at least one
 * @param exclude Ant patterns of the files to leave alone, comma separated, or empty
 * @param pollInterval time between two polls, 10 ms to 1 h
 * @param insert the user's statement, not blank; its placeholders are not looked at here
 * @param createTable statement to run once at start
 * @param startAt where to begin in files that exist when the watch is started for the first time
 * @param maxLineBytes longest line that becomes a row, in bytes without its terminator, 1 B to 64 MB
 * @param chunkBytes most bytes of complete lines in one transaction, 64 KB to 64 MB
 * @param format how a line becomes fields
 * @param delimiter character between two fields
 * @param quote character round a field that contains the delimiter
 * @param onRewrite what to do with a file whose written lines were changed
 * @param forgetAfter time after which the offset of a file that is gone is deleted, 1 minute to 3650 days
 */
public record WatchOptions(
        String watch,
        Path directory,
        String include,
        String exclude,
        Duration pollInterval,
        String insert,
        Optional<String> createTable,
        StartAt startAt,
        int maxLineBytes,
        int chunkBytes,
        LineFormat format,
        char delimiter,
        Optional<Character> quote,
        OnRewrite onRewrite,
        Duration forgetAfter) {

    /**
     * Reads the options of one watch.
     *
     * @param watch name of the watch, not blank
     * @param values text by key without prefix, such as {@code poll-interval}; an absent key means its default
     * @throws InvalidOptionException with everything that is wrong, not only the first
     */
    public static WatchOptions of(String watch, Map<String, String> values) {
        Reading reading = new Reading(values);
        reading.refuseUnknownKeys();
        if (watch.isBlank()) {
            reading.refuse("watch", "watch is empty: give the watch a name, such as data");
        }
        Path directory = reading.read(Option.DIRECTORY, Path.class);
        String include = reading.read(Option.INCLUDE, String.class);
        String exclude = reading.read(Option.EXCLUDE, String.class);
        Duration pollInterval = reading.read(Option.POLL_INTERVAL, Duration.class);
        String insert = reading.read(Option.INSERT, String.class);
        Optional<String> createTable = reading.readOptional(Option.CREATE_TABLE, String.class);
        StartAt startAt = reading.read(Option.START_AT, StartAt.class);
        Integer maxLineBytes = reading.read(Option.MAX_LINE_BYTES, Integer.class);
        Integer chunkBytes = reading.read(Option.CHUNK_BYTES, Integer.class);
        LineFormat format = reading.read(Option.FORMAT, LineFormat.class);
        Character delimiter = reading.read(Option.DELIMITER, Character.class);
        Optional<Character> quote = reading.readOptional(Option.QUOTE, Character.class);
        OnRewrite onRewrite = reading.read(Option.ON_REWRITE, OnRewrite.class);
        Duration forgetAfter = reading.read(Option.FORGET_AFTER, Duration.class);
        for (Option option : Option.values()) {
            if (!option.available()) {
                reading.read(option, String.class);
            }
        }
        reading.refuseSame(delimiter, quote);
        reading.throwIfRefused();
        return new WatchOptions(
                watch,
                directory,
                include,
                exclude,
                pollInterval,
                insert,
                createTable,
                startAt,
                maxLineBytes,
                chunkBytes,
                format,
                delimiter,
                quote,
                onRewrite,
                forgetAfter);
    }

    /** Reads one option after the other and remembers what is wrong; what it returns after a problem is not used. */
    private static final class Reading {
        private final Map<String, String> values;
        private final List<Problem> problems = new ArrayList<>();

        Reading(Map<String, String> values) {
            this.values = values;
        }

        void refuseUnknownKeys() {
            values.keySet().stream()
                    .sorted()
                    .filter(key -> Option.of(key).isEmpty())
                    .forEach(this::refuseUnknown);
        }

        private void refuseUnknown(String key) {
            refuse(
                    key,
                    Option.PREFIX + key + " is not an option"
                            + Spelling.nearest(key, Option.keys())
                                    .map(near -> "; did you mean " + Option.PREFIX + near + "?")
                                    .orElse("; remove it (the options are: " + String.join(", ", Option.keys()) + ")"));
        }

        <T> T read(Option option, Class<T> type) {
            try {
                return option.read(values.getOrDefault(option.key(), option.defaultValue()), type);
            } catch (InvalidOptionException e) {
                problems.addAll(e.problems());
                return null;
            }
        }

        <T> Optional<T> readOptional(Option option, Class<T> type) {
            Optional<?> value = read(option, Optional.class);
            return value == null ? Optional.empty() : value.map(type::cast);
        }

        void refuseSame(Character delimiter, Optional<Character> quote) {
            if (delimiter != null && quote.equals(Optional.of(delimiter))) {
                refuse(
                        Option.QUOTE.key(),
                        "jumbo.quote = " + delimiter + " is also the delimiter; set jumbo.delimiter or jumbo.quote to"
                                + " another character");
            }
        }

        void refuse(String key, String text) {
            problems.add(new Problem(key, text));
        }

        void throwIfRefused() {
            if (!problems.isEmpty()) {
                throw new InvalidOptionException(problems);
            }
        }
    }
}
