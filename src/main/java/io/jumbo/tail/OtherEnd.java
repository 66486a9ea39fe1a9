package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;

/** Whether a file that got longer holds all that was consumed except its last lines, in whose place others stand: a footer with a total. */
final class OtherEnd {

    private OtherEnd() {}

    /**
     * Where other lines begin. They begin in what is known of the end of the consumed content, a third of which must be there: few lines say nothing. So must the beginning of
     * it, as far as it is known.
     */
    static Optional<LineScan.Place> begin(LineEnds lineEnds, FileChannel channel, Progress consumed, Excerpt excerpt)
            throws IOException {
        byte[] tail = excerpt.tail();
        long known = consumed.nextByte() - tail.length;
        byte[] there = channel.size() > known ? FileBytes.read(channel, known, tail.length) : new byte[0];
        int mismatch = Arrays.mismatch(there, tail);
        int agreed = lineEnds.last(tail, mismatch < 0 ? tail.length : mismatch);
        long begin = known + agreed;
        if (agreed == 0
                || agreed * 3L < tail.length
                || !(channel.size() > consumed.nextByte() || isLastLineOnly(agreed, tail, excerpt.lastLine(lineEnds)))
                || !isHead(channel, begin, consumed, excerpt)) {
            return Optional.empty();
        }
        return LineScan.at(lineEnds, channel, begin);
    }

    /** What did not get longer may be another measurement with the same header: only a footer of one line is believed. */
    private static boolean isLastLineOnly(int agreed, byte[] tail, int lastLine) {
        return agreed > tail.length - lastLine;
    }

    private static boolean isHead(FileChannel channel, long to, Progress consumed, Excerpt excerpt) throws IOException {
        if (to >= Evidence.WINDOW) {
            return Evidence.sha256(FileBytes.read(channel, 0, Evidence.WINDOW))
                    .equals(consumed.evidence().head());
        }
        int length = (int) Math.min(to, excerpt.headLength());
        return excerpt.agreesFromStart(FileBytes.read(channel, 0, length)) == length;
    }
}
