package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the routes are: in {@code ./routes}, else in the distribution, else packed into the jar. */
final class RouteFiles {

    private static final String DIRECTORY = "routes";

    private RouteFiles() {}

    /** Camel's include pattern for the first of them that exists. */
    static String pattern(Workplace workplace) {
        return directory(workplace)
                .map(directory -> "file:" + directory.normalize())
                .or(() -> Optional.of("classpath:" + DIRECTORY))
                .map(place -> Stream.of("yaml", "xml")
                        .map(language -> place + "/*.camel." + language)
                        .collect(Collectors.joining(",")))
                .orElseThrow();
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
            throw new StartRefusedException(
                    "the routes in " + directory.get() + " cannot be read (" + e + "); check their permissions", e);
        }
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
