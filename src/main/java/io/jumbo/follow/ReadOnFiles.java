package io.jumbo.follow;

import io.jumbo.tail.HeldFile;
import java.util.Optional;

/** The files that are read on without a poll: those of which it is known how far they are written, if all they did is grow. For one thread at a time, as {@link WatchedFiles}. */
record ReadOnFiles(Watch watch, OpenFiles openFiles, Failures failures) {

    /** Where a file is read on. */
    Optional<Place> place(WatchedFile file) {
        return failures.isTroubled() ? Optional.empty() : file.place(watch.now());
    }

    /** The open file itself, if it is under its path. */
    Optional<HeldFile> open(WatchedFile file, Place place) {
        return openFiles.at(file.path(), place);
    }

    boolean contains(WatchedFile file) {
        return place(file).flatMap(place -> open(file, place)).isPresent();
    }

    /** Whether visits do what a pass of the present poll would do again, for more. If they come to an end, it is for the next poll. */
    boolean areReading(WatchedFile file) {
        return file.agenda().wasReadOnSince(watch.now() - watch.pollInterval()) && contains(file);
    }
}
