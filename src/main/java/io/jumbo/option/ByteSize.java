package io.jumbo.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of bytes as a user writes it: a whole number and {@code B}, {@code KB}, {@code MB} or {@code GB}, each 1024
 * times the one before. The unit is mandatory, because a bare {@code 4} would be a guess.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(B|KB|MB|GB)", Pattern.CASE_INSENSITIVE);
    private static final String REMEDY = "write a whole number and B, KB, MB or GB, such as 4MB";

    /** Refuses a negative amount. */
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must be at least 0B, was " + bytes);
        }
    }

    /**
     * Reads {@code 512B}, {@code 64KB}, {@code 4MB} or {@code 1GB}; blanks round the number and lower case are fine.
     *
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    public static ByteSize parse(String text) {
        String trimmed = text.strip();
        Matcher matcher = FORM.matcher(trimmed);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    trimmed.matches("\\d+") ? "has no unit: " + REMEDY : "is not a size: " + REMEDY);
        }
        long factor = switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            case "GB" -> 1L << 30;
            default -> 1L;
        };
        return new ByteSize(Long.parseLong(matcher.group(1)) * factor);
    }

    /**
     * Reads a size within bounds, both of them included.
     *
     * @param largest at most {@link Integer#MAX_VALUE} bytes
     * @throws IllegalArgumentException with what is wrong and what to write, but without the key
     */
    static int between(ByteSize smallest, ByteSize largest, String text) {
        ByteSize size = parse(text);
        if (size.bytes() < smallest.bytes() || size.bytes() > largest.bytes()) {
            throw new IllegalArgumentException("is out of bounds: write a size from " + smallest + " to " + largest);
        }
        return Math.toIntExact(size.bytes());
    }

    /** The shortest exact form, such as {@code 4MB} or {@code 1500B}; {@link #parse} reads it back. */
    @Override
    public String toString() {
        if (bytes != 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GB";
        }
        if (bytes != 0 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "MB";
        }
        if (bytes != 0 && bytes % (1L << 10) == 0) {
            return (bytes >> 10) + "KB";
        }
        return bytes + "B";
    }
}
