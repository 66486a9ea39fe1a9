package io.jumbo.model;

/** What is claimed of the table once everything has settled after an action. Never, after any: half a line, or one that never was. */
enum Claim {
    /** Every line once. */
    EXACT,
    /** Every line once; of a file that loses its name, unread lines too if it was met by a poll and nothing goes wrong before the next one. */
    UNREAD_LINES_COME_IF_HELD,
    /** Every line once, but for those that stood in the file between two polls only: they are overwritten. */
    UNREAD_LINES_MAY_BE_MISSING,
    /** The copy is a new file: its lines come again, or not if one with this name and these lines was read before. */
    AT_MOST_ONCE_MORE_FOR_EACH_COPY
}
