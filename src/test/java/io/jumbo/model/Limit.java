package io.jumbo.model;

import java.util.List;

/** What no reader could tell from what it sees, so that scripts leave it out; but for those named in {@code -Djumbo.beyond=…}. */
enum Limit {
    /**
     * A file of another inode under another name, with the lines of one that was renamed between the same two polls: they come again. So does what a copy holds
     * that takes the name of a file with whose lines it begins: it is taken for that, and what the file held beyond these is not read.
     */
    RENAMED_AND_REPLACED_WITH_OLD_LINES,
    /**
     * A file that is cut or being written anew, and renamed as well, while the one who looks does not hold it open: an inode with other content under another
     * name is a new file, and what was cut to nothing cannot be told from it. (One that left its path is held for a minute.)
     */
    CUT_AND_RENAMED_WITHOUT_A_HANDLE,
    /**
     * A file that comes back to a path which another one had meanwhile, changed, and is not held any more: inodes are reused, and a new file of a path often begins
     * as the one before it did.
     */
    CAME_BACK_WITHOUT_A_HANDLE,
    /** A copy that is written anew, piece by piece, before it was recognised: a few lines of what another file held are no evidence of anything. */
    COPY_WRITTEN_ANEW,
    /**
     * A copy that loses its name before it was recognised as one: whether its lines are new depends on what becomes of its original, and so
     * it was not read, nor is it held; and if it comes back to the very name that its original bears by then, its lines come again. Of two equal files that no poll has
     * met, the one that is met second is the copy.
     */
    COPY_THAT_LEAVES_UNREAD,
    /**
     * A copy outside the pattern that was given the inode of a file of its original's name, of which nothing was read and which is gone: after a restart it is taken
     * for that file, whose lines would be lost if it were not looked for.
     */
    COPY_WITH_THE_INODE_OF_ONE_UNREAD,
    /**
     * A file of which nothing was read yet, and that another one replaced, is held by one instance, but the other one looks first: any content
     * continues an offset of 0 bytes, and what the file held when it left is not read.
     */
    UNREAD_AND_REPLACED_BEFORE_ANOTHER_INSTANCE;

    private static final List<String> BEYOND =
            List.of(System.getProperty("jumbo.beyond", "").split(","));

    /** Whether scripts keep within it. */
    boolean isKept() {
        return !BEYOND.contains(name());
    }
}
