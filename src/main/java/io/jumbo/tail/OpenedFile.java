package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that is being read, and what its chunks bear.
 *
 * @param location where it was opened
 * @param fileId key of its offset row; 0 if it is only looked at
 * @param path relative to the watched directory, forward slashes
 * @param fileKey which the progress of the chunks takes over
 */
record OpenedFile(Path location, FileChannel channel, long fileId, String path, Optional<String> fileKey) {

    OpenedFile onlyLookedAt() {
        return new OpenedFile(location, channel, 0, path, fileKey);
    }

    /** Asked after the bytes were read: if they are the file's last ones, it stays this until the next change. */
    Optional<Instant> modified() {
        try {
            Observation now = TailReader.observe(location);
            return now.fileKey().equals(fileKey) ? Optional.of(now.modified()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // moved or deleted meanwhile; what was read is read
        }
    }

    IOException rewritten() {
        return new IOException(path + " is being rewritten; it is looked at again");
    }
}
