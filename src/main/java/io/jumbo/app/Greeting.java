package io.jumbo.app;

import io.jumbo.app.database.Database;
import io.jumbo.events.Printable;
import io.jumbo.option.LineFormat;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.write.template.InsertTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user reads when everything runs.
 *
 * @param lines where the database is, how to look into it, what to append to see a row arrive, and what each watch does
 */
record Greeting(List<String> lines) {

    private static final Pattern TABLE =
            Pattern.compile("\\s*INSERT\\s+INTO\\s+([\\w.]+)[\\s(]", Pattern.CASE_INSENSITIVE);
    private static final int MOST_TO_TRY = 3;

    /** For the statement of the tutorial only: any other line may be none in a table that matters. */
    private static final String EXAMPLE_LINE = "1.5";

    /**
     * Greets.
     *
     * @param version of Jumbo, in words
     * @param launcher by which the user calls it
     */
    static Greeting of(List<WatchOptions> watches, Database database, String version, Launcher launcher) {
        String place = database.embeddedIn()
                .map(data -> "embedded PostgreSQL on " + database.settings().host() + ":"
                        + database.settings().port() + ", kept in " + data)
                .orElseGet(() -> database.settings().place());
        List<String> lines = new ArrayList<>();
        lines.add("Rows go to:   " + place);
        lines.add("Look at them: " + database.settings().psql());
        watches.stream()
                .limit(MOST_TO_TRY)
                .forEach(options -> lines.add("Try it:       " + toTry(options, watches.size() > 1, launcher)));
        String elsewhere = place(database);
        watches.stream()
                .findFirst()
                .filter(options -> elsewhere.isEmpty() || launcher.worksAnywhere())
                .map(options -> launcher.call("sql", query(options.get(Option.INSERT))))
                .ifPresent(call -> lines.add("No psql?      " + elsewhere + call));
        watches.forEach(options -> lines.add("Watching:     " + watched(options)));
        lines.add("This is:      " + version);
        return new Greeting(lines.stream().map(Printable::withoutControls).toList());
    }

    private static String watched(WatchOptions options) {
        return options.watch() + ": " + options.get(Option.INCLUDE) + " in " + options.get(Option.DIRECTORY)
                + (options.get(Option.EXCLUDE).isEmpty() ? "" : " except " + options.get(Option.EXCLUDE)) + ": "
                + options.get(Option.INSERT).replaceAll("\\s+", " ");
    }

    private static String toTry(WatchOptions options, boolean several, Launcher launcher) {
        Optional<String> file = ExampleFile.of(options).map(ExampleFile::quoted);
        if (file.isPresent() && options.get(Option.INSERT).equals(Option.INSERT.defaultValue())) {
            return "echo " + EXAMPLE_LINE + " >> " + file.get();
        }
        return "append " + line(options) + " to a file "
                + file.map(name -> "such as " + name).orElseGet(() -> "in " + options.get(Option.DIRECTORY))
                + (several ? " (watch " + options.watch() + ")" : "") + "; "
                + launcher.call("check") + " shows what it becomes";
    }

    private static String line(WatchOptions options) {
        int fields = InsertTemplate.parse(options.get(Option.INSERT)).takes().fieldCount();
        boolean whole = options.get(Option.FORMAT) == LineFormat.LINE
                || (options.get(Option.FORMAT) == LineFormat.AUTO && fields == 1);
        if (whole || fields == 0) {
            return "a line";
        }
        char delimiter = options.get(Option.DELIMITER);
        String shown = delimiter == '\t' ? "a tab" : delimiter == ' ' ? "a blank" : String.valueOf(delimiter);
        return "a line of " + fields + (fields == 1 ? " field" : " fields separated by " + shown);
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
}
