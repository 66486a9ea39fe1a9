package io.jumbo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files that wait to be loaded: written where nobody looks, then moved into the watched directory all at once. */
final class Backlog {

    private final Path directory;
    private long bytes;

    /** An empty one; the name is that of its directory, and no other backlog of the same process may have it. */
    Backlog(Path home, String name) throws IOException {
        directory = Files.createDirectories(home.resolve("prepared").resolve(name));
    }

    /** Adds a file with the lines of a load from one number up to another one, without it. */
    Path add(String file, Load load, long from, long to) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        load.write(path, from, to);
        bytes += Files.size(path);
        return path;
    }

    long bytes() {
        return bytes;
    }

    /** Puts the files where a process watches, and waits until they are written: the seconds that takes. */
    double load(Jumbo process, Offsets offsets) throws Exception {
        String name = directory.getFileName().toString();
        long start = System.nanoTime();
        Files.move(directory, process.data().resolve(name));
        offsets.await(process, name + "/%", bytes);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Deletes a directory that a process has worked in: backlogs are large. */
    static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
