package io.jumbo.tail;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What one poll saw of a file, without opening it.
 *
 * @param size length of the file in bytes
 * @param fileKey what the file system knows the file by, whatever its name: its inode, or the time of its creation where there is
 *     no inode (Windows)
 * @param modified time of the last change, in microseconds; only ever compared for equality, so a clock that jumps does no harm
 */
public record Observation(long size, Optional<String> fileKey, Instant modified) {

    /** As the JDK's UnixFileKey writes itself; what does not look like this is taken as it is. */
    private static final String INODE = "ino=";

    public Observation {
        modified = modified.truncatedTo(ChronoUnit.MICROS);
    }

    static Observation of(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new Observation(
                attributes.size(),
                Optional.of(key == null ? "created=" + attributes.creationTime() : withoutDevice(key.toString())),
                attributes.lastModifiedTime().toInstant());
    }

    /** A share has another device number on each host, and after each start. Files of one number on two devices are told apart by {@link HeldFile} and {@link Listing} as long as they are there. */
    private static String withoutDevice(String key) {
        int inode = key.indexOf(INODE);
        int end = inode + INODE.length();
        while (inode >= 0 && end < key.length() && key.charAt(end) >= '0' && key.charAt(end) <= '9') {
            end++;
        }
        return inode >= 0 && end > inode + INODE.length() ? key.substring(inode, end) : key;
    }

    /** Whether the file system knows it by the same key as the file that was consumed. */
    public boolean hasKeyOf(Progress consumed) {
        return fileKey.isPresent() && fileKey.equals(consumed.fileKey());
    }

    /** Whether it holds more bytes than were consumed, finished lines or not. */
    public boolean goesBeyond(Progress consumed) {
        return size > consumed.nextByte();
    }
}
