package io.jumbo.tail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a directory holds, whatever the names. */
public final class Listing {

    private Listing() {}

    /**
     * Whether it is certain that there is no such file: its directory can be listed and holds something else, or is certainly gone itself. An
     * empty directory proves nothing: a share that is not mounted leaves one.
     */
    public static boolean isGone(Path file) {
        if (!Files.notExists(file)) {
            return false;
        }
        Path directory = file.getParent();
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isPresent();
        } catch (NoSuchFileException e) {
            return isGone(directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether two paths lead to one file, on one device; not if that cannot be found out. */
    public static boolean isSameFile(Path first, Path second) {
        try {
            return Files.isSameFile(first, second);
        } catch (IOException e) {
            return false;
        }
    }

    /** The files of a directory by their file keys; nothing if it cannot be listed, which says nothing about any file. */
    public static Optional<Map<String, Path>> keys(Path directory) {
        Map<String, Path> keys = new HashMap<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : (Iterable<Path>) entries::iterator) {
                keyOf(file).ifPresent(key -> keys.put(key, file));
            }
        } catch (NoSuchFileException e) {
            return Optional.of(Map.of()); // nothing is in a directory that is not there
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
        return Optional.of(keys);
    }

    private static Optional<String> keyOf(Path file) {
        try {
            return TailReader.observe(file).fileKey();
        } catch (IOException e) {
            return Optional.empty(); // a directory, or gone by now
        }
    }
}
