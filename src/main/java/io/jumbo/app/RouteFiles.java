package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the routes are: in {@code ./routes}, else in the distribution, else packed into the jar. */
final class RouteFiles {

    private static final String DIRECTORY = "routes";

    /** In the class path an asterisk also stands for directories, and would bring the same routes in XML. */
    private static final String PACKED = "classpath:" + DIRECTORY + "/*.camel.yaml";

    private static final Pattern ROUTES = Pattern.compile("(?i).*\\.(ya?ml|xml)");
    private static final Pattern READ = Pattern.compile(".*\\.camel\\.(yaml|xml)");

    private RouteFiles() {}

    /** Camel's include pattern for the first of them that exists. */
    static String pattern(Workplace workplace) {
        return directory(workplace)
                .map(directory -> "file:" + directory.normalize())
                .map(place -> Stream.of("yaml", "xml")
                        .map(language -> place + "/*.camel." + language)
                        .collect(Collectors.joining(",")))
                .orElse(PACKED);
    }

    /** What stands in the files of the user's own; nothing in those packed into the jar is the user's. */
    static String text(Workplace workplace) {
        Optional<Path> directory = directory(workplace);
        if (directory.isEmpty()) {
            return "";
        }
        try (Stream<Path> files = Files.list(directory.get())) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
            return text.toString();
        } catch (IOException e) {
            throw unreadable(directory.get(), e);
        }
    }

    /** A sentence for each file that looks like one of routes and is none by its name. Those in directories below are there to be moved up. */
    static List<String> unread(Workplace workplace) {
        return directory(workplace).map(RouteFiles::names).orElse(List.of()).stream()
                .filter(name ->
                        ROUTES.matcher(name).matches() && !READ.matcher(name).matches())
                .map(name -> DIRECTORY + "/" + name + " is not read: the names of route files end in .camel.yaml or"
                        + " .camel.xml; rename it, or take it away")
                .toList();
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static StartRefusedException unreadable(Path directory, IOException cause) {
        return new StartRefusedException(
                "the routes in " + directory + " cannot be read (" + cause + "); check their permissions", cause);
    }

    private static Optional<Path> directory(Workplace workplace) {
        String home = workplace.system().getProperty(Settings.HOME);
        return Stream.concat(
                        Stream.of(workplace.directory().resolve(DIRECTORY)),
                        Stream.ofNullable(home).map(directory -> Path.of(directory, DIRECTORY)))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
