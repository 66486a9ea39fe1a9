package io.jumbo.model;

import java.util.List;

/** What no reader could tell from what it sees, so that scripts leave it out; but for those named in {@code -Djumbo.beyond=…}. */
enum Limit {
    /** A file of another inode under another name, with the lines of one that was renamed between the same two polls: they come again. */
    RENAMED_AND_REPLACED_WITH_OLD_LINES,
    /**
     * A file that is cut or being written anew, and renamed as well, while the one who looks does not hold it open: an inode with other content under another
     * name is a new file, and what was cut to nothing cannot be told from it.
     */
    CUT_AND_RENAMED_WITHOUT_A_HANDLE,
    /** A copy that is written anew, piece by piece, before it was recognised: a few lines of what another file held are no evidence of anything. */
    COPY_WRITTEN_ANEW;

    private static final List<String> BEYOND =
            List.of(System.getProperty("jumbo.beyond", "").split(","));

    /** Whether scripts keep within it. */
    boolean isKept() {
        return !BEYOND.contains(name());
    }
}
