package io.jumbo.tail;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks for the next chunk behind the offset: whole lines, one that is too long, or a gap. Remembers why it found nothing. Not thread-safe.
 */
final class ChunkSearch {

    private final ReadSoFar soFar;
    private final ReadLimits limits;
    private final NulsInLines nuls;
    private SettledPart settled = SettledPart.NONE;
    private boolean atGap;
    private OptionalLong completeAt = OptionalLong.empty();
    private byte[] unread = {};
    private FileText text;

    ChunkSearch(ReadSoFar soFar, ReadLimits limits, NulsInLines nuls) {
        this.soFar = soFar;
        this.limits = limits;
        this.nuls = nuls;
        this.text = limits.text();
    }

    void settle(SettledPart part) {
        settled = part;
    }

    /** What ends at this byte, where the file ends, counts as complete. */
    void complete(long at) {
        completeAt = OptionalLong.of(at);
    }

    /** Whether nothing was found because of NUL bytes that may yet be replaced. */
    boolean isAtGap() {
        return atGap;
    }

    /** The bytes in which nothing was found, as far as they were read; not to be changed. */
    byte[] unread() {
        return unread;
    }

    /** How they are to be read. */
    FileText text() {
        return text;
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
        return next(limit, mostLines, limits.chunkBytes());
    }

    private Optional<Chunk> next(long limit, int mostLines, long mostBytes) throws IOException {
        long available = limit - soFar.offset();
        if (available <= 0) {
            return Optional.empty();
        }
        int start = soFar.tail().length;
        byte[] bytes = soFar.readOn((int) Math.min(available, mostBytes));
        text = soFar.text(bytes);
        LineEnds lineEnds = text.lineEnds();
        if (soFar.offset() % lineEnds.width() != 0) {
            return restOfUnit(available);
        } else if (isHeldBack(bytes)) {
            return nothing(bytes, start, false);
        }
        int first = lineStart(lineEnds, bytes, start);
        int gap = nuls.firstGap(lineEnds, bytes, first, soFar.tail(), isSettled());
        int[] ends = lineEnds.find(bytes, first, gap, mostLines);
        int length = bytes.length - start;
        if (ends.length == 0 && gap == bytes.length && length < available && length < limits.longestLine()) {
            bytes = soFar.readOn((int) Math.min(available, limits.longestLine()));
            length = bytes.length - start;
            text = soFar.text(bytes); // it may have been rewritten between the two reads
            lineEnds = text.lineEnds();
            first = lineStart(lineEnds, bytes, start);
            gap = nuls.firstGap(lineEnds, bytes, first, soFar.tail(), isSettled());
            ends = lineEnds.find(bytes, first, gap, 1);
        }
        boolean isEnd = gap == bytes.length && completeAt.equals(OptionalLong.of(soFar.offset() + length));
        if (isEnd && length % lineEnds.width() == 0 && (ends.length == 0 || ends[ends.length - 1] < bytes.length)) {
            ends = Arrays.copyOf(ends, ends.length + 1);
            ends[ends.length - 1] = bytes.length;
        }
        int[] within = lineEnds.within(limits.maxLineBytes(), bytes, first, ends);
        if (within.length > 0 || first > start) {
            boolean isBlocked = within.length < ends.length || (gap < bytes.length && isSettled());
            Optional<Chunk> lines = lines(bytes, start, first, within, isBlocked || isEnd);
            if (lines.isPresent()
                    || soFar.lines()
                            .objection()
                            .filter(LineSorter.Objection::isCertain)
                            .isPresent()) {
                return lines;
            } else if (gap < bytes.length) {
                return nothing(bytes, start, true);
            } else if (length < available) {
                return mostBytes < limits.longestLine()
                        ? next(limit, mostLines, limits.longestLine())
                        : lines(bytes, start, first, within, true); // a record is never longer
            }
            return lines;
        }
        if (ends.length > 0) {
            return tooLongLine(bytes, start, limit);
        }
        if (gap < bytes.length) {
            return isSettled() ? gap() : nothing(bytes, start, true);
        }
        return length >= limits.longestLine()
                ? tooLongLine(bytes, start, limit)
                : nothing(bytes, start, Gap.isOpenAtEnd(lineEnds, bytes, start));
    }

