package io.jumbo.follow;

import java.time.Duration;

/**
 * How far one file is behind.
 *
 * @param path relative to the watched directory, with forward slashes
 * @param size its length in bytes, as far as it was seen
 * @param written bytes up to which it is committed
 * @param bytes behind that, if there may be complete lines among them; else 0
 * @param age of the oldest of these, from when it was first seen; zero if there is none
 * @param unfinished bytes of a last line that has no end yet
 */
public record FileLag(String path, long size, long written, long bytes, Duration age, long unfinished) {

    static FileLag of(String path, Reach reach, long now) {
        return new FileLag(
                path,
                reach.seen(),
                reach.written(),
                reach.lagBytes(),
                Duration.ofNanos(reach.lagNanos(now)),
                reach.unfinishedBytes());
    }
}
