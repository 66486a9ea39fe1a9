package io.jumbo.follow;

import java.nio.file.Path;

/**
 * A file as polls meet it, again and again: its paths are made once. For {@link Follower}.
 *
 * @param watched what is remembered of it
 * @param file absolute
 */
public record Met(WatchedFile watched, Path file) {

    /** Relative to the watched directory, forward slashes. */
    public String path() {
        return watched.path();
    }
}
