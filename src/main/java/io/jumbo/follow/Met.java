package io.jumbo.follow;

import java.nio.file.Path;

/** A file as polls meet it, again and again: its paths are made once. Opaque; for {@link Follower}. */
public final class Met {

    private final WatchedFile watched;
    private final Path file;

    Met(WatchedFile watched, Path file) {
        this.watched = watched;
        this.file = file;
    }

    WatchedFile watched() {
        return watched;
    }

    /** Relative to the watched directory, forward slashes. */
    public String path() {
        return watched.path();
    }

    /** Absolute. */
    public Path file() {
        return file;
    }
}
