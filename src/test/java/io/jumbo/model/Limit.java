package io.jumbo.model;

/** What the decision cannot know, so that scripts leave it out. */
enum Limit {
    /** A file of another inode under another name, with the lines of one that was renamed between the same two polls: they come again. */
    RENAMED_AND_REPLACED_WITH_OLD_LINES,
    /** A file replaced by one that holds its lines and no new one, polled, and renamed: the key in the row still is the old file's. */
    KEY_OF_A_FILE_WITHOUT_NEW_LINES,
    /** Lines appended to a file after the last poll, which then loses its name: no handle is held between two polls. */
    NO_HANDLES
}
