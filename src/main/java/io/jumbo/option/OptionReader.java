package io.jumbo.option;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

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
    private static final Pattern BAD_GROUP = Pattern.compile("\\(\\?<(?![=!])(?![A-Za-z][A-Za-z0-9]*>)");
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
        return between(SHORTEST_POLL, LONGEST_POLL, text);
    }

    static Duration forgetAfter(String text) {
        return between(SHORTEST_MEMORY, LONGEST_MEMORY, text);
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

    /** Not stripped: a blank may be what is looked for. */
    static Optional<LinePattern> pattern(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LinePattern(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is no Java regular expression (" + e.getDescription()
                            + (e.getIndex() < 0 ? "" : ", at character " + (e.getIndex() + 1))
                            + "): correct it"
                            + (BAD_GROUP.matcher(text).find()
                                    ? "; the name of a group is letters and digits without blanks and underscores"
                                    : "; a backslash in front of a character takes its meaning from it, and a properties"
                                            + " file wants each backslash twice"),
                    e);
        }
    }

    static Optional<LinePattern> patternWithNames(String text) {
        Optional<LinePattern> pattern = pattern(text);
        if (pattern.filter(found -> found.groups().isEmpty()).isPresent()) {
            throw new IllegalArgumentException(
                    "has no group with a name, so nothing is learnt by it: write for instance (?<serial>[0-9]+)");
        }
        return pattern;
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

    static List<String> names(String text) {
        List<String> names = list(text, "write one comma between two names");
        names.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .findFirst()
                .ifPresent(twice -> {
                    throw new IllegalArgumentException("names two fields " + twice + ": give each its own name");
                });
        return names;
    }

    static List<String> nullValues(String text) {
        return list(text, "write one comma between two values; an empty csv field is NULL anyway");
    }

    private static List<String> list(String text, String remedy) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> all = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (all.contains("")) {
            throw new IllegalArgumentException("has nothing between two commas: " + remedy);
        }
        return all;
    }

    static Character decimalSeparator(String text) {
        String written = text.strip();
        if (!written.equals(".") && !written.equals(",")) {
            throw new IllegalArgumentException("is not allowed: write . or ,");
        }
        return written.charAt(0);
    }

    static Optional<Character> thousandsSeparator(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String remedy = "write one character, such as . or ' or a blank, or nothing";
        char separator = oneCharacter(text.length() == 1 ? text : text.strip(), remedy);
        if (Character.isLetterOrDigit(separator) || separator == '-' || separator == '+') {
            throw new IllegalArgumentException("may itself be part of a number: " + remedy);
        }
        return Optional.of(separator);
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
        return Optional.of(between(SHORTEST_TIMEOUT, LONGEST_TIMEOUT, text));
    }

    private static Duration between(Duration shortest, Duration longest, String text) {
        Duration interval = Interval.parse(text);
        if (interval.compareTo(shortest) < 0 || interval.compareTo(longest) > 0) {
            throw new IllegalArgumentException("is out of bounds: write a time from " + Interval.format(shortest)
                    + " to " + Interval.format(longest));
        }
        return interval;
    }
}
