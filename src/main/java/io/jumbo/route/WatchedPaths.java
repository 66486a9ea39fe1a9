package io.jumbo.route;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.util.AntPathMatcher;

/**
 * The {@code filter} of a watch's {@code file:} endpoint: which files its patterns name. Immutable.
 *
 * @param include Ant patterns of the files to read
 * @param exclude Ant patterns of the files to leave alone, which win
 */
record WatchedPaths(List<String> include, List<String> exclude) implements GenericFileFilter<File> {

    static WatchedPaths of(String include, String exclude) {
        return new WatchedPaths(patterns(include), patterns(exclude));
    }

    private static List<String> patterns(String commaSeparated) {
        return Stream.of(commaSeparated.split(","))
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        return file.isDirectory() || matches(file.getRelativeFilePath().replace('\\', '/'));
    }

    private boolean matches(String path) {
        return include.stream().anyMatch(pattern -> AntPathMatcher.INSTANCE.match(pattern, path))
                && exclude.stream().noneMatch(pattern -> AntPathMatcher.INSTANCE.match(pattern, path));
    }
}
