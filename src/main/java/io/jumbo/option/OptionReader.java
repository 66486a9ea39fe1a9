package io.jumbo.option;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns the text of one option into its value. Each method throws {@code IllegalArgumentException} with the rest of the
 * sentence that begins with key and value: what is wrong and what to write.
 */
final class OptionReader {

    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);
    private static final Duration LONGEST_POLL = Duration.ofHours(1);
    private static final Duration SHORTEST_MEMORY = Duration.ofMinutes(1);
    private static final Duration LONGEST_MEMORY = Duration.ofDays(3650);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);
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
        ForeignMarks.refuseQuotes(trimmed);
        if (trimmed.matches("~(/.*)?")) {
            throw new IllegalArgumentException("begins with ~, which only a shell knows: write the whole path");
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
        String patterns = PatternSyntax.read(text);
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("is empty: name the files to read, such as **/*.txt");
        }
        return patterns;
    }

    static Duration pollInterval(String text) {
        return Interval.between(SHORTEST_POLL, LONGEST_POLL, text);
    }

    static Duration forgetAfter(String text) {
        return Interval.between(SHORTEST_MEMORY, LONGEST_MEMORY, text);
    }

    static String statement(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "is empty: write the statement to run for each line, such as " + Option.INSERT.defaultValue());
        }
        return text.strip();
    }

    static Optional<String> optionalText(String text) {
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    static Optional<String> prefix(String text) {
        Optional<String> prefix = optionalText(text);
        prefix.ifPresent(ForeignMarks::refuseQuotes);
        prefix.ifPresent(ForeignMarks::refuseComment);
        return prefix;
    }

    static Integer lineBytes(String text) {
        return ByteSize.between(SMALLEST_LINE, LARGEST, text);
    }

    static Integer chunkBytes(String text) {
        return ByteSize.between(SMALLEST_CHUNK, LARGEST, text);
    }

    static Charset charset(String text) {
        String name = text.strip();
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "is no charset of this Java: write its name, such as UTF-8, windows-1252, UTF-16LE or Shift_JIS"
                            + Spelling.nearest(name, Charset.availableCharsets().keySet())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""),
                    e);
        }
    }

    static Integer lines(String text) {
        try {
            int lines = Integer.parseInt(text.strip());
            if (lines >= 0) {
                return lines;
            }
        } catch (NumberFormatException e) {
            // told below, as a negative number is
        }
        throw new IllegalArgumentException("is no number of lines: write a whole number from 0 on, such as 3");
    }

    static Boolean yes(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!word.equals("yes") && !word.equals("no")) {
            throw new IllegalArgumentException("is not allowed: write yes or no");
        }
        return word.equals("yes");
    }

    static Optional<Duration> recordTimeout(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Interval.between(SHORTEST_TIMEOUT, LONGEST_TIMEOUT, text));
    }
}
