package io.jumbo.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads one of a closed set of words. */
final class Choice {

    private Choice() {}

    /** Finds the constant whose lower-case name is {@code text}, whatever the case of {@code text}. */
    static <E extends Enum<E>> E parse(Class<E> choices, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> wordOf(choice).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not allowed: write "
                        + Arrays.stream(choices.getEnumConstants())
                                .map(Choice::wordOf)
                                .collect(Collectors.joining(" or "))));
    }

    private static String wordOf(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
