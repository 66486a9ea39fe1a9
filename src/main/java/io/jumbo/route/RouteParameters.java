package io.jumbo.route;

import io.jumbo.option.Option;
import io.jumbo.option.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.util.StringHelper;

/**
 * Where a route made from a template has its options from. An option is the parameter of that name. Without one it is {@code
 * watch.NAME.OPTION} and then {@code jumbo.OPTION}, if {@code application.properties} (or whatever Camel has its properties from) speaks of
 * the watch. Else it is the default.
 *
 * <p>Properties speak of a watch if there is any {@code watch.NAME.…} of its name, or if the parameter {@code watch} is
 * <code>{{jumbo.watch}}</code>. A watch of which they do not speak must have a directory and a statement of its own.
 *
 * @param context whose properties count
 * @param given the parameters by name, in kebab-case or camelCase
 * @param others names of parameters that are no options and no mistake: the template declares them
 */
record RouteParameters(CamelContext context, Map<String, Object> given, Set<String> others) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final List<Option<?>> INDISPENSABLE = List.of(Option.DIRECTORY, Option.INSERT);

    /**
     * The text of every option that is set, by key.
     *
     * @throws IllegalArgumentException if a placeholder cannot be resolved, or if it cannot be told what is to be watched
     */
    Map<String, String> options() {
        Map<String, String> texts = new TreeMap<>();
        given.forEach((name, value) -> {
            String key = StringHelper.camelCaseToDash(name);
            if (Option.of(key).isPresent() || !others.contains(name)) {
                text(key, String.valueOf(value)).ifPresent(text -> texts.put(key, text));
            }
        });
        String watch = texts.getOrDefault(Option.WATCH.key(), "");
        Map<String, String> own = properties(Option.prefix(watch));
        if (!own.isEmpty() || WatchTemplate.UNNAMED.equals(given.get(Option.WATCH.key()))) {
            own.forEach(texts::putIfAbsent);
            properties(Option.PREFIX).forEach(texts::putIfAbsent);
        } else {
            requireWhatToWatch(watch, texts);
        }
        return texts;
    }

    private static void requireWhatToWatch(String watch, Map<String, String> texts) {
        List<String> missing = INDISPENSABLE.stream()
                .<String>map(Option::key)
                .filter(key -> !texts.containsKey(key))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("watch " + watch + ": its route has no parameter "
                    + String.join(" and none named ", missing) + ", and there is no property "
                    + Option.prefix(watch) + missing.get(0) + "; give it one of both" + unknown(texts));
        }
    }

    /** Names that are no options: one of them may be what is missing. */
    private static String unknown(Map<String, String> texts) {
        return texts.keySet().stream()
                .filter(key -> Option.of(key).isEmpty())
                .map(key -> "; " + key + " is no option"
                        + Spelling.nearest(key, Option.keys())
                                .map(near -> ", did you mean " + near + "?")
                                .orElse(""))
                .collect(Collectors.joining());
    }

    /** What a parameter stands for; nothing for an optional placeholder without a value. */
    private Optional<String> text(String key, String value) {
        Matcher placeholder = PLACEHOLDER.matcher(value.strip());
        if (!placeholder.matches()) {
            return Optional.of(value);
        }
        String name = placeholder.group(1);
        String property = context.getPropertiesComponent()
                .loadProperties(name.replaceFirst("^\\?", "")::equals)
                .getProperty(name.replaceFirst("^\\?", ""));
        if (property != null || name.startsWith("?")) {
            return Optional.ofNullable(property);
        } else if (name.contains(":")) {
            return Optional.of(
                    context.resolvePropertyPlaceholders(value.strip())); // a function of Camel's, or a default
        }
        throw new IllegalArgumentException(
                "parameter " + key + " = " + value + " of the route cannot be resolved: there is no property " + name
                        + "; correct it, or write the value itself");
    }

    /** The options among the properties that begin so, by key. */
    private Map<String, String> properties(String prefix) {
        Properties found = context.getPropertiesComponent().loadProperties(name -> name.startsWith(prefix));
        Map<String, String> texts = new TreeMap<>();
        Option.keys().forEach(key -> {
            if (found.getProperty(prefix + key) != null) {
                texts.put(key, found.getProperty(prefix + key));
            }
        });
        return texts;
    }
}
