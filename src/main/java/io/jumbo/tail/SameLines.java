package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Whether a file holds the consumed lines with other line ends, or with other blanks in front of these, as an editor may have saved them. */
final class SameLines {

    /** Holds an excerpt even if each of its lines has a longer end, and blanks. */
    private static final int WINDOW = 8 * Excerpt.WINDOW;

    private final LineEnds lineEnds;
    private final FileChannel channel;
    private final Excerpt excerpt;

    SameLines(LineEnds lineEnds, FileChannel channel, Excerpt excerpt) {
        this.lineEnds = lineEnds;
        this.channel = channel;
        this.excerpt = excerpt;
    }

    /** Whether both ends of the consumed content are the same lines as those of the file up to an offset, where as many lines end, and not the same bytes. */
    boolean endAt(long offset) throws IOException {
        int window = (int) Math.min(offset, WINDOW);
        byte[] first = FileBytes.read(channel, 0, window);
        byte[] last = FileBytes.read(channel, offset - window, window);
        boolean sameBytes = excerpt.agreesFromStart(first) == excerpt.headLength()
                && excerpt.agreesBackwards(last) == excerpt.tailLength();
        byte[] head = stripped(excerpt.head());
        byte[] tail = stripped(excerpt.tail());
        byte[] fileHead = stripped(first);
        byte[] fileTail = stripped(last);
        return !sameBytes
                && fileHead.length >= head.length
                && fileTail.length >= tail.length
                && Arrays.equals(head, 0, head.length, fileHead, 0, head.length)
                && Arrays.equals(tail, 0, tail.length, fileTail, fileTail.length - tail.length, fileTail.length);
    }

    /** Without blanks in front of a line end or of the end of the bytes, and with LF for each line end. */
    private byte[] stripped(byte[] bytes) {
        byte[] stripped = new byte[bytes.length];
        int width = lineEnds.width();
        int length = 0;
        int text = 0;
        for (int i = 0; i + width <= bytes.length; i += width) {
            if (lineEnds.isAt(bytes, i)) {
                boolean isSecondHalf = lineEnds.isLf(bytes, i) && lineEnds.isCr(bytes, i - width);
                if (!isSecondHalf || !lineEnds.countsCr()) {
                    lineEnds.putLf(stripped, text);
                    length = text + width;
                    text = length;
                }
            } else {
                System.arraycopy(bytes, i, stripped, length, width);
                length += width;
                text = lineEnds.isBlank(bytes, i) ? text : length;
            }
        }
        return Arrays.copyOf(stripped, text);
    }
}
