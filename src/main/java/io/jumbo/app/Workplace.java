package io.jumbo.app;

import io.jumbo.app.database.Database;
import io.jumbo.app.setup.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

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

    /** What in the properties and the routes directory is probably not as the user meant it, a sentence each; nothing of it keeps a command from its work. */
    List<String> warnings(Settings settings) {
        return Stream.of(settings.warnings(), settings.unused(RouteFiles.text(this)), RouteFiles.unread(this))
                .flatMap(List::stream)
                .toList();
    }

    /** Opens the user's database, or the embedded one, which is made if there is none. The caller closes it. */
    Database openDatabase(BooleanSupplier stopping) {
        return Database.open(directory, environment, stopping);
    }

    /** The same, but makes none; empty if there is none yet. */
    Optional<Database> existingDatabase() {
        return Database.openExisting(directory, environment);
    }
}
