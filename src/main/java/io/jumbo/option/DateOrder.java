package io.jumbo.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * In which order PostgreSQL reads the numbers of a date such as {@code 03/04/2026}: the part of its parameter {@code DateStyle} that counts for input.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-DATETIME-OUTPUT">Date/Time Output</a>
 */
public enum DateOrder {
    /** Day, month, year. */
    DMY,
    /** Month, day, year. */
    MDY,
    /** Year, month, day. */
    YMD;

    private static final String REMEDY = ": write DMY, MDY or YMD, as PostgreSQL's DateStyle has it";
    private static final Set<String> STYLES = Set.of("ISO", "SQL", "GERMAN", "POSTGRES");
    private static final String GERMAN = "GERMAN";

    /** It says "as it is", of the style or of the order. */
    private static final String DEFAULT = "DEFAULT";

    /**
     * The order in a value of {@code DateStyle}, such as {@code SQL, DMY}. A style alone leaves the order as it is, but for {@code German}, which means
     * {@link #DMY}.
     *
     * @return empty if the order stays as it is
     * @throws IllegalArgumentException with the rest of the sentence, if the server would refuse it
     */
    public static Optional<DateOrder> of(String dateStyle) {
        if (dateStyle.isBlank()) {
            return Optional.empty();
        }
        List<String> words = Arrays.stream(dateStyle.split(",", -1))
                .map(DateOrder::canonical)
                .filter(word -> !word.equals(DEFAULT))
                .distinct()
                .toList();
        List<DateOrder> orders = words.stream()
                .filter(word -> !STYLES.contains(word))
                .map(DateOrder::valueOf)
                .toList();
        if (orders.size() > 1 || words.size() - orders.size() > 1) {
            throw new IllegalArgumentException("contradicts itself" + REMEDY);
        }
        Stream<DateOrder> implied = words.contains(GERMAN) ? Stream.of(DMY) : Stream.empty();
        return Stream.concat(orders.stream(), implied).findFirst();
    }

    /** The server takes the older words as well, and any letter case. */
    private static String canonical(String text) {
        String word = text.strip().replaceAll("^\"(.+)\"$", "$1").toUpperCase(Locale.ROOT);
        if (word.startsWith("POSTGRES")) {
            return "POSTGRES";
        } else if (word.startsWith("EURO")) {
            return DMY.name();
        } else if (word.equals("US") || word.startsWith("NONEURO")) {
            return MDY.name();
        } else if (STYLES.contains(word)
                || word.equals(DEFAULT)
                || Arrays.stream(values()).anyMatch(order -> order.name().equals(word))) {
            return word;
        }
        throw new IllegalArgumentException("is no date style" + REMEDY);
    }
}
