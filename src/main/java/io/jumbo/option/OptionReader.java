package io.jumbo.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns the text of one option into its value. Each method throws {@code IllegalArgumentException} with the rest of the
 * sentence that begins with key and value: what is wrong and what to write.
 */
final class OptionReader {

    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);
    private static final Duration LONGEST_POLL = Duration.ofHours(1);
    private static final Duration SHORTEST_MEMORY = Duration.ofMinutes(1);
    private static final Duration LONGEST_MEMORY = Duration.ofDays(3650);
    private static final ByteSize SMALLEST_LINE = new ByteSize(1);
    private static final ByteSize SMALLEST_CHUNK = new ByteSize(64 << 10);
    /** A line and a chunk are held in memory, a chunk for each watch. */
    private static final ByteSize LARGEST = new ByteSize(64 << 20);

    private OptionReader() {}

    static String name(String text) {
        return text.strip();
    }

    static Path directory(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("is empty: name the directory to watch, such as data");
        }
        // A properties file eats single backslashes.
        if (trimmed.matches("[A-Za-z]:[^/\\\\].*")) {
            throw new IllegalArgumentException(
                    "looks like a Windows path without its backslashes: write C:/data or C:\\\\data");
        }
        if (trimmed.contains("${")) {
            throw new IllegalArgumentException("contains ${: write the directory itself, or {{env:NAME}} in a route");
        }
        try {
            return Path.of(trimmed);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "is not a path (" + e.getReason() + "): name the directory to watch, such as data", e);
        }
    }

    static String include(String text) {
        String patterns = patterns(text);
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("is empty: name the files to read, such as **/*.txt");
        }
        return patterns;
    }

    static String patterns(String text) {
        return PatternSyntax.read(text);
    }

    static Duration pollInterval(String text) {
        Duration interval = Interval.parse(text);
        if (interval.compareTo(SHORTEST_POLL) < 0 || interval.compareTo(LONGEST_POLL) > 0) {
            throw new IllegalArgumentException("is out of bounds: write a time from " + Interval.format(SHORTEST_POLL)
                    + " to " + Interval.format(LONGEST_POLL));
        }
        return interval;
    }

    static Duration forgetAfter(String text) {
        Duration interval = Interval.parse(text);
        if (interval.compareTo(SHORTEST_MEMORY) < 0 || interval.compareTo(LONGEST_MEMORY) > 0) {
            throw new IllegalArgumentException("is out of bounds: write a time from " + Interval.format(SHORTEST_MEMORY)
                    + " to " + Interval.format(LONGEST_MEMORY));
        }
        return interval;
    }

    static String statement(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "is empty: write the statement to run for each line, such as " + Option.INSERT.defaultValue());
        }
        return text.strip();
    }

    static Optional<String> optionalStatement(String text) {
        return optionalText(text);
    }

    static Optional<String> optionalText(String text) {
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    static Integer lineBytes(String text) {
        return between(SMALLEST_LINE, text);
    }

    static Integer chunkBytes(String text) {
        return between(SMALLEST_CHUNK, text);
    }

    private static int between(ByteSize smallest, String text) {
        ByteSize size = ByteSize.parse(text);
        if (size.bytes() < smallest.bytes() || size.bytes() > LARGEST.bytes()) {
            throw new IllegalArgumentException("is out of bounds: write a size from " + smallest + " to " + LARGEST);
        }
        return Math.toIntExact(size.bytes());
    }

    static Character delimiter(String text) {
        String written = text.length() == 1 ? text : text.strip();
        if (written.equals("\\t") || written.equalsIgnoreCase("tab")) {
            return '\t';
        }
        return oneCharacter(written, "write one character, such as , or ; or tab");
    }

    static Optional<Character> quote(String text) {
        String written = text.strip();
        return written.isEmpty()
                ? Optional.empty()
                : Optional.of(oneCharacter(written, "write one character, or nothing"));
    }

    private static Character oneCharacter(String text, String remedy) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("is not one character: " + remedy);
        }
        char character = text.charAt(0);
        if (character == '\n' || character == '\r' || character == 0) {
            throw new IllegalArgumentException("is the end of a line, or NUL: " + remedy);
        }
        return character;
    }

    /** Accepts nothing but the default of an option that comes in a later version. */
    static Function<String, String> only(String defaultValue) {
        return text -> {
            if (text.strip().equalsIgnoreCase(defaultValue)) {
                return defaultValue;
            }
            throw new IllegalArgumentException("is not available in this version; remove it or set it to its default"
                    + (defaultValue.isEmpty() ? ", empty" : " " + defaultValue));
        };
    }
}
