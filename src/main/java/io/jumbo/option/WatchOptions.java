package io.jumbo.option;

import io.jumbo.option.InvalidOptionException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The validated options of one watch, defaults applied. Immutable. */
public final class WatchOptions {

    /** The one that the default of {@link Option#CREATE_TABLE} makes; nobody else wants it. */
    private static final String DEFAULT_TABLE = "data_container";

    private static final Problem NAMELESS =
            new Problem(Option.WATCH.key(), "watch is empty: give the watch a name, such as data");

    private final Map<Option<?>, Object> values;

    private WatchOptions(Map<Option<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads the options of one watch.
     *
     * @param watch name of the watch, not blank
     * @param texts text by key without prefix, such as {@code poll-interval}; an absent key means its default
     * @throws InvalidOptionException with everything that is wrong, not only the first
     */
    public static WatchOptions of(String watch, Map<String, String> texts) {
        Map<String, String> named = new LinkedHashMap<>(texts);
        named.put(Option.WATCH.key(), watch);
        return of(named);
    }

    /** As {@link #of(String, Map)}; the name of the watch is one of the options. */
    public static WatchOptions of(Map<String, String> texts) {
        List<Problem> problems = new ArrayList<>(unknown(texts));
        Map<Option<?>, Object> values = new LinkedHashMap<>();
        for (Option<?> option : Option.all()) {
            String text = texts.getOrDefault(option.key(), option.defaultValue());
            try {
                if (option == Option.WATCH && text.isBlank()) {
                    problems.add(NAMELESS);
                }
                values.put(option, option.read(text));
            } catch (InvalidOptionException e) {
                problems.addAll(e.problems());
            }
        }
        WatchOptions options = new WatchOptions(values);
        problems.addAll(options.contradictions());
        if (!problems.isEmpty()) {
            throw new InvalidOptionException(problems);
        }
        if (!options.get(Option.INSERT).toLowerCase(Locale.ROOT).contains(DEFAULT_TABLE)
                && options.get(Option.CREATE_TABLE).equals(Optional.of(Option.CREATE_TABLE.defaultValue()))) {
            values.put(Option.CREATE_TABLE, Optional.empty());
        }
        return new WatchOptions(values);
    }

    /** The value of an option. */
    @SuppressWarnings("unchecked") // what its reader returned was put there
    public <T> T get(Option<T> option) {
        return (T) values.get(option);
    }

    /** The name of the watch: offsets and dead letters are kept under it. */
    public String watch() {
        return get(Option.WATCH);
    }

    private static List<Problem> unknown(Map<String, String> texts) {
        return texts.keySet().stream()
                .sorted()
                .filter(key -> Option.of(key).isEmpty())
                .map(key -> new Problem(
                        key,
                        Option.PREFIX + key + " is not an option"
                                + Spelling.nearest(key, Option.keys())
                                        .map(near -> "; did you mean " + Option.PREFIX + near + "?")
                                        .orElse("; remove it (the options are: " + String.join(", ", Option.keys())
                                                + ")")))
                .toList();
    }

    /** What is wrong although each value for itself is right. */
    private List<Problem> contradictions() {
        return Stream.concat(
                        Contradictions.of(this),
                        Stream.of(Option.INCLUDE, Option.EXCLUDE)
                                .map(this::ownNameInFront)
                                .flatMap(Optional::stream))
                .toList();
    }

    /** {@code data/*.txt} for the files of the directory {@code data}. */
    private Optional<Problem> ownNameInFront(Option<String> option) {
        Path directory = get(Option.DIRECTORY);
        String patterns = get(option);
        if (directory == null || patterns == null || directory.getFileName() == null) {
            return Optional.empty();
        }
        String name = directory.getFileName().toString();
        return Stream.of(patterns.split(","))
                .filter(pattern -> pattern.startsWith(name + "/"))
                .findFirst()
                .map(pattern -> new Problem(
                        option.key(),
                        Option.PREFIX + option.key() + " = " + patterns
                                + " has the watched directory's own name in front:"
                                + " patterns begin below it; write " + pattern.substring(name.length() + 1)
                                + ", or **/" + pattern + " for a directory " + name + " below it"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WatchOptions options && options.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** For logs: every option with its value. */
    @Override
    public String toString() {
        return values.toString();
    }
}
