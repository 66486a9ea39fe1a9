package io.jumbo.app;

import io.jumbo.app.database.Database;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user reads when everything runs.
 *
 * @param lines where the database is, how to look into it, and what to append to see a row arrive
 */
record Greeting(List<String> lines) {

    private static final String EXTENSION = ".*\\*(\\.[A-Za-z0-9]+)";
    private static final Pattern TABLE =
            Pattern.compile("\\s*INSERT\\s+INTO\\s+([\\w.]+)[\\s(]", Pattern.CASE_INSENSITIVE);
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
                "Try it:       echo " + EXAMPLE_LINE + " >> " + example(options),
                "No psql?      " + place(database) + "bin/jumbo sql \"" + query(options.get(Option.INSERT)) + "\""));
    }

    /** The command looks into the database of the directory in which it is called; the demo's is another one. */
    private static String place(Database database) {
        Path here = Path.of("").toAbsolutePath();
        return database.embeddedIn()
                .map(data -> data.getParent().getParent())
                .filter(directory -> !directory.equals(here))
                .map(directory -> "in " + (directory.startsWith(here) ? here.relativize(directory) : directory) + ": ")
                .orElse("");
    }

    /** What shows the rows, if the statement says where they go and a shell takes the name as it stands. */
    private static String query(String insert) {
        Matcher table = TABLE.matcher(insert);
        return "SELECT " + (table.lookingAt() ? "* FROM " + table.group(1) : "…");
    }

    /** A file in the watched directory that the first pattern accepts. */
    private static Path example(WatchOptions options) {
        String first = options.get(Option.INCLUDE).split(",", 2)[0];
        String extension = first.matches(EXTENSION) ? first.replaceFirst(EXTENSION, "$1") : ".txt";
        return options.get(Option.DIRECTORY).resolve(EXAMPLE + extension);
    }
}
