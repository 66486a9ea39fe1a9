package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a file's content compares with what was consumed.
 *
 * @param continued the progress behind what is left of the consumed content: for {@link Match#BEGINNING} and {@link Match#EDITED}, if
 *     it was looked for
 */
public record Comparison(Match match, Optional<Progress> continued) {

    /**
     * Compares. Reads at most two times {@value Evidence#WINDOW} bytes, unless {@code thorough}: then, if the content is not the same, the whole
     * file once, block by block.
     */
    static Comparison of(FileChannel channel, Progress consumed, Optional<String> fileKey, boolean thorough)
            throws IOException {
        long size = channel.size();
        boolean longEnough = size >= consumed.nextByte();
        if (longEnough
                && ConsumedContent.before(channel, consumed.nextByte())
                        .evidence()
                        .equals(consumed.evidence())) {
            return new Comparison(Match.SAME, Optional.empty());
        }
        Match plain = longEnough ? Match.DIFFERENT : Match.SHORTER;
        if (consumed.excerpt().isEmpty()) {
            return new Comparison(plain, Optional.empty());
        }
        boolean beginning = !longEnough && isBeginning(channel, size, consumed);
        if (!thorough) {
            return new Comparison(beginning ? Match.BEGINNING : plain, Optional.empty());
        }
        Excerpt excerpt = consumed.excerpt().get();
        LineScan scan = LineScan.of(channel, consumed.nextByte(), consumed.lines(), excerpt.tail());
        if (beginning) {
            return continued(Match.BEGINNING, channel, scan.last(), fileKey);
        }
        int head = excerpt.agreesFromStart(TailReader.read(channel, 0, (int) Math.min(size, Excerpt.WINDOW)));
        for (LineScan.LineEnd end : scan.candidates()) {
            if (isEndOf(channel, end, consumed, head)) {
                return continued(Match.EDITED, channel, end, fileKey);
            }
        }
        return new Comparison(plain, Optional.empty());
    }

    private static boolean isBeginning(FileChannel channel, long size, Progress consumed) throws IOException {
        if (size >= Evidence.WINDOW) {
            byte[] head = TailReader.read(channel, 0, Evidence.WINDOW);
            return Evidence.sha256(head).equals(consumed.evidence().head());
        }
        byte[] content = TailReader.read(channel, 0, (int) Math.min(size, Excerpt.WINDOW));
        return consumed.excerpt().get().agreesFromStart(content) == content.length;
    }

    /**
     * Whether the consumed content ends there: its last line does, and either as much before it as is known, or most of what is known of
     * the beginning and the end together. Single numbers repeat too often to say anything.
     */
    private static boolean isEndOf(FileChannel channel, LineScan.LineEnd end, Progress consumed, int head)
            throws IOException {
        Excerpt excerpt = consumed.excerpt().orElseThrow();
        int window = (int) Math.min(end.offset(), Excerpt.WINDOW);
        int agreed = excerpt.agreesBackwards(TailReader.read(channel, end.offset() - window, window));
        if (agreed < excerpt.lastLine()) {
            return false;
        }
        if (!excerpt.holdsLastLine()) {
            return isEndOfLongLine(channel, end.offset(), consumed);
        }
        if (agreed == Excerpt.WINDOW) {
            return true;
        }
        long known = Math.min(consumed.nextByte(), (long) excerpt.headLength() + excerpt.tailLength());
        return !end.isElsewhere() && (head + (long) agreed) * 4 >= known * 3;
    }

    /** Long lines may well differ at their beginning only: one that is too long for the excerpt must be in the window of the hash, all of it. */
    private static boolean isEndOfLongLine(FileChannel channel, long end, Progress consumed) throws IOException {
        int window = (int) Math.min(consumed.nextByte(), Evidence.WINDOW);
        if (end < window) {
            return false;
        }
        byte[] tail = TailReader.read(channel, end - window, window);
        return LineSplitter.lineEnds(tail, tail.length, 2).length == 2
                && Evidence.sha256(tail).equals(consumed.evidence().tail());
    }

    private static Comparison continued(
            Match match, FileChannel channel, LineScan.LineEnd end, Optional<String> fileKey) throws IOException {
        ConsumedContent content = ConsumedContent.before(channel, end.offset());
        Progress progress = new Progress(
                end.offset(),
                end.lines(),
                fileKey,
                content.evidence(),
                Optional.of(content.excerpt()),
                Optional.empty());
        return new Comparison(match, Optional.of(progress));
    }

    /** Whether a file is how another one begins, as far as its last {@value Evidence#WINDOW} bytes tell: a copy in the making, or a whole one. */
    static boolean isBeginningOf(FileChannel copy, FileChannel original) throws IOException {
        long size = copy.size();
        if (size == 0 || size > original.size()) {
            return false;
        }
        int window = (int) Math.min(size, Evidence.WINDOW);
        return Arrays.equals(
                TailReader.read(copy, size - window, window), TailReader.read(original, size - window, window));
    }
}
