package io.jumbo.follow;

/** What is at the path that a stored offset bears. */
enum Own {
    /** Its own file, with the consumed content. */
    WHOLE,
    /** Its own file, but cut or rewritten. */
    CUT,
    /** Not its file, which is open somewhere else and was cut; or its file was cut and has another offset by now. */
    CUT_ELSEWHERE,
    /** Not its file, which is open here: nobody else can have been given its file key. */
    OPEN,
    /** No file, another file, or one that cannot be looked at. */
    ELSEWHERE,
    /** No file, and that for longer than a rename takes; or the very path asked about, which another file had meanwhile; or nothing is known of it but a file key. */
    GONE;

    /** Whether its file does not hold any more what was consumed of it. */
    boolean isCut() {
        return this == CUT || this == CUT_ELSEWHERE;
    }
}
