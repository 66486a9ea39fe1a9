package io.jumbo.tail;

/** How the content of a file compares with the content consumed earlier. */
public enum Match {
    /** The file starts with the consumed content, as far as the evidence can tell. */
    SAME,
    /** The file is shorter than what was consumed, and what it holds is how the consumed content begins. */
    BEGINNING,
    /** All that was consumed is there, in two pieces of which the first may be empty, and new lines stand between them. */
    INSERTED,
    /** The consumed lines are there with other line ends, or with other blanks in front of these. */
    SAME_LINES,
    /** Consumed lines were changed or taken out, but the last of them are there, and so it is known what follows them. */
    EDITED,
    /** All that was consumed is there but for its last lines, and others follow. */
    OTHER_END,
    /** The file is shorter than what was consumed and holds other bytes. */
    SHORTER,
    /** The file is long enough but holds other bytes. */
    DIFFERENT
}
