package io.jumbo.follow;

import java.time.Duration;
import java.util.List;

/**
 * How far a watch is behind: complete lines that were seen and are not in the database. Its bytes and its age are 0 if and only if there is none.
 *
 * @param bytes of all files
 * @param age of the oldest byte that is not written, from when it was first seen
 * @param unfinished bytes of last lines that have no end yet, which are no lag
 * @param files those with bytes that wait or are unfinished, the oldest first
 */
public record Lag(long bytes, Duration age, long unfinished, List<FileLag> files) {

    /** Nothing waits. */
    public static final Lag NONE = new Lag(List.of());

    public Lag {
        files = List.copyOf(files);
    }

    /** That of these files, in this order. */
    Lag(List<FileLag> files) {
        this(
                files.stream().mapToLong(FileLag::bytes).sum(),
                files.stream().map(FileLag::age).max(Duration::compareTo).orElse(Duration.ZERO),
                files.stream().mapToLong(FileLag::unfinished).sum(),
                files);
    }
}
