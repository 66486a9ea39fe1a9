package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one file from an offset to its last complete line, chunk by chunk. Opened for one pass and closed after it, so that nobody's
 * rename or delete is held up. Reads by absolute offset, and before each chunk compares the bytes in front of it: a file that is rewritten
 * meanwhile ends the pass before a line of the old and a line of the new content can be taken for one.
 *
 * <p>Memory: one chunk, or one line of at most {@code max-line-bytes} where that is more. Not thread-safe. Every method throws
 * {@link IOException} when the file cannot be read now, which says nothing about whether it still exists.
 */
public final class TailReader implements Closeable {

    /** So many finished lines in a row are not torn by writes that are late: these leave one hole. */
    private static final int NUL_LINES = 3;

    private final Path file;
    private final FileChannel channel;
    private final Closeable ending;
    private final long fileId;
    private final String path;
    private final Optional<String> fileKey;
    private final ReadLimits limits;
    private ConsumedContent content;
    private Optional<InsertedLines> inserted = Optional.empty();
    private Progress progress;
    private long size;
    private long end = Long.MAX_VALUE;
    private long settledFrom = -1;
    private long settledTo = -1;
    private boolean atGap;
    private boolean nulsInLines;
    private byte[] unread = {};

    TailReader(
            Path file,
            FileChannel channel,
            Closeable ending,
            long fileId,
            String path,
            Progress from,
            Optional<String> fileKey,
            ReadLimits limits)
            throws IOException {
        this(
                file,
                channel,
                ending,
                fileId,
                path,
                from,
                fileKey,
                limits,
                ConsumedContent.before(channel, from.nextByte()));
    }

    private TailReader(
            Path file,
            FileChannel channel,
            Closeable ending,
            long fileId,
            String path,
            Progress from,
            Optional<String> fileKey,
            ReadLimits limits,
            ConsumedContent content)
            throws IOException {
        this.file = file;
        this.channel = channel;
        this.ending = ending;
        this.fileId = fileId;
        this.path = path;
        this.progress = from;
        this.fileKey = fileKey;
        this.limits = limits;
        this.content = content;
        if (!content.evidence().equals(from.evidence())) {
            throw new IOException(path + " changed while it was being opened; it is read again at the next poll");
        }
    }

