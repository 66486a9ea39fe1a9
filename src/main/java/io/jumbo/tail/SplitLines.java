package io.jumbo.tail;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The lines of a chunk as a list that makes each record when it is asked for: a backlog of short lines costs four bytes each. */
final class SplitLines extends AbstractList<LineRecord> implements RandomAccess {

    private final FileText text;
    private final byte[] bytes;
    private final int start;
    private final int[] ends;
    private final long firstByte;
    private final long firstNumber;

    /**
     * @param text how the bytes are to be read
     * @param bytes complete lines, from index {@code start}; not copied
     * @param start index of the first line
     * @param ends the index after each line's terminator
     * @param firstByte offset in the file of the first line
     * @param firstNumber number of the first line, from 1
     */
    SplitLines(FileText text, byte[] bytes, int start, int[] ends, long firstByte, long firstNumber) {
        this.text = text;
        this.bytes = bytes;
        this.start = start;
        this.ends = ends;
        this.firstByte = firstByte;
        this.firstNumber = firstNumber;
    }

    @Override
    public LineRecord get(int index) {
        int from = index == 0 ? start : ends[index - 1];
        int end = text.lineEnds().contentEnd(bytes, from, ends[index]);
        return text.line(firstNumber + index, firstByte + from - start, end - from, bytes, from, end);
    }

    @Override
    public int size() {
        return ends.length;
    }
}
