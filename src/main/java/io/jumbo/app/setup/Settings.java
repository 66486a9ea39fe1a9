package io.jumbo.app.setup;

import io.jumbo.option.InvalidOptionException;
import io.jumbo.option.InvalidOptionException.Problem;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The properties that count. From the weakest to the strongest: the file packed into the jar, {@code
 * application.properties} of the distribution, {@code ./application.properties}, environment variables such as {@code
 * JUMBO_POLL_INTERVAL}, system properties such as {@code -Djumbo.poll-interval=1s}.
 *
 * <p>{@code jumbo.*} and {@code watch.NAME.*} are validated here, and taken as they stand: nothing in them is a placeholder. {@code camel.*} and all
 * other keys are carried: Camel checks its own, and the others are placeholders of the user's routes. Immutable.
 */
public final class Settings {

    /** The name of the file in the working directory and in the distribution. */
    public static final String FILE = "application.properties";

    /** The system property that names the directory of the distribution. */
    public static final String HOME = "jumbo.home";

    private static final String PACKED = "/io/jumbo/app/" + FILE;

    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<WatchOptions> named = new ArrayList<>();
    private Optional<WatchOptions> unnamed = Optional.empty();

    private Settings() {}

    /**
     * Reads and validates everything.
     *
     * @param directory the working directory
     * @param environment the process environment
     * @param system the system properties
     * @throws StartRefusedException with everything that is wrong
     */
    public static Settings read(Path directory, Map<String, String> environment, Properties system) {
        Settings settings = new Settings();
        for (Option<?> option : Option.all()) {
            settings.properties.put(Option.PREFIX + option.key(), option.defaultValue());
        }
        settings.take(PropertiesFile.packed(PACKED));
        if (system.getProperty(HOME) != null) {
            settings.take(PropertiesFile.read(Path.of(system.getProperty(HOME), FILE)));
        }
        settings.take(PropertiesFile.read(directory.resolve(FILE)));
        EnvironmentVariables variables = new EnvironmentVariables(environment);
        variables
                .options()
                .forEach((key, name) -> settings.set(key, environment.get(name), "environment variable " + name));
        settings.takeSystem(system);
        settings.problems.addAll(variables.objections(settings.properties.keySet()));
        settings.validate();
        return settings;
    }

    /** The validated options of {@code jumbo.*}: those of the unnamed watch, and the defaults of the named ones. */
    public WatchOptions options() {
        return unnamed.orElseThrow();
    }

    /** The named watches, in the order of their names. Unmodifiable. */
    public List<WatchOptions> named() {
        return List.copyOf(named);
    }

    /** The watches of the properties: the named ones, or the unnamed one if there is none. Unmodifiable. */
    public List<WatchOptions> watches() {
        return named.isEmpty() ? List.of(options()) : named();
    }

    /** What is probably not as the user meant it, a sentence each; nothing of it keeps the process from starting. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * The keys that only placeholders could make use of, and none does.
     *
     * @param routes what stands in the user's routes
     */
    public List<String> unused(String routes) {
        String all = routes + String.join("\n", properties.values());
        return properties.keySet().stream()
                .filter(key -> PropertyKey.of(key).isPlaceholder())
                .filter(key -> !all.contains("{{" + key) && !all.contains("{{?" + key))
                .map(key -> key + origin(key)
                        + " is used by nothing: it is no option of Jumbo or Camel, and no route says {{" + key
                        + "}}; remove it")
                .toList();
    }

    /** All keys with the values that count, defaults of {@code jumbo.*} included, for Camel. Unmodifiable. */
    public Map<String, String> properties() {
        Map<String, String> all = new TreeMap<>(properties);
        // For routes that hand them to Camel, which takes a blank for a part of a pattern.
        all.put(Option.PREFIX + Option.INCLUDE.key(), options().get(Option.INCLUDE));
        all.put(Option.PREFIX + Option.EXCLUDE.key(), options().get(Option.EXCLUDE));
        all.put(
                Option.PREFIX + Option.CREATE_TABLE.key(),
                options().get(Option.CREATE_TABLE).orElse(""));
        return Map.copyOf(all);
    }

    private void take(PropertiesFile file) {
        problems.addAll(file.problems());
        warnings.addAll(file.warnings());
        file.values().forEach((key, value) -> {
            PropertyKey.of(key).objection().ifPresent(text -> problems.add(text + " (" + file.name() + ")"));
            set(key, value, file.name());
        });
    }

    private void takeSystem(Properties system) {
        system.stringPropertyNames().stream().sorted().forEach(name -> {
            PropertyKey key = PropertyKey.of(name);
            if (key.option().isPresent()) {
                set(name, system.getProperty(name), "-D" + name);
            } else if (key.isWatch() && !name.equals(HOME)) {
                PropertyKey.misspelt(key.rest())
                        .ifPresent(near -> problems.add(
                                "-D" + name + " is not an option; did you mean -D" + key.prefix() + near + "?"));
            }
        });
    }

    private void set(String key, String value, String origin) {
        properties.put(key, value);
        origins.put(key, origin);
    }

    private void validate() {
        List<Problem> ofDefaults = new ArrayList<>();
        unnamed = watch(Option.PREFIX, with(Option.PREFIX, Map.of()), ofDefaults);
        Map<String, String> defaults = known(with(Option.PREFIX, Map.of()));
        properties.keySet().stream()
                .flatMap(key -> PropertyKey.of(key).watch().stream())
                .distinct()
                .sorted()
                .forEach(name -> {
                    Map<String, String> values = known(with(Option.prefix(name), defaults));
                    values.put(Option.WATCH.key(), name);
                    watch(Option.prefix(name), values, new ArrayList<>(ofDefaults))
                            .ifPresent(named::add);
                });
        if (!problems.isEmpty()) {
            throw new StartRefusedException(problems.stream().distinct().toList());
        }
    }

    /** Reads the options of a watch; problems that are told already are told once. */
    private Optional<WatchOptions> watch(String prefix, Map<String, String> values, List<Problem> told) {
        try {
            return Optional.of(WatchOptions.of(values));
        } catch (InvalidOptionException e) {
            for (Problem problem : e.problems()) {
                if (!told.contains(problem)) {
                    told.add(problem);
                    String key = prefix + problem.key();
                    String ownPrefix = origins.containsKey(key) ? prefix : Option.PREFIX;
                    problems.add(problem.text(ownPrefix) + origin(key) + lostBackslashes(ownPrefix + problem.key()));
                }
            }
            return Optional.empty();
        }
    }

    /** They may be why a value is none. */
    private String lostBackslashes(String key) {
        return warnings.stream()
                .filter(warning -> warning.startsWith(key + " ("))
                .map(warning -> "; " + warning)
                .collect(Collectors.joining());
    }

    private String origin(String key) {
        return origins.containsKey(key) ? " (" + origins.get(key) + ")" : "";
    }

    /** What stands behind a prefix, over these. */
    private Map<String, String> with(String prefix, Map<String, String> defaults) {
        Map<String, String> values = new TreeMap<>(defaults);
        properties.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                values.put(key.substring(prefix.length()), value);
            }
        });
        return values;
    }

    /** Without keys that are no options, which are told where they stand. */
    private static Map<String, String> known(Map<String, String> values) {
        Map<String, String> known = new TreeMap<>(values);
        known.keySet().removeIf(key -> Option.of(key).isEmpty());
        return known;
    }
}