    /** The offset was one of lines in another charset: the rest of the unit that it is in is no line. */
    private Optional<Chunk> restOfUnit(long available) throws IOException {
        int width = text.lineEnds().width();
        int rest = width - (int) (soFar.offset() % width);
        int start = soFar.tail().length;
        byte[] bytes = soFar.readOn((int) Math.min(available, rest));
        return bytes.length - start < rest
                ? nothing(bytes, start, false)
                : Optional.of(soFar.consume(text, bytes, start, start + rest, new LineSorter.Sorted(List.of(), 0)));
    }

    private boolean isSettled() {
        return settled.holds(soFar.offset());
    }

    /** UTF-16 is no text of the kind that is read here: cut at each 0A it would only be dead letters. */
    private boolean isHeldBack(byte[] bytes) {
        return soFar.offset() == 0 && !text.isWide() && Diagnosis.isUtf16(bytes);
    }

    /** Where the first line begins: behind the LF of the line before, if that was read when there was only its CR. */
    private int lineStart(LineEnds lineEnds, byte[] bytes, int start) {
        return lineEnds.isSecondHalf(soFar.tail(), bytes, start) ? start + lineEnds.width() : start;
    }

    private Optional<Chunk> nothing(byte[] bytes, int start, boolean becauseOfGap) {
        unread = Arrays.copyOfRange(bytes, start, bytes.length);
        atGap = becauseOfGap && !isSettled();
        return Optional.empty();
    }

    /** The lines that begin at {@code first}, and the rest of a line end in front of it. */
    private Optional<Chunk> lines(byte[] bytes, int start, int first, int[] ends, boolean isEnd) throws IOException {
        long firstNumber = soFar.progress().lines() + 1;
        List<LineRecord> lines = new SplitLines(text, bytes, first, ends, soFar.offset() + first - start, firstNumber);
        LineSorter.Sorted sorted = soFar.lines().sort(lines, isEnd);
        int end = sorted.taken() == 0 ? first : ends[sorted.taken() - 1];
        if (end == start) {
            return nothing(bytes, start, false);
        }
        if (isSettled()) {
            nuls.learn(text.lineEnds(), bytes, first, end);
        }
        return Optional.of(soFar.consume(text, bytes, start, end, sorted));
    }

    /** The gap at the offset; nothing if the file ends with it: what it stands in front of is not there yet. */
    private Optional<Chunk> gap() throws IOException {
        Optional<Long> after = BlockScan.gapEnd(text.lineEnds(), soFar.file().channel(), soFar.offset(), soFar.limit());
        if (after.isEmpty()) {
            return Optional.empty();
        }
        Stretch gap = soFar.stretchTo(after.get());
        if (!gap.isGap(text.lineEnds())) {
            throw soFar.file().rewritten();
        }
        return Optional.of(soFar.consume(text, gap, new LineSorter.Sorted(List.of(), 0)));
    }

    /** Looks for the end of the line at the offset without keeping it. Finds nothing while the line is unfinished. */
    private Optional<Chunk> tooLongLine(byte[] bytes, int start, long limit) throws IOException {
        LineEnds lineEnds = text.lineEnds();
        boolean endsAtGap = !isSettled() && !nuls.areContent();
        BlockScan.Found found = BlockScan.lineEnd(lineEnds, soFar.file().channel(), soFar.offset(), limit, endsAtGap);
        if (found.lineEnd().isEmpty()) {
            return nothing(bytes, start, found.isAtGap());
        }
        Stretch line = soFar.stretchTo(found.lineEnd().get());
        if (!line.isLine(lineEnds) || line.contentLength(lineEnds) <= limits.maxLineBytes()) {
            throw soFar.file().rewritten();
        }
        byte[] head = line.head(lineEnds.whole(Math.min(ReadLimits.HEAD_KEPT, limits.maxLineBytes())));
        LineRecord record = text.line(
                soFar.progress().lines() + 1, soFar.offset(), line.contentLength(lineEnds), head, 0, head.length);
        LineSorter.Sorted sorted = soFar.lines().sort(List.of(record), false);
        return sorted.taken() == 0 ? nothing(bytes, start, false) : Optional.of(soFar.consume(text, line, sorted));
    }
}
