package io.jumbo.app;

import io.jumbo.app.setup.Settings;
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
        String home = workplace.system().getProperty(Settings.HOME);
        return Stream.concat(
                        Stream.of(workplace.directory().resolve(DIRECTORY)),
                        Stream.ofNullable(home).map(directory -> Path.of(directory, DIRECTORY)))
                .filter(Files::isDirectory)
                .findFirst()
                .map(directory -> "file:" + directory.normalize())
                .or(() -> Optional.of("classpath:" + DIRECTORY))
                .map(place -> Stream.of("yaml", "xml")
                        .map(language -> place + "/*.camel." + language)
                        .collect(Collectors.joining(",")))
                .orElseThrow();
    }
}
