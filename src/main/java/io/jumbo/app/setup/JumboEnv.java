package io.jumbo.app.setup;

import io.jumbo.option.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the database in {@code ./jumbo.env} and in the process environment, which wins.
 *
 * <p>Without the file and without any of its keys in the environment there is no database of the user's, and the
 * embedded one is used. Half a database is refused.
 */
public final class JumboEnv {

    /** The name of the file in the working directory. */
    public static final String FILE = "jumbo.env";

    /** So many edits from a key, a foreign {@code DATABASE_*} variable is a typing error; further off it is not ours. */
    private static final int TYPING_ERROR = 2;

    private final Map<DatabaseKey, String> values = new EnumMap<>(DatabaseKey.class);
    private final List<String> problems = new ArrayList<>();
    private final Optional<Path> file;

    private JumboEnv(Path directory, Map<String, String> environment) {
        Path path = directory.resolve(FILE);
        this.file = Files.exists(path) ? Optional.of(path) : Optional.empty();
        file.map(EnvFile::read).ifPresent(this::take);
        take(environment);
    }

    /**
     * Reads the settings of the user's own database.
     *
     * @param directory the working directory
     * @param environment the process environment
     * @return empty if the embedded database is to be used
     * @throws StartRefusedException with everything that is wrong, never with a password
     */
    public static Optional<DatabaseSettings> read(Path directory, Map<String, String> environment) {
        JumboEnv env = new JumboEnv(directory, environment);
        if (env.file.isEmpty() && env.values.isEmpty() && env.problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DatabaseValues(env.values, env.file, env.problems).settings());
    }

    private void take(EnvFile env) {
        problems.addAll(env.problems());
        env.values().forEach((key, value) -> {
            if (DatabaseKey.names().contains(key)) {
                values.put(DatabaseKey.valueOf(key), value);
            } else {
                problems.add(key + " in " + env.path() + " is not a key of this file"
                        + Spelling.nearest(key, DatabaseKey.names())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; remove it (the keys are: " + String.join(", ", DatabaseKey.names()) + ")"));
            }
        });
    }

    /** The environment is everybody's: a foreign key is an error only if it looks like one of ours mistyped. */
    private void take(Map<String, String> environment) {
        environment.keySet().stream()
                .sorted()
                .filter(key -> !DatabaseKey.names().contains(key))
                .forEach(key -> Optional.of(key.toUpperCase(Locale.ROOT).replace('.', '_'))
                        .filter(DatabaseKey.names()::contains)
                        .ifPresent(meant -> problems.add("environment variable " + key + " would have no effect: write "
                                + meant + ", and unset it")));
        environment.keySet().stream()
                .sorted()
                .filter(key -> key.startsWith("DATABASE_"))
                .forEach(key -> {
                    if (DatabaseKey.names().contains(key)) {
                        values.put(
                                DatabaseKey.valueOf(key), environment.get(key).strip());
                    } else {
                        Spelling.nearest(key, DatabaseKey.names())
                                .filter(near -> Spelling.edits(key, near) <= TYPING_ERROR)
                                .ifPresent(near -> problems.add(
                                        "environment variable " + key + " is not known; did you mean " + near + "?"));
                    }
                });
    }
}
