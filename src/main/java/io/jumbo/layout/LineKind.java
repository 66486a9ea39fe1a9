package io.jumbo.layout;

/** What a line is. */
enum LineKind {
    /** Above the data, or names that are given again. */
    HEADER,
    /** A comment, units, a footer, another kind of line. */
    SKIPPED,
    /** Passed over. */
    BLANK,
    /** One record, or a part of one. */
    DATA,
    /** Not to be taken: what it is cannot be told, or nothing may be read of it. */
    REFUSED
}
