package io.jumbo.tail;

import java.util.Arrays;

/**
 * Whether gaps inside lines are content in a file, as in those of a program that writes strings of a fixed width. It turns out while the file is read. Not
 * thread-safe.
 */
final class NulsInLines {

    /** So many finished lines in a row are not torn by writes that are late: these leave one hole. */
    private static final int LEAST_LINES = 3;

    private boolean areContent;

    void setContent() {
        areContent = true;
    }

    boolean areContent() {
        return areContent;
    }

    /**
     * The index of the first gap that is no content, or the length of {@code bytes}; a line begins at {@code start}.
     *
     * @param tail the last bytes that were consumed
     * @param isSettled whether no gap will be filled any more: then only one that a line begins with is no content
     */
    int firstGap(LineEnds lineEnds, byte[] bytes, int start, byte[] tail, boolean isSettled) {
        int gap = Gap.first(lineEnds, bytes, start);
        if (gap == bytes.length) {
            return gap;
        }
        areContent = areContent
                || Gap.mostLinesInARow(lineEnds, bytes, start) >= LEAST_LINES
                || Gap.mostLinesInARow(lineEnds, tail, 0) > 0;
        return isSettled || areContent ? Gap.firstAtLineStart(lineEnds, bytes, start) : gap;
    }

    /** Learns from {@code bytes[from..to)}, lines that are read with their gaps, since these are settled. */
    void learn(LineEnds lineEnds, byte[] bytes, int from, int to) {
        areContent |= Gap.mostLinesInARow(lineEnds, Arrays.copyOfRange(bytes, from, to), 0) > 0;
    }
}
