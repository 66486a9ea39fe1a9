package io.jumbo.model;

/** What is claimed of the table once everything has settled after an action. Never, after any: half a line, or one that never was. */
enum Claim {
    /** Every line once. */
    EXACT,
    /** Every line once, but for those that stood in the file between two polls only. */
    UNREAD_LINES_MAY_BE_MISSING,
    /** The same, of the file whose name was taken. */
    UNREAD_LINES_OF_THE_OTHER_MAY_BE_MISSING,
    /** The copy is a new file: its lines come again, or not if one with this name and these lines was read before. */
    AT_MOST_ONCE_MORE_FOR_EACH_COPY,
    /** Every line once, read before or not: unread ones stand in the copy. */
    EXACT_IF_READ_BEFORE,
    /** Every line once, also the unread ones if the watch had met the file in a poll and lives. */
    UNREAD_LINES_COME_IF_HELD
}
