package io.jumbo.listing;

import io.jumbo.listing.FilePatterns.Place;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One walk over a directory, for those who are no poll: what it meets are the files that a poll would meet, under the same rules.
 *
 * @param directory absolute
 * @param mostEntries after so many names it ends
 */
record Walk(Path directory, FilePatterns patterns, long mostEntries) {

    /** Who hears what a walk meets. */
    interface Visitor {

        /**
         * Something that is no directory.
         *
         * @param path relative to the directory, with forward slashes
         * @param accepted whether the patterns name it
         */
        void file(Path file, String path, boolean accepted);

        /** A directory that cannot be entered; the others are. */
        void unreadable(String path, IOException cause);
    }

    private record Entered(Path directory, String prefix, Place place) {}

    /**
     * Walks.
     *
     * @return whether it came to its end
     * @throws IOException if the directory itself cannot be listed
     */
    boolean visit(Visitor visitor) throws IOException {
        RealDirectories directories = new RealDirectories(patterns);
        directories.begin(directory);
        Deque<Entered> left = new ArrayDeque<>();
        left.add(new Entered(directory, "", patterns.root()));
        long entries = 0;
        while (!left.isEmpty()) {
            Entered next = left.poll();
            try (DirectoryStream<Path> names = Files.newDirectoryStream(next.directory())) {
                for (Path entry : names) {
                    if (++entries > mostEntries) {
                        return false;
                    }
                    met(next, entry, directories, visitor, left);
                }
            } catch (DirectoryIteratorException e) {
                unreadable(next, e.getCause(), visitor);
            } catch (IOException e) {
                unreadable(next, e, visitor);
            }
        }
        return true;
    }

    private void unreadable(Entered next, IOException cause, Visitor visitor) throws IOException {
        if (next.prefix().isEmpty()) {
            throw cause;
        }
        visitor.unreadable(next.prefix(), cause);
    }

    private void met(Entered in, Path entry, RealDirectories directories, Visitor visitor, Deque<Entered> left) {
        String name = entry.getFileName().toString();
        String path = in.prefix() + name;
        if (!Files.isDirectory(entry)) {
            visitor.file(entry, path, patterns.accepts(in.place(), name));
            return;
        }
        Place place = patterns.below(in.place(), name);
        if (patterns.leadsOn(name, place)) {
            try {
                if (directories.enters(entry, place)) {
                    left.add(new Entered(entry, path + "/", place));
                }
            } catch (IOException e) {
                visitor.unreadable(path + "/", e);
            }
        }
    }
}
