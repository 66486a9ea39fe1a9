package io.jumbo.app.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the user wrote for the keys of a database, as {@link JumboEnv} found it. */
final class DatabaseValues {

    private final Map<DatabaseKey, String> values;
    private final Optional<Path> file;
    private final List<String> problems;

    /**
     * @param file where they were found, besides the environment
     * @param problems found so far
     */
    DatabaseValues(Map<DatabaseKey, String> values, Optional<Path> file, List<String> problems) {
        this.values = Map.copyOf(values);
        this.file = file;
        this.problems = new ArrayList<>(problems);
    }

    /**
     * All of them, checked.
     *
     * @throws StartRefusedException with everything that is wrong, never with a password
     */
    DatabaseSettings settings() {
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
