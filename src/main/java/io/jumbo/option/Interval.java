package io.jumbo.option;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as a user writes it: a whole number and {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}. */
public final class Interval {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)", Pattern.CASE_INSENSITIVE);
    private static final String REMEDY = "write a whole number and ms, s, m, h or d, such as 500ms";

    private Interval() {}

    /**
     * Reads {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h} or {@code 1d}. The unit is mandatory.
     *
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    public static Duration parse(String text) {
        String trimmed = text.strip();
        Matcher matcher = FORM.matcher(trimmed);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    trimmed.matches("\\d+") ? "has no unit: " + REMEDY : "is not a time: " + REMEDY);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /**
     * Reads a time within bounds, both of them included.
     *
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    static Duration between(Duration shortest, Duration longest, String text) {
        Duration interval = parse(text);
        if (interval.compareTo(shortest) < 0 || interval.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "is out of bounds: write a time from " + format(shortest) + " to " + format(longest));
        }
        return interval;
    }

    /** The shortest exact form down to the millisecond, such as {@code 2s} or {@code 1500ms}. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis != 0 && millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis != 0 && millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis != 0 && millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        if (millis != 0 && millis % 1_000 == 0) {
            return millis / 1_000 + "s";
        }
        return millis + "ms";
    }
}
