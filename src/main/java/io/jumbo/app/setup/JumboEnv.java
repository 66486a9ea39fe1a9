package io.jumbo.app.setup;

import io.jumbo.option.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
        return Optional.of(env.settings());
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

    private DatabaseSettings settings() {
        refuseMissing();
        String host =
                text(DatabaseKey.DATABASE_HOST, value -> !value.matches(".*[\\s/?#@,].*"), "write a name or address");
        Optional<Integer> port = port();
        String name = text(DatabaseKey.DATABASE_NAME, value -> true, "");
        String username = text(DatabaseKey.DATABASE_USERNAME, value -> true, "");
        Optional<SslMode> sslMode = sslMode();
        Optional<Path> sslRootCert = sslRootCert(sslMode);
        Optional<String> schema =
                Optional.ofNullable(values.get(DatabaseKey.DATABASE_SCHEMA)).filter(value -> !value.isEmpty());
        if (!problems.isEmpty()) {
            throw new StartRefusedException(problems);
        }
        return new DatabaseSettings(
                host,
                port.orElseThrow(),
                name,
                username,
                values.get(DatabaseKey.DATABASE_PASSWORD),
                sslMode,
                sslRootCert,
                schema);
    }

    private void refuseMissing() {
        List<String> missing = DatabaseKey.names().stream()
                .filter(key -> DatabaseKey.valueOf(key).required() && !values.containsKey(DatabaseKey.valueOf(key)))
                .toList();
        if (!missing.isEmpty()) {
            problems.add(String.join(", ", missing) + (missing.size() == 1 ? " is" : " are") + " missing in " + source()
                    + "; add " + (missing.size() == 1 ? "it" : "them")
                    + file.map(path -> ", or remove " + path + " to use the embedded database")
                            .orElse(", or unset the other DATABASE_ variables to use the embedded database"));
        }
    }

    private String source() {
        return file.map(path -> path + " and in the environment").orElse("the environment");
    }

    private String text(DatabaseKey key, Predicate<String> allowed, String remedy) {
        String value = values.get(key);
        if (value == null) {
            return "";
        }
        if (value.isEmpty()) {
            problems.add(key + " is empty in " + source() + "; give it a value");
        } else if (value.contains(" #")) {
            problems.add(key + " = " + value + " contains a comment; put the comment on a line of its own");
        } else if (!allowed.test(value)) {
            problems.add(key + " = " + value + " cannot be used; " + remedy);
        }
        return value;
    }

    private Optional<Integer> port() {
        String value = values.get(DatabaseKey.DATABASE_PORT);
        if (value == null) {
            return Optional.empty();
        }
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65_535) {
            return Optional.of(Integer.valueOf(value));
        }
        problems.add("DATABASE_PORT = " + value + " is not a port; write a number from 1 to 65535, such as 5432");
        return Optional.empty();
    }

    private Optional<SslMode> sslMode() {
        String value = values.get(DatabaseKey.DATABASE_SSLMODE);
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        Optional<SslMode> mode = SslMode.of(value);
        if (mode.isEmpty()) {
            problems.add("DATABASE_SSLMODE = " + value + " is not a mode; write one of " + SslMode.words());
        }
        return mode;
    }

    private Optional<Path> sslRootCert(Optional<SslMode> mode) {
        String value = values.get(DatabaseKey.DATABASE_SSLROOTCERT);
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(value);
        if (!Files.isReadable(path)) {
            problems.add(
                    "DATABASE_SSLROOTCERT = " + value + " is not a file that can be read; name the certificate of the"
                            + " authority that signed the server's");
        }
        if (!mode.map(SslMode::verifies).orElse(false)) {
            problems.add("DATABASE_SSLROOTCERT = " + value
                    + " has no effect without verification; set DATABASE_SSLMODE =" + " verify-full, or verify-ca");
        }
        return Optional.of(path);
    }
}
