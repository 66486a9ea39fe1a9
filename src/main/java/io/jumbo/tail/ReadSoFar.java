package io.jumbo.tail;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far an open file was read. Reads on by absolute offset, and only while the bytes before the offset are the ones that were consumed: they are read anew
 * together with what follows. Whatever is consumed becomes a chunk, and moves the offset on. Not thread-safe.
 */
final class ReadSoFar {

    private final OpenedFile file;
    private final ReadLimits limits;
    private final SortedSoFar lines;
    private ConsumedContent content;
    private Progress progress;
    private long size;
    private long end = Long.MAX_VALUE;

    /** @throws IOException also if the content before the offset is not the one {@code from} has evidence of */
    ReadSoFar(OpenedFile file, Progress from, ReadLimits limits) throws IOException {
        this(file, from, limits, ConsumedContent.before(file.channel(), from.nextByte()));
    }

    /** The same of a file in which the consumed content is not all that stands before the offset. */
    ReadSoFar(OpenedFile file, Progress from, ReadLimits limits, ConsumedContent content) throws IOException {
        this.file = file;
        this.limits = limits;
        this.lines = new SortedSoFar(this, limits);
        this.progress = from;
        this.content = content;
        if (!content.evidence().equals(from.evidence())) {
            throw new IOException(
                    file.path() + " changed while it was being opened; it is read again at the next poll");
        }
    }

    OpenedFile file() {
        return file;
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
        size = file.channel().size();
        return Math.min(size, end);
    }

    /**
     * Reads from the offset on, together with the {@linkplain #tail bytes before it}, which must still be the consumed ones and come first in what is
     * returned: a chunk is not copied to be rid of them.
     */
    byte[] readOn(int length) throws IOException {
        byte[] tail = content.tail();
        byte[] bytes = FileBytes.read(file.channel(), offset() - tail.length, tail.length + length);
        if (bytes.length < tail.length || !Arrays.equals(bytes, 0, tail.length, tail, 0, tail.length)) {
            throw file.rewritten();
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
        byte[] last = whole ? start : FileBytes.read(file.channel(), after - Evidence.WINDOW, Evidence.WINDOW);
        return new Stretch(start, last, length);
    }

    /** Tells lines of the file apart. */
    SortedSoFar lines() {
        return lines;
    }

    /** Goes over what stands in front of a place once more, from the start of the file as it is now. */
    ReadSoFar again() throws IOException {
        return new ReadSoFar(file.onlyLookedAt(), Progress.none(file.fileKey()).inOrderOf(progress), limits);
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
        size = file.channel().size();
        content = inserted.content();
        return chunk(inserted.text(), inserted.length(), lines).at(inserted.firstByte());
    }

    private Chunk chunk(FileText text, long bytes, LineSorter.Sorted sorted) {
        Progress before = progress;
        progress = new Progress(
                before.nextByte() + bytes,
                before.lines() + sorted.taken(),
                file.fileKey(),
                content.evidence(),
                Optional.of(content.excerpt()),
                file.modified(),
                lines.learnt(before),
                text.isFoundLittleEndian());
        return new Chunk(
                file.fileId(), file.path(), before, progress, Math.max(size, progress.nextByte()), sorted.data());
    }
}
