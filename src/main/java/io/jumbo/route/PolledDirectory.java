package io.jumbo.route;

import io.jumbo.follow.Watch;
import io.jumbo.listing.FilePatterns;
import io.jumbo.listing.FilePatterns.Place;
import io.jumbo.listing.RealDirectories;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What a poll meets in the watched directory: Camel walks, and asks here which directories to enter and which files the patterns name.
 * Tells what is not read for another reason than the patterns: directories that may not be entered. For the thread that polls.
 */
final class PolledDirectory {

    private final Watch watch;
    private final FilePatterns patterns;
    private final RealDirectories directories;
    private final SlowWalk slowWalk;
    private final NamedFiles files;
    private final String prefix;

    private final UnreadableDirectories unreadable;

    private BooleanSupplier stopping = () -> false;

    PolledDirectory(Watch watch) {
        this.watch = watch;
        this.patterns = FilePatterns.of(watch.options());
        this.directories = new RealDirectories(patterns);
        this.slowWalk = new SlowWalk(watch);
        this.files = new NamedFiles(watch);
        this.unreadable = new UnreadableDirectories(watch);
        String directory = watch.directory().toString();
        this.prefix = directory.charAt(directory.length() - 1) == File.separatorChar
                ? directory
                : directory + File.separatorChar;
    }

    /** The walk is not to go on: the watch is being stopped. It says nothing about any file. */
    static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        StoppedException() {
            super("the poll ends early: the watch is being stopped");
        }
    }

    /**
     * A poll begins.
     *
     * @param stopping whether it is to end at once
     * @throws IOException if the directory is not there by now
     */
    void pollBegins(BooleanSupplier stopping) throws IOException {
        this.stopping = stopping;
        slowWalk.begins();
        files.walkBegins();
        unreadable.pollBegins();
        directories.begin(watch.directory());
    }

    /**
     * Whether the walk goes on into a directory.
     *
     * @throws StoppedException if it is to go on nowhere
     */
    boolean enters(Path directory) {
        goOn(directory.toString());
        String path = watch.path(directory);
        Place place = patterns.place(path);
        if (!patterns.leadsOn(directory.getFileName().toString(), place)) {
            files.passedOverDirectory();
            return false;
        }
        try {
            boolean enters = directories.enters(directory, place);
            unreadable.canBeRead(path);
            return enters;
        } catch (NoSuchFileException e) {
            return false; // deleted since it was listed
        } catch (IOException e) {
            unreadable.cannotBeRead(path, e);
            return false;
        }
    }

    /** The path of a file that the patterns name and the poll has met, relative to the directory; nothing if none does. */
    Optional<String> names(String absolutePath) {
        String path = absolutePath.startsWith(prefix)
                ? Watch.withSlashes(absolutePath.substring(prefix.length()))
                : watch.path(PolledFile.absolute(absolutePath));
        boolean named = patterns.accepts(path);
        files.met(named);
        return named ? Optional.of(path) : Optional.empty();
    }

    /** A file that the patterns name, as is known from an earlier poll. */
    void namedBefore() {
        files.met(true);
    }

    /**
     * To be asked at each file.
     *
     * @throws StoppedException if the walk is to end
     */
    void goOn(String at) {
        if (stopping.getAsBoolean()) {
            throw new StoppedException();
        }
        slowWalk.goesOn(at, files.met(), directories.count());
    }

    /** Whether a file may be in a directory that the last poll could not enter. */
    boolean isUnreadable(String path) {
        return unreadable.hold(path);
    }

    /**
     * A poll has come to its end.
     *
     * @param known whether files are known that this poll did not meet
     */
    void pollEnded(boolean known) throws IOException {
        slowWalk.ended();
        unreadable.pollEnded();
        files.walkEnded(known);
    }
}
