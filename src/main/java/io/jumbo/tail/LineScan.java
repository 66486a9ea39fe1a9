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
     * Where a line ends.
     *
     * @param offset of the byte after its terminator
     * @param lines up to there
     */
    record Place(long offset, long lines) {}

    private final LineEnds lineEnds;
    private final long sameOffset;
    private final long sameLines;
    private final byte[] tail;
    private Optional<Place> atOffset = Optional.empty();
    private Optional<Place> atLines = Optional.empty();
    private Optional<Place> elsewhere = Optional.empty();
    private int occurrences;
    private Place last = new Place(0, 0);

    private LineScan(LineEnds lineEnds, long sameOffset, long sameLines, byte[] tail) {
        this.lineEnds = lineEnds;
        this.sameOffset = sameOffset;
        this.sameLines = sameLines;
        this.tail = tail;
    }

    /** The line end at an offset, if there is one, with the number of lines up to there; byte 0 is behind no line. */
    static Optional<Place> at(LineEnds lineEnds, FileChannel channel, long offset) throws IOException {
        LineScan scan = new LineScan(lineEnds, -1, -1, new byte[0]);
        scan.walk(channel, Math.min(offset, channel.size()));
        return Optional.of(scan.last).filter(last -> last.offset() == offset);
    }

    /** Walks. Only a full window of last bytes is looked for everywhere: fewer may be anywhere by chance. */
    static LineScan of(LineEnds lineEnds, FileChannel channel, long sameOffset, long sameLines, byte[] tail)
            throws IOException {
        LineScan scan = new LineScan(lineEnds, sameOffset, sameLines, tail);
        scan.walk(channel, channel.size());
        return scan;
    }

    private void walk(FileChannel channel, long size) throws IOException {
        byte[] before = {};
        for (long offset = 0; offset < size; ) {
            byte[] block = FileBytes.read(channel, offset, (int) Math.min(size - offset, BLOCK));
            if (block.length == 0) {
                break;
            }
            byte[] joined = Arrays.copyOf(before, before.length + block.length);
            System.arraycopy(block, 0, joined, before.length, block.length);
            walk(joined, before.length, offset);
            offset += block.length;
            before = Arrays.copyOfRange(joined, Math.max(0, joined.length - Excerpt.WINDOW), joined.length);
        }
    }

    private void walk(byte[] bytes, int from, long offset) {
        int width = lineEnds.width();
        for (int i = from; i + width <= bytes.length; i += width) {
            if (lineEnds.isAt(bytes, i)) {
                lineEnd(bytes, i + width, offset + i + width - from);
            }
        }
    }

    /** A CRLF may have been consumed up to its CR: where that ends a line, there are two places where this one ends. */
    private void lineEnd(byte[] bytes, int end, long offset) {
        int width = lineEnds.width();
        boolean isSecondHalf =
                lineEnds.countsCr() && lineEnds.isLf(bytes, end - width) && lineEnds.isCr(bytes, end - 2 * width);
        long lines = last.lines() + (isSecondHalf ? 0 : 1);
        last = new Place(offset, lines);
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
            elsewhere = Optional.of(last);
        }
    }

    /** Behind as many lines as were consumed. */
    Optional<Place> atLines() {
        return atLines;
    }

    /** Where the consumed content may end, the likeliest place first. */
    List<Place> candidates() {
        List<Place> candidates = new ArrayList<>();
        atOffset.ifPresent(candidates::add);
        atLines.ifPresent(candidates::add);
        if (occurrences == 1) {
            elsewhere.ifPresent(candidates::add);
        }
        return candidates;
    }

    /** Where the consumed content may end if lines were inserted into it. */
    List<Place> ends() {
        List<Place> ends = new ArrayList<>(List.of(last));
        if (occurrences == 1 && elsewhere.get().offset() != last.offset()) {
            ends.add(elsewhere.get());
        }
        return ends;
    }

    /** The end of the last complete line; byte 0 if there is none. */
    Place last() {
        return last;
    }
}
