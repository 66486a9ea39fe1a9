package io.jumbo.tail;

import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What one poll saw of a file, without opening it.
 *
 * @param size length of the file in bytes
 * @param fileKey device and inode as the file system reports them; absent where it has none (Windows)
 * @param modified time of the last change; only ever compared for equality, so a clock that jumps does no harm
 */
public record Observation(long size, Optional<String> fileKey, FileTime modified) {}
