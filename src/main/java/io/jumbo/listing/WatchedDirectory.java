package io.jumbo.listing;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a poll would meet in a watched directory now.
 *
 * @param files how many files would be read
 * @param newest the one that was changed last, if any; one that can be read if there is one
 * @param unreadable directories that cannot be entered, each with the reason
 * @param complete whether the whole directory was looked at
 */
public record WatchedDirectory(long files, Optional<WatchedFile> newest, List<String> unreadable, boolean complete) {

    private static final long MOST_ENTRIES = 1_000_000;

    /**
     * A file that would be read.
     *
     * @param path relative to the directory, with forward slashes
     */
    public record WatchedFile(Path file, String path) {}

    /**
     * Looks at a directory as a poll does.
     *
     * @throws IOException if it is not there or cannot be listed
     */
    public static WatchedDirectory of(WatchOptions options) throws IOException {
        Path directory = absolute(options);
        Newest newest = new Newest();
        boolean complete = new Walk(directory, FilePatterns.of(options), MOST_ENTRIES).visit(newest);
        return new WatchedDirectory(newest.files, newest.found, List.copyOf(newest.unreadable), complete);
    }

    /** The directory of a watch as its polls name it. */
    public static Path absolute(WatchOptions options) {
        return options.get(Option.DIRECTORY).toAbsolutePath().normalize();
    }

    private static final class Newest implements Walk.Visitor {

        private final List<String> unreadable = new ArrayList<>();
        private long files;
        private Optional<WatchedFile> found = Optional.empty();
        private boolean foundReadable;
        private FileTime changed = FileTime.fromMillis(0);

        @Override
        public void file(Path file, String path, boolean accepted) {
            if (!accepted) {
                return;
            }
            files++;
            try {
                FileTime now = Files.getLastModifiedTime(file);
                boolean readable = Files.isRegularFile(file) && Files.isReadable(file);
                if (found.isEmpty() || (readable && (!foundReadable || now.compareTo(changed) > 0))) {
                    changed = now;
                    foundReadable = readable;
                    found = Optional.of(new WatchedFile(file, path));
                }
            } catch (IOException e) {
                unreadable.add(path + ": " + e);
            }
        }

        @Override
        public void unreadable(String path, IOException cause) {
            unreadable.add(path + ": " + cause);
        }
    }
}
