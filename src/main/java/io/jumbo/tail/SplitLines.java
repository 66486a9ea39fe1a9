package io.jumbo.tail;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The lines of a chunk as a list that makes each record when it is asked for: a backlog of short lines costs four bytes each. */
final class SplitLines extends AbstractList<LineRecord> implements RandomAccess {

    private final byte[] bytes;
    private final int[] ends;
    private final long firstByte;
    private final long firstNumber;

    /**
     * @param bytes complete lines, from index 0
     * @param ends the index after each line's terminator
     * @param firstByte offset in the file of {@code bytes[0]}
     * @param firstNumber number of the first line, from 1
     */
    SplitLines(byte[] bytes, int[] ends, long firstByte, long firstNumber) {
        this.bytes = bytes;
        this.ends = ends;
        this.firstByte = firstByte;
        this.firstNumber = firstNumber;
    }

    @Override
    public LineRecord get(int index) {
        int start = index == 0 ? 0 : ends[index - 1];
        int end = LineSplitter.contentEnd(bytes, start, ends[index]);
        int content = firstByte + start == 0 ? start + LineSplitter.byteOrderMark(bytes, start, end) : start;
        return new LineRecord(firstNumber + index, firstByte + start, end - content, bytes, content, end);
    }

    @Override
    public int size() {
        return ends.length;
    }
}
