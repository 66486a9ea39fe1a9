package io.jumbo.tail;

import java.util.List;
import java.util.Optional;

/**
 * Tells the data lines of one file from all others, in the order of the file. Keeps between two calls what it needs to go on. Belongs to one reader: not
 * thread-safe.
 */
public interface LineSorter {

    /**
     * What became of lines.
     *
     * @param data those that are data, in order, each with what was learnt above it
     * @param taken so many of the lines were told apart; those behind them come again with the next call
     */
    record Sorted(List<LineRecord> data, int taken) {}

    /**
     * Takes lines that follow those taken before.
     *
     * @param lines in the order of the file, without a gap
     * @param complete whether a record of several lines ends with the last one, though no other begins behind it
     */
    Sorted sort(List<LineRecord> lines, boolean complete);

    /** What must be known to go on behind the lines taken so far, for {@link Progress#learnt}. */
    Optional<String> learnt();

    /** Why the lines that follow cannot be taken, or why the header is not over yet, in words for a person; the name of the file aside. */
    Optional<Objection> objection();

    /**
     * What keeps lines from being data.
     *
     * @param words a part of a sentence behind the name of the file
     * @param isCertain whether no line that may still come can help
     */
    record Objection(String words, boolean isCertain) {}
}
