package io.jumbo.app.check;

import java.nio.file.Path;

/**
 * A file whose lines serve as an example.
 *
 * @param path relative to the watched directory, with forward slashes
 * @param isRead whether {@code run} would read it
 */
record SampleFile(Path file, String path, boolean isRead) {}
