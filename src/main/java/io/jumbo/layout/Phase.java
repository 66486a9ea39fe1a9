package io.jumbo.layout;

/** Where in its structure a file is. */
enum Phase {
    /** In the header at its top. */
    HEADER,
    /** Behind the end of the data: the header of another section is awaited. */
    SECTION,
    /** Behind a header that lacks the names: only a line of names can follow. */
    NAMES,
    /** Behind the header of a later section that gives no names: a line of names may follow, or data below the names of an earlier one. */
    EARLIER_NAMES,
    /** Among data. */
    DATA,
    /** At the top of a file that was cut in place: its first line tells whether it is a header again. */
    CUT
}
