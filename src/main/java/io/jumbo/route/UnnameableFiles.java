package io.jumbo.route;

import io.jumbo.follow.Watch;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Names that are no text in the locale of this process: Java cannot reach such files. Tells each once. For the thread that polls. */
final class UnnameableFiles {

    private static final char NO_CHARACTER = '\uFFFD';
    private static final String REMEDY = "its name is no text in the character set of this process (sun.jnu.encoding);"
            + " rename it, or start Jumbo with the locale of the program that writes it, such as LC_ALL=C.UTF-8";

    private final Watch watch;
    private final Set<String> told = new HashSet<>();

    UnnameableFiles(Watch watch) {
        this.watch = watch;
    }

    /** The absolute path of a name; nothing if Java has none for it, which is told. */
    Optional<Path> path(String name) {
        try {
            return Optional.of(PolledFile.absolute(name));
        } catch (InvalidPathException e) {
            tell(name, e);
            return Optional.empty();
        }
    }

    /** Whether a file was not found because Java keeps a name for it that no file has. A file that vanished just now is none of these. */
    boolean explains(NoSuchFileException failure, String name) {
        boolean unnameable = name.indexOf(NO_CHARACTER) >= 0;
        if (unnameable) {
            tell(name, failure);
        }
        return unnameable;
    }

    private void tell(String name, Exception cause) {
        if (told.add(name)) {
            IOException unreadable = new IOException(REMEDY, cause);
            watch.listeners().tell(events -> events.fileUnreadable(watch.name(), name, unreadable));
        }
    }
}
