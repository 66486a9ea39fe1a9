package io.jumbo.tail;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What one poll saw of a file, without opening it.
 *
 * @param size length of the file in bytes
 * @param fileKey what the file system knows the file by, whatever its name: device and inode, or the time of its creation where there is
 *     no inode (Windows)
 * @param modified time of the last change, in microseconds; only ever compared for equality, so a clock that jumps does no harm
 */
public record Observation(long size, Optional<String> fileKey, Instant modified) {

    public Observation {
        modified = modified.truncatedTo(ChronoUnit.MICROS);
    }

    static Observation of(BasicFileAttributes attributes) {
        Object inode = attributes.fileKey();
        String key = inode == null ? "created=" + attributes.creationTime() : inode.toString();
        return new Observation(
                attributes.size(),
                Optional.of(key),
                attributes.lastModifiedTime().toInstant());
    }

    /** Whether the file system knows it by the same key as the file that was consumed. */
    boolean hasKeyOf(Progress consumed) {
        return fileKey.isPresent() && fileKey.equals(consumed.fileKey());
    }

    /** Whether it holds more bytes than were consumed, finished lines or not. */
    boolean goesBeyond(Progress consumed) {
        return size > consumed.nextByte();
    }
}
