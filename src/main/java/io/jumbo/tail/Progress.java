package io.jumbo.tail;

import java.util.Optional;

/**
 * How far a file was consumed, and what was consumed.
 *
 * @param nextByte offset in bytes of the first byte not yet consumed, from 0; always the first byte of a line
 * @param lines number of complete lines before {@code nextByte}, blank ones included
 * @param fileKey device and inode of the file the lines were read from, where the system has one
 * @param evidence hashes of the content before {@code nextByte}
 */
public record Progress(long nextByte, long lines, Optional<String> fileKey, Evidence evidence) {

    public Progress {
        if (nextByte < 0 || lines < 0) {
            throw new IllegalArgumentException("an offset is not negative: byte " + nextByte + ", line " + lines);
        }
    }

    /** The progress of a file of which nothing was consumed yet. */
    public static Progress none(Optional<String> fileKey) {
        return new Progress(0, 0, fileKey, Evidence.NONE);
    }
}
