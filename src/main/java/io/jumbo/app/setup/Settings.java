package io.jumbo.app.setup;

import io.jumbo.option.InvalidOptionException;
import io.jumbo.option.Option;
import io.jumbo.option.Spelling;
import io.jumbo.option.WatchOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The properties that count. From the weakest to the strongest: the file packed into the jar, {@code
 * application.properties} of the distribution, {@code ./application.properties}, environment variables such as {@code
 * JUMBO_POLL_INTERVAL}, system properties such as {@code -Djumbo.poll-interval=1s}.
 *
 * <p>{@code jumbo.*} is validated here. {@code camel.*} and all other keys are carried as they stand: Camel checks its
 * own, and the others are placeholders of the user's routes. Immutable.
 */
public final class Settings {

    /** The name of the file in the working directory and in the distribution. */
    public static final String FILE = "application.properties";

    /** The system property that names the directory of the distribution. */
    public static final String HOME = "jumbo.home";

    private static final String PACKED = "/io/jumbo/app/" + FILE;
    private static final String VARIABLE_PREFIX = "JUMBO_";
    /** So many edits from an option, a foreign key is a typing error; further off it belongs to somebody else. */
    private static final int TYPING_ERROR = 2;

    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

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
        for (Option option : Option.values()) {
            settings.properties.put(Option.PREFIX + option.key(), option.defaultValue());
        }
        settings.take(PropertiesFile.packed(PACKED));
        if (system.getProperty(HOME) != null) {
            settings.take(PropertiesFile.read(Path.of(system.getProperty(HOME), FILE)));
        }
        settings.take(PropertiesFile.read(directory.resolve(FILE)));
        settings.takeVariables(environment);
        settings.takeSystem(system);
        settings.validate();
        return settings;
    }

    /** The validated options of {@code jumbo.*}. */
    public WatchOptions options() {
        Map<String, String> values = jumbo();
        return WatchOptions.of(values.get(Option.WATCH.key()), values);
    }

    /**
     * All keys with the values that count, defaults of {@code jumbo.*} included, for Camel. Unmodifiable. Patterns stand there without blanks,
     * which Camel would take for a part of them.
     */
    public Map<String, String> properties() {
        Map<String, String> all = new TreeMap<>(properties);
        all.put(Option.PREFIX + Option.INCLUDE.key(), options().include());
        all.put(Option.PREFIX + Option.EXCLUDE.key(), options().exclude());
        return Map.copyOf(all);
    }

    private void take(PropertiesFile file) {
        problems.addAll(file.problems());
        file.values().forEach((key, value) -> set(key, value, file.name()));
    }

    private void takeVariables(Map<String, String> environment) {
        environment.keySet().stream()
                .sorted()
                .filter(name -> name.startsWith(VARIABLE_PREFIX))
                .forEach(name -> {
                    String key = name.substring(VARIABLE_PREFIX.length())
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-');
                    if (Option.of(key).isPresent()) {
                        set(Option.PREFIX + key, environment.get(name), "environment variable " + name);
                    } else {
                        nearest(key)
                                .ifPresent(near -> problems.add("environment variable " + name
                                        + " is not an option; did you mean "
                                        + VARIABLE_PREFIX
                                        + near.toUpperCase(Locale.ROOT).replace('-', '_') + "?"));
                    }
                });
    }

    private void takeSystem(Properties system) {
        system.stringPropertyNames().stream()
                .sorted()
                .filter(name -> name.startsWith(Option.PREFIX))
                .forEach(name -> {
                    String key = name.substring(Option.PREFIX.length());
                    if (Option.of(key).isPresent()) {
                        set(name, system.getProperty(name), "-D" + name);
                    } else if (!name.equals(HOME)) {
                        nearest(key)
                                .ifPresent(near -> problems.add("-D" + name + " is not an option; did you mean -D"
                                        + Option.PREFIX + near + "?"));
                    }
                });
    }

    private static Optional<String> nearest(String key) {
        return Spelling.nearest(key, Option.keys()).filter(near -> Spelling.edits(key, near) <= TYPING_ERROR);
    }

    private void set(String key, String value, String origin) {
        properties.put(key, value);
        origins.put(key, origin);
    }

    private void validate() {
        try {
            options();
        } catch (InvalidOptionException e) {
            e.problems().forEach(problem -> problems.add(problem.text() + origin(Option.PREFIX + problem.key())));
        }
        if (!problems.isEmpty()) {
            throw new StartRefusedException(problems);
        }
    }

    private String origin(String key) {
        return origins.containsKey(key) ? " (" + origins.get(key) + ")" : "";
    }

    private Map<String, String> jumbo() {
        Map<String, String> values = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(Option.PREFIX)) {
                values.put(key.substring(Option.PREFIX.length()), value);
            }
        });
        return values;
    }
}
