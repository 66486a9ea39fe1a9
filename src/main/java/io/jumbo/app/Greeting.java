package io.jumbo.app;

import io.jumbo.app.database.Database;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * What a user reads when everything runs.
 *
 * @param lines where the database is, how to look into it, and what to append to see a row arrive
 */
record Greeting(List<String> lines) {

    private static final String EXTENSION = ".*\\*(\\.[A-Za-z0-9]+)";
    private static final String EXAMPLE = "example";
    private static final String EXAMPLE_LINE = "1.5";

    static Greeting of(WatchOptions options, Database database) {
        String place = database.embeddedIn()
                .map(data -> "embedded PostgreSQL on " + database.settings().host() + ":"
                        + database.settings().port() + ", kept in " + data)
                .orElseGet(() -> database.settings().place());
        return new Greeting(List.of(
                "Rows go to:   " + place,
                "Look at them: " + database.settings().psql(),
                "Try it:       echo " + EXAMPLE_LINE + " >> " + example(options)));
    }

    /** A file in the watched directory that the first pattern accepts. */
    private static Path example(WatchOptions options) {
        String first = options.get(Option.INCLUDE).split(",", 2)[0];
        String extension = first.matches(EXTENSION) ? first.replaceFirst(EXTENSION, "$1") : ".txt";
        return options.get(Option.DIRECTORY).resolve(EXAMPLE + extension);
    }
}