    /** Looks at a file without opening it: size, file key and time of the last change, in one call to the file system. */
    public static Observation observe(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException(file + " is not a regular file; a pipe or device cannot be watched");
        }
        return Observation.of(attributes);
    }

    /**
     * Opens a file at an offset.
     *
     * @param file to open
     * @param fileId key of its offset row, which its chunks bear; 0 if they are only looked at
     * @param path the name its chunks bear: relative to the watched directory, forward slashes
     * @param from where to start
     * @param observed the observation whose file key the progress of the chunks takes over
     * @throws IOException also if the content before the offset is not the one {@code from} has evidence of
     */
    public static TailReader open(
            Path file, long fileId, String path, Progress from, Observation observed, ReadLimits limits)
            throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new TailReader(file, channel, channel, fileId, path, from, observed.fileKey(), limits);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Opens a file into which lines were inserted: these come first, and then what stands behind the consumed content at its new place.
     *
     * @throws IOException also if the content is not the one {@code insertion} was found in
     */
    public static TailReader open(
            Path file, long fileId, String path, Insertion insertion, Observation observed, ReadLimits limits)
            throws IOException {
        Progress from = insertion.before();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            ConsumedContent consumed =
                    ConsumedContent.without(channel, insertion.at(), insertion.length(), from.nextByte());
            TailReader reader =
                    new TailReader(file, channel, channel, fileId, path, from, observed.fileKey(), limits, consumed);
            byte[] bytes = FileBytes.read(channel, insertion.at(), (int) insertion.length());
            int[] ends = LineSplitter.lineEnds(limits.lineEnd(), bytes, 0, bytes.length, Integer.MAX_VALUE);
            if (ends.length != insertion.lines() || ends[ends.length - 1] != insertion.length()) {
                throw reader.rewritten();
            }
            reader.inserted = Optional.of(new InsertedLines(insertion, consumed, bytes, ends));
            return reader;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Ends the pass at byte {@code end}, the first byte of a line, although the file goes on. */
    public void endAt(long end) {
        this.end = end;
    }

    /**
     * The file has not changed for so long that its gaps, eight NUL bytes in a row or more, will not be filled any more. One that a line begins with
     * is then passed over, in a chunk without lines; one inside a line is content. Otherwise no line with a gap is handed out, and none behind it.
     */
    public void settled() {
        settledTo = Long.MAX_VALUE;
    }

    /**
     * The same of the line, or the gap, at the present offset, and of what stands before byte {@code size}, which is as old: behind it there may
     * be a gap that is new.
     */
    public void settledBelow(long size) {
        settledFrom = progress.nextByte();
        settledTo = size;
    }

    /**
     * Gaps inside lines are content in this file, as in those of a program that writes strings of a fixed width. Found out by itself where several lines in a row hold such gaps, or
     * where one that was read has one.
     */
    public void nulsInLines() {
        nulsInLines = true;
    }

    /** Whether gaps inside lines turned out to be content. */
    public boolean hasNulsInLines() {
        return nulsInLines;
    }

    private boolean isSettled() {
        return progress.nextByte() < settledTo || progress.nextByte() == settledFrom;
    }

    /**
     * Whether the last call of {@link #next} found nothing because of NUL bytes that may yet be replaced: the file is to be looked at again
     * although it may look the same then. The line that waits is the one at the {@linkplain #progress offset}. Never true of a file that {@linkplain
     * #settled is settled}: what ends with a gap then is an unfinished line like others.
     */
    public boolean isAtGap() {
        return atGap;
    }

    /** What keeps the bytes behind the offset from being lines, if the last call of {@link #next} found nothing and they tell. */
    public Optional<Diagnosis> diagnosis() {
        return atGap ? Optional.empty() : Diagnosis.of(unread, limits.lineEnd());
    }

    /** Key of the file's offset row. */
    public long fileId() {
        return fileId;
    }

    /** The progress after the chunks handed out so far. */
    public Progress progress() {
        return progress;
    }

    /**
     * The next complete lines or a gap, or empty when only an unfinished line or nothing is left. Offsets move on with each call: the
     * chunks of one pass follow each other without gap.
     *
     * @throws IOException also if the bytes before the offset are no longer the ones that were consumed: the file is being rewritten
     */
    public Optional<Chunk> next() throws IOException {
        atGap = false;
        unread = new byte[0];
        size = channel.size();
        if (inserted.isPresent()) {
            return Optional.of(nextInserted(inserted.get()));
        }
        long limit = Math.min(size, end);
        if (isSettled()) {
            Optional<Chunk> old = next(Math.min(limit, settledTo), ReadLimits.MOST_LINES);
            if (old.isEmpty() && progress.nextByte() == settledFrom) {
                old = next(limit, 1);
            }
            if (old.isPresent() || settledTo == Long.MAX_VALUE) {
                return old;
            }
            settledFrom = -1;
            settledTo = -1;
        }
        return next(limit, ReadLimits.MOST_LINES);
    }

    private Chunk nextInserted(InsertedLines lines) {
        List<LineRecord> records = lines.next(limits);
        Progress before = progress;
        content = lines.content();
        progress = advanced(lines.length(), records.size());
        inserted = inserted.filter(left -> !left.isEmpty());
        return chunk(before, records).at(records.get(0).firstByte());
    }

    private Optional<Chunk> next(long limit, int mostLines) throws IOException {
        long available = limit - progress.nextByte();
        if (available <= 0) {
            return Optional.empty();
        }
        int start = content.tail().length;
        byte[] bytes = readOn((int) Math.min(available, limits.chunkBytes()));
        if (isHeldBack(bytes)) {
            return nothing(bytes, start, false);
        }
        int first = lineStart(bytes, start);
        int gap = gap(bytes, first);
        int[] ends = LineSplitter.lineEnds(lineEnd(), bytes, first, gap, mostLines);
        int length = bytes.length - start;
        if (ends.length == 0 && gap == bytes.length && length < available && length < limits.longestLine()) {
            bytes = readOn((int) Math.min(available, limits.longestLine()));
            length = bytes.length - start;
            first = lineStart(bytes, start); // it may have been rewritten between the two reads
            gap = gap(bytes, first);
            ends = LineSplitter.lineEnds(lineEnd(), bytes, first, gap, 1);
        }
        int[] within = LineSplitter.endsWithin(limits.maxLineBytes(), bytes, first, ends);
        if (within.length > 0 || first > start) {
            return Optional.of(chunk(bytes, start, first, within));
        }
        if (ends.length > 0) {
            return tooLongLine(bytes, start, limit);
        }
        if (gap < bytes.length) {
            return isSettled() ? gapAtOffset() : nothing(bytes, start, true);
        }
        return length >= limits.longestLine()
                ? tooLongLine(bytes, start, limit)
                : nothing(bytes, start, Gap.isOpenAtEnd(bytes, start));
    }

    /** The index of the first gap that is no content, or the length of {@code bytes}; a line begins at {@code start}. */
    private int gap(byte[] bytes, int start) {
        int gap = Gap.first(bytes, start);
        if (gap == bytes.length) {
            return gap;
        }
        nulsInLines = nulsInLines
                || Gap.mostLinesInARow(lineEnd(), bytes, start) >= NUL_LINES
                || Gap.mostLinesInARow(lineEnd(), content.tail(), 0) > 0;
        return isSettled() || nulsInLines ? Gap.firstAtLineStart(lineEnd(), bytes, start) : gap;
    }

    private LineEnd lineEnd() {
        return limits.lineEnd();
    }

    /** UTF-16 is no text of the kind that is read here: cut at each 0A it would only be dead letters. */
    private boolean isHeldBack(byte[] bytes) {
        return progress.nextByte() == 0 && Diagnosis.isUtf16(bytes);
    }

    /** Where the first line begins: behind the LF of the line before, if that was read when there was only its CR. */
    private int lineStart(byte[] bytes, int start) {
        return LineSplitter.isSecondHalf(lineEnd(), content.tail(), bytes, start) ? start + 1 : start;
    }

    private Optional<Chunk> nothing(byte[] bytes, int start, boolean becauseOfGap) {
        unread = Arrays.copyOfRange(bytes, start, bytes.length);
        return nothing(becauseOfGap);
    }

    private Optional<Chunk> nothing(boolean becauseOfGap) {
        atGap = becauseOfGap && !isSettled();
        return Optional.empty();
    }

    /**
     * Reads from the offset on, together with the {@linkplain ConsumedContent#tail bytes before it}, which must still be the consumed ones and
     * come first in what is returned: a chunk is not copied to be rid of them.
     */
    private byte[] readOn(int length) throws IOException {
        byte[] tail = content.tail();
        byte[] bytes = FileBytes.read(channel, progress.nextByte() - tail.length, tail.length + length);
        if (bytes.length < tail.length || !Arrays.equals(bytes, 0, tail.length, tail, 0, tail.length)) {
            throw rewritten();
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        ending.close();
    }

    /** The lines that begin at {@code first}, and the rest of a line end in front of it. */
    private Chunk chunk(byte[] bytes, int start, int first, int[] ends) {
        int end = ends.length == 0 ? first : ends[ends.length - 1];
        Progress before = progress;
        nulsInLines |= isSettled() && Gap.mostLinesInARow(lineEnd(), Arrays.copyOfRange(bytes, first, end), 0) > 0;
        content.append(bytes, start, end);
        progress = advanced(end - start, ends.length);
        return chunk(before, new SplitLines(bytes, first, ends, before.nextByte() + first - start, before.lines() + 1));
    }

    private Chunk chunk(Progress before, List<LineRecord> records) {
        return new Chunk(fileId, path, before, progress, Math.max(size, progress.nextByte()), records);
    }

    /** The gap at the offset; nothing if the file ends with it: what it stands in front of is not there yet. */
    private Optional<Chunk> gapAtOffset() throws IOException {
        Optional<Long> after = BlockScan.gapEnd(channel, progress.nextByte(), Math.min(channel.size(), end));
        if (after.isEmpty()) {
            return nothing(true);
        }
        Stretch gap = stretchTo(after.get());
        if (!gap.isGap()) {
            throw rewritten();
        }
        Progress before = consumed(gap, 0);
        return Optional.of(chunk(before, List.of()));
    }

    /** Looks for the end of the line at the offset without keeping it. Finds nothing while the line is unfinished. */
    private Optional<Chunk> tooLongLine(byte[] bytes, int start, long limit) throws IOException {
        BlockScan.Found found =
                BlockScan.lineEnd(lineEnd(), channel, progress.nextByte(), limit, !isSettled() && !nulsInLines);
        if (found.lineEnd().isEmpty()) {
            return nothing(bytes, start, found.isAtGap());
        }
        Stretch line = stretchTo(found.lineEnd().get());
        if (!line.isLine(lineEnd()) || line.contentLength() <= limits.maxLineBytes()) {
            throw rewritten();
        }
        Progress before = consumed(line, 1);
        byte[] head = line.head(Math.min(ReadLimits.HEAD_KEPT, limits.maxLineBytes()));
        LineRecord record =
                new LineRecord(before.lines() + 1, before.nextByte(), line.contentLength(), head, 0, head.length);
        return Optional.of(chunk(before, List.of(record)));
    }

    /** Reads both ends of what stands between the offset and {@code after} anew. */
    private Stretch stretchTo(long after) throws IOException {
        long length = after - progress.nextByte();
        byte[] read = readOn((int) Math.min(length, Stretch.MOST_AT_ONCE));
        byte[] start = Arrays.copyOfRange(read, content.tail().length, read.length);
        boolean whole = length <= Stretch.MOST_AT_ONCE;
        byte[] last = whole ? start : FileBytes.read(channel, after - Evidence.WINDOW, Evidence.WINDOW);
        return new Stretch(start, last, length);
    }

    /** Moves the offset behind the stretch; returns the progress before it. */
    private Progress consumed(Stretch stretch, long lines) {
        Progress before = progress;
        stretch.appendTo(content);
        progress = advanced(stretch.length(), lines);
        return before;
    }

    private IOException rewritten() {
        return new IOException(path + " is being rewritten; it is looked at again");
    }

    private Progress advanced(long bytes, long lines) {
        return new Progress(
                progress.nextByte() + bytes,
                progress.lines() + lines,
                fileKey,
                content.evidence(),
                Optional.of(content.excerpt()),
                modified());
    }

    /** Asked after the bytes were read: if they are the file's last ones, it stays this until the next change. */
    private Optional<Instant> modified() {
        try {
            Observation now = observe(file);
            return now.fileKey().equals(fileKey) ? Optional.of(now.modified()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // moved or deleted meanwhile; what was read is read
        }
    }
}
