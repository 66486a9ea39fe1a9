package io.jumbo.app.check;

import java.nio.file.Path;

/**
 * A file whose lines serve as an example.
 *
 * @param path relative to the watched directory, with forward slashes
 * @param isRead whether {@code run} would read it
 */
record SampleFile(Path file, String path, boolean isRead) {

    /** So many bytes are looked at, in whatever place: an example need not be long, and none may keep a user waiting. */
    static final long MOST_BYTES = 16L << 20;
}
