package io.jumbo.tail;

/** How the content of a file compares with the content consumed earlier. */
public enum Match {
    /** The file starts with the consumed content, as far as the evidence can tell. */
    SAME,
    /** The file is shorter than what was consumed. */
    SHORTER,
    /** The file is long enough but holds other bytes. */
    DIFFERENT
}
