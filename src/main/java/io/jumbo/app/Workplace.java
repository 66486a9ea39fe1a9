package io.jumbo.app;

import io.jumbo.app.database.Database;
import io.jumbo.app.setup.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where a command works and what it is told from outside.
 *
 * @param directory the working directory
 * @param environment the process environment
 * @param system the system properties
 */
record Workplace(Path directory, Map<String, String> environment, Properties system) {

    static Workplace ofProcess() {
        return new Workplace(Path.of("."), System.getenv(), System.getProperties());
    }

    /** Reads and validates all properties. */
    Settings settings() {
        return Settings.read(directory, environment, system);
    }

    /** Opens the user's database, or the embedded one. The caller closes it. */
    Database openDatabase() {
        return Database.open(directory, environment);
    }
}
