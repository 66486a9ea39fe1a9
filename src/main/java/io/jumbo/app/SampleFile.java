package io.jumbo.app;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.util.AntPathMatcher;

/**
 * A file of the watched directory whose first lines serve as an example.
 *
 * @param file the file
 * @param path the same, relative to the directory, with forward slashes
 */
record SampleFile(Path file, String path) {

    /** The file of the directory that the patterns accept and that was changed last. */
    static Optional<SampleFile> latest(WatchOptions options) throws IOException {
        if (!Files.isDirectory(options.get(Option.DIRECTORY))) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(options.get(Option.DIRECTORY))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> of(options, file))
                    .filter(sample -> matches(options.get(Option.INCLUDE), sample.path())
                            && !matches(options.get(Option.EXCLUDE), sample.path()))
                    .max(Comparator.comparing(SampleFile::modified));
        }
    }

    static SampleFile of(WatchOptions options, Path file) {
        Path directory = options.get(Option.DIRECTORY).toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        Path path = absolute.startsWith(directory) ? directory.relativize(absolute) : absolute.getFileName();
        return new SampleFile(file, path.toString().replace(File.separatorChar, '/'));
    }

    /** The first complete lines that are not blank. */
    List<LineRecord> firstLines(WatchOptions options, int count) throws IOException {
        Observation observed = TailReader.observe(file);
        ReadLimits limits = ReadLimits.of(options);
        try (TailReader reader = TailReader.open(file, 0, path, Progress.none(observed.fileKey()), observed, limits)) {
            reader.settled();
            Optional<Chunk> chunk = reader.next();
            while (chunk.isPresent() && chunk.get().gapBytes() > 0) {
                chunk = reader.next();
            }
            return chunk.stream()
                    .flatMap(lines -> lines.records().stream())
                    .filter(line -> !line.isEmpty())
                    .limit(count)
                    .toList();
        }
    }

    private static boolean matches(String patterns, String path) {
        return Arrays.stream(patterns.split(",")).anyMatch(pattern -> AntPathMatcher.INSTANCE.match(pattern, path));
    }

    private FileTime modified() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
