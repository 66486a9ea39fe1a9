package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far an open file was read. Reads on by absolute offset, and only while the bytes before the offset are the ones that were consumed: they are read anew
 * together with what follows. Whatever is consumed becomes a chunk, and moves the offset on. Not thread-safe.
 */
final class ReadSoFar {

    private final Path file;
    private final FileChannel channel;
    private final long fileId;
    private final String path;
    private final Optional<String> fileKey;
    private final ReadLimits limits;
    private final SortedSoFar lines;
    private ConsumedContent content;
    private Progress progress;
    private long size;
    private long end = Long.MAX_VALUE;

    /**
     * @param fileId which the chunks bear
     * @param path which the chunks bear
     * @param fileKey which the progress of the chunks takes over
     * @throws IOException also if the content before the offset is not the one {@code from} has evidence of
     */
    ReadSoFar(
            Path file,
            FileChannel channel,
            long fileId,
            String path,
            Progress from,
            Optional<String> fileKey,
            ReadLimits limits)
            throws IOException {
        this(file, channel, fileId, path, from, fileKey, limits, ConsumedContent.before(channel, from.nextByte()));
    }

    /** The same of a file in which the consumed content is not all that stands before the offset. */
    ReadSoFar(
            Path file,
            FileChannel channel,
            long fileId,
            String path,
            Progress from,
            Optional<String> fileKey,
            ReadLimits limits,
            ConsumedContent content)
            throws IOException {
        this.limits = limits;
        this.lines = new SortedSoFar(this, limits);
        this.file = file;
        this.channel = channel;
        this.fileId = fileId;
        this.path = path;
        this.progress = from;
        this.fileKey = fileKey;
        this.content = content;
        if (!content.evidence().equals(from.evidence())) {
            throw new IOException(path + " changed while it was being opened; it is read again at the next poll");
        }
    }

    long fileId() {
        return fileId;
    }

    FileChannel channel() {
        return channel;
    }

    Progress progress() {
        return progress;
    }

    long offset() {
        return progress.nextByte();
    }

    /** The last consumed bytes, which come first in what {@link #readOn} returns; not to be changed. */
    byte[] tail() {
        return content.tail();
    }

    /** Nothing is read at byte {@code end} or behind it, although the file goes on. */
    void endAt(long end) {
        this.end = end;
    }

    /** The first byte that is not read: where the file ends now, or before that. */
    long limit() throws IOException {
        size = channel.size();
        return Math.min(size, end);
    }

    /**
     * Reads from the offset on, together with the {@linkplain #tail bytes before it}, which must still be the consumed ones and come first in what is
     * returned: a chunk is not copied to be rid of them.
     */
    byte[] readOn(int length) throws IOException {
        byte[] tail = content.tail();
        byte[] bytes = FileBytes.read(channel, offset() - tail.length, tail.length + length);
        if (bytes.length < tail.length || !Arrays.equals(bytes, 0, tail.length, tail, 0, tail.length)) {
            throw rewritten();
        }
        return bytes;
    }

    /**
     * How the text of the file stands in it.
     *
     * @param read what {@link #readOn} returned
     */
    FileText text(byte[] read) {
        return limits.text().of(offset() == 0 ? read : content.head(), progress.littleEndian());
    }

    /** Reads both ends of what stands between the offset and {@code after} anew. */
    Stretch stretchTo(long after) throws IOException {
        long length = after - offset();
        byte[] read = readOn((int) Math.min(length, Stretch.MOST_AT_ONCE));
        byte[] start = Arrays.copyOfRange(read, content.tail().length, read.length);
        boolean whole = length <= Stretch.MOST_AT_ONCE;
        byte[] last = whole ? start : FileBytes.read(channel, after - Evidence.WINDOW, Evidence.WINDOW);
        return new Stretch(start, last, length);
    }

    /** Tells lines of the file apart. */
    SortedSoFar lines() {
        return lines;
    }

    /** Goes over what stands in front of a place once more, from the start of the file as it is now. */
    ReadSoFar again() throws IOException {
        return new ReadSoFar(file, channel, 0, path, Progress.none(fileKey).inOrderOf(progress), fileKey, limits);
    }

    /** Moves the offset behind {@code bytes[from..to)}, which hold these lines. */
    Chunk consume(FileText text, byte[] bytes, int from, int to, LineSorter.Sorted lines) {
        content.append(bytes, from, to);
        return chunk(text, to - from, lines);
    }

    /** Moves the offset behind a stretch that is one line, or a gap and none. */
    Chunk consume(FileText text, Stretch stretch, LineSorter.Sorted lines) {
        stretch.appendTo(content);
        return chunk(text, stretch.length(), lines);
    }

    /** Moves the offset on by the lines that were inserted into the consumed content and handed out last. */
    Chunk consume(InsertedLines inserted, LineSorter.Sorted lines) throws IOException {
        size = channel.size();
        content = inserted.content();
        return chunk(inserted.text(), inserted.length(), lines).at(inserted.firstByte());
    }

    private Chunk chunk(FileText text, long bytes, LineSorter.Sorted sorted) {
        Progress before = progress;
        progress = new Progress(
                before.nextByte() + bytes,
                before.lines() + sorted.taken(),
                fileKey,
                content.evidence(),
                Optional.of(content.excerpt()),
                modified(),
                lines.learnt(before),
                text.isFoundLittleEndian());
        return new Chunk(fileId, path, before, progress, Math.max(size, progress.nextByte()), sorted.data());
    }

    /** Asked after the bytes were read: if they are the file's last ones, it stays this until the next change. */
    private Optional<Instant> modified() {
        try {
            Observation now = TailReader.observe(file);
            return now.fileKey().equals(fileKey) ? Optional.of(now.modified()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // moved or deleted meanwhile; what was read is read
        }
    }

    IOException rewritten() {
        return new IOException(path + " is being rewritten; it is looked at again");
    }
}
