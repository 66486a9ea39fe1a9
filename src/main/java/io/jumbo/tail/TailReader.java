package io.jumbo.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one file from an offset to its last complete line, chunk by chunk. Opened for one pass and closed after it, so that nobody's
 * rename or delete is held up. Reads by absolute offset, and before each chunk compares the bytes in front of it: a file that is rewritten
 * meanwhile ends the pass before a line of the old and a line of the new content can be taken for one.
 *
 * <p>Memory: one chunk, or one line of at most {@code max-line-bytes} where that is more. Not thread-safe. Every method throws
 * {@link IOException} when the file cannot be read now, which says nothing about whether it still exists.
 */
public final class TailReader implements Closeable {

    private final ReadSoFar soFar;
    private final Closeable ending;
    private final ReadLimits limits;
    private final NulsInLines nuls;
    private final ChunkSearch search;
    private Optional<InsertedLines> inserted = Optional.empty();

    /** Why inserted lines are not handed out, and nothing behind them. */
    private Optional<LineSorter.Objection> refused = Optional.empty();

    /**
     * @param soFar where to start
     * @param ending closed with the reader
     */
    TailReader(ReadSoFar soFar, Closeable ending, ReadLimits limits) {
        this.soFar = soFar;
        this.ending = ending;
        this.limits = limits;
        this.nuls = new NulsInLines();
        this.search = new ChunkSearch(soFar, limits, nuls);
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
            OpenedFile opened = new OpenedFile(file, channel, fileId, path, observed.fileKey());
            return new TailReader(new ReadSoFar(opened, from, limits), channel, limits);
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
            OpenedFile opened = new OpenedFile(file, channel, fileId, path, observed.fileKey());
            ReadSoFar soFar = new ReadSoFar(opened, from, limits, consumed);
            byte[] bytes = FileBytes.read(channel, insertion.at(), (int) insertion.length());
            byte[] head = FileBytes.read(channel, 0, Excerpt.WINDOW);
            FileText text = limits.text().of(head, from.littleEndian());
            int[] ends = text.lineEnds().find(bytes, 0, bytes.length, Integer.MAX_VALUE);
            if (ends.length != insertion.lines() || ends[ends.length - 1] != insertion.length()) {
                throw opened.rewritten();
            }
            TailReader reader = new TailReader(soFar, channel, limits);
            InsertedLines lines = new InsertedLines(text, insertion, consumed, bytes, ends);
            reader.refused = soFar.lines().sort(lines, insertion.at());
            reader.inserted = Optional.of(lines);
            return reader;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * The progress of who would have read a file to a place above the one that it was read to. Reads all that stands before it; nothing is learnt of that.
     *
     * @param at first byte of a line
     * @param consumed what was read of the file, which must still be there
     * @throws IOException also if no line begins there
     */
    public static Progress progressAt(Path file, long at, Progress consumed, Observation observed, ReadLimits limits)
            throws IOException {
        Progress start = Progress.none(observed.fileKey()).inOrderOf(consumed);
        try (TailReader reader = open(file, 0, "", start, observed, limits.sorted(Optional.empty()))) {
            reader.endAt(at);
            reader.settled();
            Optional<Chunk> chunk = reader.next();
            while (chunk.isPresent()) {
                chunk = reader.next();
            }
            if (reader.progress().nextByte() != at) {
                throw new IOException(file + " is being rewritten; it is looked at again");
            }
            return reader.progress();
        }
    }

    /** Ends the pass at byte {@code end}, although the file goes on. A line that goes beyond it is none yet. */
    public void endAt(long end) {
        soFar.endAt(end);
    }

    /**
     * The file has not changed for so long that its gaps, eight NUL bytes in a row or more, will not be filled any more. One that a line begins with
     * is then passed over, in a chunk without lines; one inside a line is content. Otherwise no line with a gap is handed out, and none behind it.
     */
    public void settled() {
        search.settle(SettledPart.ALL);
    }

    /**
     * The same of the line, or the gap, at the present offset, and of what stands before byte {@code size}, which is as old: behind it there may
     * be a gap that is new.
     */
    public void settledBelow(long size) {
        search.settle(new SettledPart(OptionalLong.of(soFar.offset()), size));
    }

    /**
     * Nothing has come for so long that what the file ends with counts as complete: a last line without its end, a last record of several lines.
     *
     * @param size of the file that was quiet: what comes behind it is new
     */
    public void complete(long size) {
        search.complete(size);
    }

    /**
     * Gaps inside lines are content in this file, as in those of a program that writes strings of a fixed width. Found out by itself where several lines in a row hold such gaps, or
     * where one that was read has one.
     */
    public void nulsInLines() {
        nuls.setContent();
    }

    /** Whether gaps inside lines turned out to be content. */
    public boolean hasNulsInLines() {
        return nuls.areContent();
    }

    /**
     * Whether the last call of {@link #next} found nothing because of NUL bytes that may yet be replaced: the file is to be looked at again
     * although it may look the same then. The line that waits is the one at the {@linkplain #progress offset}. Never true of a file that {@linkplain
     * #settled is settled}: what ends with a gap then is an unfinished line like others.
     */
    public boolean isAtGap() {
        return search.isAtGap();
    }

    /** What keeps the bytes behind the offset from being lines, if the last call of {@link #next} found nothing and they tell. */
    public Optional<Diagnosis> diagnosis() {
        if (search.isAtGap()) {
            return Optional.empty();
        }
        Optional<Diagnosis> header = refused.or(soFar.lines()::objection).map(Diagnosis::of);
        return header.isPresent() ? header : Diagnosis.of(search.unread(), search.text());
    }

    /** Key of the file's offset row. */
    public long fileId() {
        return soFar.file().fileId();
    }

    /** The progress after the chunks handed out so far. */
    public Progress progress() {
        return soFar.progress();
    }

    /**
     * The next complete lines or a gap, or empty when only an unfinished line or nothing is left. Offsets move on with each call: the
     * chunks of one pass follow each other without gap.
     *
     * @throws IOException also if the bytes before the offset are no longer the ones that were consumed: the file is being rewritten
     */
    public Optional<Chunk> next() throws IOException {
        if (refused.isPresent()) {
            return Optional.empty();
        }
        return inserted.isPresent() ? Optional.of(nextInserted(inserted.get())) : search.next();
    }

    private Chunk nextInserted(InsertedLines lines) throws IOException {
        Chunk chunk = soFar.consume(lines, lines.next(limits.chunkBytes()));
        inserted = inserted.filter(left -> !left.isEmpty());
        return chunk;
    }

    @Override
    public void close() throws IOException {
        ending.close();
    }
}
