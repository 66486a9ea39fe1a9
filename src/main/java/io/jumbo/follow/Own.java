package io.jumbo.follow;

/** What is at the path that a stored offset bears. */
enum Own {
    /** Its own file, with the consumed content. */
    WHOLE,
    /** Its own file, but cut or rewritten. */
    CUT,
    /** Not its file, which is open here: nobody else can have been given its file key. */
    OPEN,
    /** No file, another file, or one that cannot be looked at. */
    ELSEWHERE,
    /** No file, and that for longer than a rename takes; or the very path asked about, which another file had meanwhile; or nothing is known of it but a file key. */
    GONE
}
