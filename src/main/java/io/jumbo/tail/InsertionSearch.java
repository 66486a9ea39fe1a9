package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks for lines that were inserted into consumed content. Where they stand, one of the two ends of the content that are known differs from the file. What is found
 * is certain as far as the evidence tells: without the inserted bytes both hashes and the number of lines are those of the consumed content.
 */
final class InsertionSearch {

    private final ReadLimits limits;
    private final LineEnds lineEnds;
    private final FileChannel channel;
    private final Progress consumed;
    private final Excerpt excerpt;

    InsertionSearch(ReadLimits limits, LineEnds lineEnds, FileChannel channel, Progress consumed, Excerpt excerpt) {
        this.limits = limits;
        this.lineEnds = lineEnds;
        this.channel = channel;
        this.consumed = consumed;
        this.excerpt = excerpt;
    }

    /** Lines inserted, of no more bytes than one chunk has, such that the consumed content ends at one of the places where it may end now. */
    Optional<Insertion> find(LineScan scan) throws IOException {
        for (LineScan.Place end : scan.ends()) {
            long length = end.offset() - consumed.nextByte();
            if (length > 0 && length <= limits.chunkBytes()) {
                for (OptionalLong at : new OptionalLong[] {afterHead(), beforeTail(end.offset())}) {
                    Optional<Insertion> found =
                            at.isPresent() ? insertion(at.getAsLong(), length, end.lines()) : Optional.empty();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Where the file differs from the beginning of the consumed content: of several places with the same outcome the last one. */
    private OptionalLong afterHead() throws IOException {
        byte[] head = excerpt.head();
        int agreed = excerpt.agreesFromStart(FileBytes.read(channel, 0, head.length));
        return OptionalLong.of(lineEnds.last(head, agreed));
    }

    /** The offset in the consumed content of what stands at its end here too: whole lines, as many as are known and agree. */
    private OptionalLong beforeTail(long end) throws IOException {
        byte[] tail = excerpt.tail();
        int window = (int) Math.min(end, tail.length);
        int from = tail.length - excerpt.agreesBackwards(FileBytes.read(channel, end - window, window));
        int width = lineEnds.width();
        for (int i = lineEnds.whole(from) + width; i < tail.length; i += width) {
            if (lineEnds.isBoundary(tail, i)) {
                return OptionalLong.of(consumed.nextByte() - (tail.length - i));
            }
        }
        return OptionalLong.empty();
    }

    private Optional<Insertion> insertion(long at, long length, long lines) throws IOException {
        if (!isBoundary(at) || !isBoundary(at + length)) {
            return Optional.empty();
        }
        ConsumedContent without = ConsumedContent.without(channel, at, length, consumed.nextByte());
        if (!without.evidence().equals(consumed.evidence())) {
            return Optional.empty();
        }
        Optional<LineScan.Place> before = LineScan.at(lineEnds, channel, at);
        Optional<LineScan.Place> after = LineScan.at(lineEnds, channel, at + length);
        boolean isAllThere = before.isPresent()
                && after.isPresent()
                && lines - consumed.lines()
                        == after.get().lines() - before.get().lines();
        return isAllThere
                ? Optional.of(new Insertion(consumed, at, length, before.get().lines(), lines - consumed.lines()))
                : Optional.empty();
    }

    /** Whether a line begins there. */
    private boolean isBoundary(long offset) throws IOException {
        int width = lineEnds.width();
        byte[] around = FileBytes.read(channel, Math.max(0, offset - width), 2 * width);
        return offset == 0 || (offset % width == 0 && lineEnds.isBoundary(around, width));
    }
}
