package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One walk over a file that looks where content consumed earlier may end now: at the same offset, behind the same number of lines, or at the
 * only place that holds its last bytes. Bounded memory, whatever the file's length.
 */
final class LineScan {

    private static final int BLOCK = 64 * 1024;

    /**
     * The end of a line.
     *
     * @param offset of the byte after its terminator
     * @param lines up to there
     * @param isElsewhere whether neither the offset nor the number of lines is the one consumed
     */
    record LineEnd(long offset, long lines, boolean isElsewhere) {}

    private final long sameOffset;
    private final long sameLines;
    private final byte[] tail;
    private Optional<LineEnd> atOffset = Optional.empty();
    private Optional<LineEnd> atLines = Optional.empty();
    private Optional<LineEnd> elsewhere = Optional.empty();
    private int occurrences;
    private LineEnd last = new LineEnd(0, 0, false);

    private LineScan(long sameOffset, long sameLines, byte[] tail) {
        this.sameOffset = sameOffset;
        this.sameLines = sameLines;
        this.tail = tail;
    }

    /** Walks. Only a full window of last bytes is looked for everywhere: fewer may be anywhere by chance. */
    static LineScan of(FileChannel channel, long sameOffset, long sameLines, byte[] tail) throws IOException {
        LineScan scan = new LineScan(sameOffset, sameLines, tail);
        long size = channel.size();
        byte[] before = {};
        for (long offset = 0; offset < size; ) {
            byte[] block = FileBytes.read(channel, offset, (int) Math.min(size - offset, BLOCK));
            if (block.length == 0) {
                break;
            }
            byte[] joined = Arrays.copyOf(before, before.length + block.length);
            System.arraycopy(block, 0, joined, before.length, block.length);
            scan.walk(joined, before.length, offset);
            offset += block.length;
            before = Arrays.copyOfRange(joined, Math.max(0, joined.length - Excerpt.WINDOW), joined.length);
        }
        return scan;
    }

    private void walk(byte[] bytes, int from, long offset) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == LineSplitter.LF) {
                lineEnd(bytes, i + 1, offset + i + 1 - from);
            }
        }
    }

    private void lineEnd(byte[] bytes, int end, long offset) {
        long lines = last.lines() + 1;
        last = new LineEnd(offset, lines, false);
        if (offset == sameOffset) {
            atOffset = Optional.of(last);
        }
        if (lines == sameLines) {
            atLines = Optional.of(last);
        }
        if (tail.length == Excerpt.WINDOW
                && end >= tail.length
                && Arrays.equals(bytes, end - tail.length, end, tail, 0, tail.length)) {
            occurrences++;
            elsewhere = Optional.of(new LineEnd(offset, lines, true));
        }
    }

    /** Where the consumed content may end, the likeliest place first. */
    List<LineEnd> candidates() {
        List<LineEnd> candidates = new ArrayList<>();
        atOffset.ifPresent(candidates::add);
        atLines.ifPresent(candidates::add);
        if (occurrences == 1) {
            elsewhere.ifPresent(candidates::add);
        }
        return candidates;
    }

    /** The end of the last complete line; byte 0 if there is none. */
    LineEnd last() {
        return last;
    }
}
