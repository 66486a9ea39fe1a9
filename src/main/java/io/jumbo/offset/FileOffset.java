package io.jumbo.offset;

import io.jumbo.tail.Progress;

/**
 * A stored offset: one row of {@code jumbo_offsets}.
 *
 * @param id key of the row; a file that is read from its start again gets a new one
 * @param path where the file was seen last, relative to the watched directory, forward slashes
 * @param progress how far it was written
 */
public record FileOffset(long id, String path, Progress progress) {}
