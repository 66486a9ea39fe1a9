package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the next chunk behind the offset: whole lines, one that is too long, or a gap. Remembers why it found nothing. Not thread-safe.
 */
final class ChunkSearch {

    private final ReadSoFar soFar;
    private final ReadLimits limits;
    private final NulsInLines nuls;
    private SettledPart settled = SettledPart.NONE;
    private boolean atGap;
    private byte[] unread = {};

    ChunkSearch(ReadSoFar soFar, ReadLimits limits, NulsInLines nuls) {
        this.soFar = soFar;
        this.limits = limits;
        this.nuls = nuls;
    }

    void settle(SettledPart part) {
        settled = part;
    }

    /** Whether nothing was found because of NUL bytes that may yet be replaced. */
    boolean isAtGap() {
        return atGap;
    }

    /** The bytes in which nothing was found, as far as they were read; not to be changed. */
    byte[] unread() {
        return unread;
    }

    /** The next chunk, or nothing when only an unfinished line or nothing is left. What is settled comes first, and nothing else together with it. */
    Optional<Chunk> next() throws IOException {
        atGap = false;
        unread = new byte[0];
        long limit = soFar.limit();
        if (settled.holds(soFar.offset())) {
            Optional<Chunk> old = next(Math.min(limit, settled.below()), ReadLimits.MOST_LINES);
            if (old.isEmpty() && settled.isLine(soFar.offset())) {
                old = next(limit, 1);
            }
            if (old.isPresent() || settled.isAll()) {
                return old;
            }
            settled = SettledPart.NONE;
        }
        return next(limit, ReadLimits.MOST_LINES);
    }

    private Optional<Chunk> next(long limit, int mostLines) throws IOException {
        long available = limit - soFar.offset();
        if (available <= 0) {
            return Optional.empty();
        }
        int start = soFar.tail().length;
        byte[] bytes = soFar.readOn((int) Math.min(available, limits.chunkBytes()));
        if (isHeldBack(bytes)) {
            return nothing(bytes, start, false);
        }
        int first = lineStart(bytes, start);
        int gap = nuls.firstGap(bytes, first, soFar.tail(), isSettled());
        int[] ends = LineSplitter.lineEnds(limits.lineEnd(), bytes, first, gap, mostLines);
        int length = bytes.length - start;
        if (ends.length == 0 && gap == bytes.length && length < available && length < limits.longestLine()) {
            bytes = soFar.readOn((int) Math.min(available, limits.longestLine()));
            length = bytes.length - start;
            first = lineStart(bytes, start); // it may have been rewritten between the two reads
            gap = nuls.firstGap(bytes, first, soFar.tail(), isSettled());
            ends = LineSplitter.lineEnds(limits.lineEnd(), bytes, first, gap, 1);
        }
        int[] within = LineSplitter.endsWithin(limits.maxLineBytes(), bytes, first, ends);
        if (within.length > 0 || first > start) {
            return lines(bytes, start, first, within);
        }
        if (ends.length > 0) {
            return tooLongLine(bytes, start, limit);
        }
        if (gap < bytes.length) {
            return isSettled() ? gap() : nothing(bytes, start, true);
        }
        return length >= limits.longestLine()
                ? tooLongLine(bytes, start, limit)
                : nothing(bytes, start, Gap.isOpenAtEnd(bytes, start));
    }

    private boolean isSettled() {
        return settled.holds(soFar.offset());
    }

    /** UTF-16 is no text of the kind that is read here: cut at each 0A it would only be dead letters. */
    private boolean isHeldBack(byte[] bytes) {
        return soFar.offset() == 0 && Diagnosis.isUtf16(bytes);
    }

    /** Where the first line begins: behind the LF of the line before, if that was read when there was only its CR. */
    private int lineStart(byte[] bytes, int start) {
        return LineSplitter.isSecondHalf(limits.lineEnd(), soFar.tail(), bytes, start) ? start + 1 : start;
    }

    private Optional<Chunk> nothing(byte[] bytes, int start, boolean becauseOfGap) {
        unread = Arrays.copyOfRange(bytes, start, bytes.length);
        atGap = becauseOfGap && !isSettled();
        return Optional.empty();
    }

    /** The lines that begin at {@code first}, and the rest of a line end in front of it. */
    private Optional<Chunk> lines(byte[] bytes, int start, int first, int[] ends) throws IOException {
        long firstNumber = soFar.progress().lines() + 1;
        List<LineRecord> lines = new SplitLines(bytes, first, ends, soFar.offset() + first - start, firstNumber);
        LineSorter.Sorted sorted = soFar.sort(lines);
        int end = sorted.taken() == 0 ? first : ends[sorted.taken() - 1];
        if (end == start) {
            return nothing(bytes, start, false);
        }
        if (isSettled()) {
            nuls.learn(bytes, first, end);
        }
        return Optional.of(soFar.consume(bytes, start, end, sorted));
    }

    /** The gap at the offset; nothing if the file ends with it: what it stands in front of is not there yet. */
    private Optional<Chunk> gap() throws IOException {
        Optional<Long> after = BlockScan.gapEnd(soFar.channel(), soFar.offset(), soFar.limit());
        if (after.isEmpty()) {
            return Optional.empty();
        }
        Stretch gap = soFar.stretchTo(after.get());
        if (!gap.isGap()) {
            throw soFar.rewritten();
        }
        return Optional.of(soFar.consume(gap, new LineSorter.Sorted(List.of(), 0)));
    }

    /** Looks for the end of the line at the offset without keeping it. Finds nothing while the line is unfinished. */
    private Optional<Chunk> tooLongLine(byte[] bytes, int start, long limit) throws IOException {
        LineEnd lineEnd = limits.lineEnd();
        boolean endsAtGap = !isSettled() && !nuls.areContent();
        BlockScan.Found found = BlockScan.lineEnd(lineEnd, soFar.channel(), soFar.offset(), limit, endsAtGap);
        if (found.lineEnd().isEmpty()) {
            return nothing(bytes, start, found.isAtGap());
        }
        Stretch line = soFar.stretchTo(found.lineEnd().get());
        if (!line.isLine(lineEnd) || line.contentLength() <= limits.maxLineBytes()) {
            throw soFar.rewritten();
        }
        byte[] head = line.head(Math.min(ReadLimits.HEAD_KEPT, limits.maxLineBytes()));
        LineRecord record = new LineRecord(
                soFar.progress().lines() + 1, soFar.offset(), line.contentLength(), head, 0, head.length);
        LineSorter.Sorted sorted = soFar.sort(List.of(record));
        return sorted.taken() == 0 ? nothing(bytes, start, false) : Optional.of(soFar.consume(line, sorted));
    }
}
