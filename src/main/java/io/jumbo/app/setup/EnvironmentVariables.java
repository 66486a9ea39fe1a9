package io.jumbo.app.setup;

import io.jumbo.option.Option;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The variables of an environment that are options, or look as if they were: {@code JUMBO_POLL_INTERVAL}. Immutable. */
record EnvironmentVariables(Map<String, String> values) {

    private static final String PREFIX = "JUMBO_";

    EnvironmentVariables {
        values = Map.copyOf(values);
    }

    /** The names of those that are options, by the keys of their properties. */
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        names().filter(name -> name.startsWith(PREFIX))
                .filter(name -> Option.of(key(name)).isPresent())
                .forEach(name -> options.put(Option.PREFIX + key(name), name));
        return options;
    }

    /**
     * Why some would have no effect, a sentence each.
     *
     * @param properties the keys of all properties
     */
    List<String> objections(Collection<String> properties) {
        return Stream.of(misspelt(), ofOtherCase(), ofWatches(properties))
                .flatMap(each -> each)
                .toList();
    }

    private Stream<String> names() {
        return values.keySet().stream().sorted();
    }

    private static String key(String name) {
        return name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String variable(String option) {
        return PREFIX + option.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private Stream<String> misspelt() {
        return names().filter(name -> name.startsWith(PREFIX))
                .filter(name -> Option.of(key(name)).isEmpty())
                .flatMap(name -> PropertyKey.misspelt(key(name)).stream()
                        .map(near -> "environment variable " + name + " is not an option; did you mean "
                                + variable(near) + "?"));
    }

    /** Only capitals and underscores count, but {@code jumbo.insert} and {@code jumbo_insert} look as if they did. */
    private Stream<String> ofOtherCase() {
        return Option.keys().stream()
                .flatMap(option -> names().filter(name -> !name.startsWith(PREFIX))
                        .filter(name -> name.toUpperCase(Locale.ROOT)
                                .replace('-', '_')
                                .replace('.', '_')
                                .equals(variable(option)))
                        .map(name -> "environment variable " + name + " would have no effect: write " + variable(option)
                                + ", and unset it"));
    }

    /** A named watch has no variables; but they look as if it had. */
    private Stream<String> ofWatches(Collection<String> properties) {
        return properties.stream()
                .flatMap(key -> PropertyKey.of(key).watch().stream())
                .flatMap(watch -> Option.keys().stream().map(option -> Option.prefix(watch) + option))
                .flatMap(option -> {
                    String variable = option.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
                    return values.containsKey(variable)
                            ? Stream.of("environment variable " + variable + " would have no effect: write " + option
                                    + " in " + Settings.FILE + ", or -D" + option + "=…, and unset it")
                            : Stream.empty();
                });
    }
}
