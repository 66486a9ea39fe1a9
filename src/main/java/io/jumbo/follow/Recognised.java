package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import java.util.List;
import java.util.Optional;

/**
 * A recognised file.
 *
 * @param change what happened to it
 * @param offset where to read on; absent if it is not to be read now, or not under this name
 * @param before offsets, as they were stored, of what the path held before, and of what the file held, if that is something else, or less, now
 */
record Recognised(FileChange change, Optional<FileOffset> offset, List<FileOffset> before) {

    Recognised {
        before = List.copyOf(before);
    }
}
