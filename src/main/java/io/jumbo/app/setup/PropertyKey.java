package io.jumbo.app.setup;

import io.jumbo.option.Option;
import io.jumbo.option.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key of a properties file: {@code jumbo.OPTION}, {@code watch.NAME.OPTION}, {@code camel.…}, or a placeholder of the user's own routes.
 *
 * @param prefix what stands in front of the option, dot included; empty if it is no key of a watch
 * @param watch name of the watch, if the key has one
 * @param rest what stands behind the prefix
 */
record PropertyKey(String prefix, Optional<String> watch, String rest) {

    private static final List<String> FIRST_WORDS = List.of("jumbo", "watch", "camel");

    private static final String CAMEL_PREFIX = "camel.";

    /** So many edits from a word, another one is a typing error; further off it belongs to somebody else. */
    private static final int TYPING_ERROR = 2;

    static PropertyKey of(String key) {
        if (key.startsWith(Option.PREFIX)) {
            return new PropertyKey(Option.PREFIX, Optional.empty(), key.substring(Option.PREFIX.length()));
        }
        int dot = key.lastIndexOf('.');
        if (key.startsWith(Option.WATCH_PREFIX) && dot > Option.WATCH_PREFIX.length()) {
            String name = key.substring(Option.WATCH_PREFIX.length(), dot);
            return new PropertyKey(Option.prefix(name), Optional.of(name), key.substring(dot + 1));
        }
        return new PropertyKey("", Optional.empty(), key);
    }

    boolean isWatch() {
        return !prefix.isEmpty();
    }

    /** Whether it is neither Jumbo's nor Camel's, so that only a route of the user's can make use of it. */
    boolean isPlaceholder() {
        return !isWatch() && !rest.startsWith(CAMEL_PREFIX);
    }

    /** The option it sets, if it sets one. The name of a named watch stands in the key itself. */
    Optional<Option<?>> option() {
        return isWatch()
                ? Option.of(rest).filter(option -> watch.isEmpty() || option != Option.WATCH)
                : Optional.empty();
    }

    /** What is wrong with it, but for an unknown {@code jumbo.} option, which {@link io.jumbo.option.WatchOptions} refuses. */
    Optional<String> objection() {
        if (watch.isPresent() && option().isEmpty()) {
            String text = prefix + rest + " is not an option of a watch";
            return Optional.of(text
                    + (rest.equals(Option.WATCH.key())
                            ? "; its name stands in the key: " + watch.get()
                            : misspelt(rest)
                                    .or(() -> Spelling.nearest(rest, Option.keys()))
                                    .map(near -> "; did you mean " + prefix + near + "?")
                                    .orElse("; write watch.NAME.OPTION, where OPTION is one of "
                                            + String.join(", ", Option.keys()))));
        }
        if (!isWatch() && FIRST_WORDS.contains(rest.toLowerCase(Locale.ROOT))) {
            return Optional.of(rest + " is not a key; write it with its option and without blanks, such as "
                    + Option.PREFIX + Option.INSERT.key());
        }
        return isWatch() ? Optional.empty() : meant().map(near -> rest + " is not a key; did you mean " + near + "?");
    }

    /** What was probably meant by a key that begins like none of the known ones, or with none of them. */
    private Optional<String> meant() {
        if (rest.startsWith(CAMEL_PREFIX)) {
            return Optional.empty();
        } else if (rest.startsWith(Option.WATCH_PREFIX)) {
            return Optional.of("watch.NAME."
                    + Spelling.nearest(rest.substring(Option.WATCH_PREFIX.length()), Option.keys())
                            .orElse("OPTION"));
        }
        String word = rest.contains(".") ? rest.substring(0, rest.indexOf('.') + 1) : "";
        String behind = rest.substring(word.length());
        if (word.isEmpty()) {
            return Stream.of(behind.toLowerCase(Locale.ROOT))
                    .filter(key -> Option.of(key).isPresent())
                    .map(key -> Option.PREFIX + key)
                    .findFirst();
        }
        return Spelling.nearest(
                        word.toLowerCase(Locale.ROOT), List.of(Option.PREFIX, Option.WATCH_PREFIX, CAMEL_PREFIX))
                .filter(near -> Spelling.edits(word.toLowerCase(Locale.ROOT), near) <= TYPING_ERROR)
                .map(near -> near
                        + (near.equals(Option.PREFIX)
                                ? Spelling.nearest(behind.toLowerCase(Locale.ROOT), Option.keys())
                                        .orElse(behind)
                                : behind));
    }

    /** The option that was misspelt, if it was one. */
    static Optional<String> misspelt(String key) {
        return Spelling.nearest(key, Option.keys()).filter(near -> Spelling.edits(key, near) <= TYPING_ERROR);
    }
}
