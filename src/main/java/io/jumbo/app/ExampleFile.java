package io.jumbo.app;

import io.jumbo.app.setup.ShellWord;
import io.jumbo.listing.FilePatterns;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that a watch would read.
 *
 * @param path with the directory as the options name it
 */
record ExampleFile(String path) {

    private static final String ANY_DIRECTORIES = "**";
    private static final String NAME = "example";

    /** The first for which there is a pattern, if one can be made up. */
    static Optional<ExampleFile> of(WatchOptions options) {
        FilePatterns patterns = FilePatterns.of(options);
        return Stream.of(options.get(Option.INCLUDE).split(","))
                .map(ExampleFile::named)
                .filter(patterns::accepts)
                .findFirst()
                .map(path -> new ExampleFile(
                        options.get(Option.DIRECTORY).resolve(path).toString()));
    }

    /** A path that a pattern names. */
    private static String named(String pattern) {
        StringBuilder path = new StringBuilder();
        String[] parts = pattern.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (!parts[i].equals(ANY_DIRECTORIES)) {
                String name =
                        parts[i].replaceFirst("\\*", NAME).replace("*", "").replace('?', 'x');
                path.append(name).append(last ? "" : "/");
            } else if (last) {
                path.append(NAME).append(".txt");
            }
        }
        return path.toString();
    }

    /** As a shell takes it for one word. */
    String quoted() {
        return ShellWord.of(path);
    }
}
