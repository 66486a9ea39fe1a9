package io.jumbo.tail;

import java.util.Optional;

/** How the data lines of a watch's files are told from others. Immutable and thread-safe. */
public interface LineSorting {

    /** Whether every line is data and none is asked for anything: then lines need not be sorted. */
    boolean isPlain();

    /**
     * What sorts the lines of a file from a place on.
     *
     * @param learnt as {@link Progress#learnt} has it there; nothing at the start of a file
     */
    LineSorter from(Optional<String> learnt);

    /**
     * The same below lines that were handed out when other options counted: whatever they are with those of today, they are no header that may be read once more.
     *
     * @param learnt of these lines in this way
     */
    LineSorter below(Optional<String> learnt);

    /** Whether what was learnt was learnt in this way: if not, it must be learnt again from the file. */
    boolean isOfThis(Optional<String> learnt);

    /**
     * Where a file must be read from that was read to a place in another way: to the beginning of a header, in whose lines there may be data after all. Nothing if
     * it is read on where it was read to.
     */
    Optional<Long> beginningOfHeader(Optional<String> learnt);

    /** What a file that was cut in place begins with: its writer goes on, and need not write the header again. */
    Optional<String> afterCut(Optional<String> learnt);
}
