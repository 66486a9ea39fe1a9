package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Looks for the end of a line or of a gap that is longer than what is kept of it, block by block. The file may change between two blocks: what
 * is found must be read anew.
 */
final class BlockScan {

    private static final int BLOCK = 64 * 1024;

    /**
     * How a search for the end of a line ended.
     *
     * @param lineEnd offset after it, if there is one
     * @param isAtGap whether the line has no end yet because it holds a gap, or ends with what may be the beginning of one
     */
    record Found(Optional<Long> lineEnd, boolean isAtGap) {}

    private BlockScan() {}

    /**
     * Looks for the end of the line at {@code from}, up to {@code limit}.
     *
     * @param lineEnds what ends a line
     * @param endsAtGap whether a gap ends the search
     */
    static Found lineEnd(LineEnds lineEnds, FileChannel channel, long from, long limit, boolean endsAtGap)
            throws IOException {
        // Blocks overlap so that no gap is too short in both of two.
        for (long offset = from; offset < limit; offset += BLOCK - Gap.LEAST) {
            byte[] block = FileBytes.read(channel, offset, (int) Math.min(limit - offset, BLOCK));
            int gap = endsAtGap ? Gap.first(lineEnds, block, 0) : block.length;
            int[] end = lineEnds.find(block, 0, gap, 1);
            if (end.length == 1) {
                return new Found(Optional.of(offset + end[0]), false);
            }
            if (gap < block.length || block.length < BLOCK) {
                return new Found(Optional.empty(), gap < block.length || Gap.isOpenAtEnd(lineEnds, block, 0));
            }
        }
        return new Found(Optional.empty(), false);
    }

    /** The offset of the first unit at {@code from} or behind that is not NUL; none if all bytes are, up to {@code limit}. */
    static Optional<Long> gapEnd(LineEnds lineEnds, FileChannel channel, long from, long limit) throws IOException {
        for (long offset = from; offset < limit; ) {
            byte[] block = FileBytes.read(channel, offset, (int) Math.min(limit - offset, BLOCK));
            int end = Gap.end(lineEnds, block, 0);
            if (end < block.length) {
                return Optional.of(offset + end);
            }
            if (block.length == 0) {
                break;
            }
            offset += block.length;
        }
        return Optional.empty();
    }
}
