package io.jumbo.tail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Inserted lines, read at once and handed out chunk by chunk. Each chunk moves the offset as if its lines alone had been inserted. So a process that dies between two
 * chunks leaves an insertion behind that is found again; for that, those in front of the file come from the last to the first, and all others in their order. A record of
 * several lines is in one chunk.
 */
final class InsertedLines {

    private final FileText text;
    private final Insertion insertion;
    private final ConsumedContent consumed;
    private final byte[] bytes;
    private final int[] ends;
    private List<LineRecord> data = List.of();

    /** How many of the data begin in front of each line, and of all lines. */
    private final int[] dataBefore;

    /** Whether a line goes on with a record that began in front of it. */
    private final BitSet inRecord = new BitSet();

    private int first;
    private int length;
    private long firstByte;
    private int behindLast;

    /**
     * @param text how the bytes are to be read
     * @param consumed the content without them
     * @param bytes of the lines; not copied
     * @param ends the index after each line
     */
    InsertedLines(FileText text, Insertion insertion, ConsumedContent consumed, byte[] bytes, int[] ends) {
        this.text = text;
        this.insertion = insertion;
        this.consumed = consumed;
        this.bytes = bytes;
        this.ends = ends;
        this.behindLast = ends.length;
        this.dataBefore = new int[ends.length + 1];
    }

    FileText text() {
        return text;
    }

    boolean isEmpty() {
        return first == behindLast;
    }

    /** All of them, in the order of the file. */
    List<LineRecord> lines(int maxLineBytes) {
        List<LineRecord> lines = new ArrayList<>(ends.length);
        for (int line = 0; line < ends.length; line++) {
            lines.add(record(line, maxLineBytes));
        }
        return lines;
    }

    /** Those that are data, or the records made of them; no others are handed out. */
    void are(List<LineRecord> records) {
        data = List.copyOf(records);
        int passed = 0;
        for (int line = 0; line <= ends.length; line++) {
            long at = insertion.at() + start(line);
            while (passed < data.size() && data.get(passed).firstByte() < at) {
                passed++;
            }
            dataBefore[line] = passed;
            inRecord.set(line, passed > 0 && isIn(data.get(passed - 1), at));
        }
    }

    private static boolean isIn(LineRecord record, long at) {
        return at < record.firstByte() + record.byteLength();
    }

    /** The next lines, at most so many bytes, but one line or record at least: of them those that are data. */
    LineSorter.Sorted next(int chunkBytes) {
        int from = first;
        int to = behindLast;
        if (isInHead()) {
            from = to - 1;
            while (from > first && (ends[to - 1] - start(from - 1) <= chunkBytes || inRecord.get(from))) {
                from--;
            }
            behindLast = from;
        } else {
            to = from + 1;
            while (to < behindLast && (ends[to] - start(from) <= chunkBytes || inRecord.get(to))) {
                to++;
            }
            first = to;
        }
        length = ends[to - 1] - start(from);
        firstByte = insertion.at() + start(from);
        return new LineSorter.Sorted(data.subList(dataBefore[from], dataBefore[to]), to - from);
    }

    /** Offset of the first line that was handed out last. */
    long firstByte() {
        return firstByte;
    }

    /** Bytes of the lines that were handed out last. */
    int length() {
        return length;
    }

    /** The content up to the offset after the lines that were handed out so far. */
    ConsumedContent content() {
        byte[] done = isInHead()
                ? Arrays.copyOfRange(bytes, start(behindLast), bytes.length)
                : Arrays.copyOf(bytes, start(first));
        return consumed.with(done, insertion.at(), insertion.before().nextByte() - insertion.at());
    }

    private boolean isInHead() {
        return insertion.at() <= Excerpt.WINDOW;
    }

    private int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    private LineRecord record(int line, int maxLineBytes) {
        int from = start(line);
        int length = text.lineEnds().contentEnd(bytes, from, ends[line]) - from;
        int kept =
                length <= maxLineBytes ? length : text.lineEnds().whole(Math.min(ReadLimits.HEAD_KEPT, maxLineBytes));
        return text.line(insertion.linesBefore() + line + 1, insertion.at() + from, length, bytes, from, from + kept);
    }
}
