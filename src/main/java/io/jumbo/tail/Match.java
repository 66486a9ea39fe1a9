package io.jumbo.tail;

/** How the content of a file compares with the content consumed earlier. */
public enum Match {
    /** The file starts with the consumed content, as far as the evidence can tell. */
    SAME,
    /** The file is shorter than what was consumed, and what it holds is how the consumed content begins. */
    BEGINNING,
    /** Consumed lines were changed or taken out, but the last of them are there, and so it is known what follows them. */
    EDITED,
    /** The file is shorter than what was consumed and holds other bytes. */
    SHORTER,
    /** The file is long enough but holds other bytes. */
    DIFFERENT
}
