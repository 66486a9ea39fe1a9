package io.jumbo.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final int SCAN_BYTES = 64 * 1024;
    private static final int READ_ATTEMPTS = 3;

    private final Path file;
    private final FileChannel channel;
    private final Closeable ending;
    private final long fileId;
    private final String path;
    private final Optional<String> fileKey;
    private final ReadLimits limits;
    private final ConsumedContent content;
    private Progress progress;
    private long end = Long.MAX_VALUE;

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
        this.file = file;
        this.channel = channel;
        this.ending = ending;
        this.fileId = fileId;
        this.path = path;
        this.progress = from;
        this.fileKey = fileKey;
        this.limits = limits;
        this.content = ConsumedContent.before(channel, from.nextByte());
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
     * Compares a file's content with what was consumed of a file.
     *
     * @param thorough whether to look through the whole file for the end of what was consumed, if it is not where it was
     */
    public static Comparison compare(Path file, Progress consumed, Optional<String> fileKey, boolean thorough)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Comparison.of(channel, consumed, fileKey, thorough);
        }
    }

    /**
     * The ways in which consumed content may have begun that a file now begins with, as {@link Evidence#head}: one for each line of the
     * first {@value Evidence#WINDOW} bytes, and one for these.
     */
    public static List<String> heads(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] head = read(channel, 0, (int) Math.min(channel.size(), Evidence.WINDOW));
            List<String> heads = new ArrayList<>();
            for (int end : LineSplitter.lineEnds(head, head.length, head.length)) {
                heads.add(Evidence.sha256(Arrays.copyOf(head, end)));
            }
            if (head.length == Evidence.WINDOW) {
                heads.add(Evidence.sha256(head));
            }
            return heads;
        }
    }

    /** Whether a file holds what was consumed of another one, and so many bytes at least; not if it cannot be read. */
    public static boolean isCopy(Path file, Progress consumed, long bytes) {
        try {
            return observe(file).size() >= bytes
                    && compare(file, consumed, Optional.empty(), false).match() == Match.SAME;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a file is how another one begins, as far as its last {@value Evidence#WINDOW} bytes tell: a copy, or one in the making. */
    public static boolean isBeginningOf(Path copy, Path original) throws IOException {
        try (FileChannel first = FileChannel.open(copy, StandardOpenOption.READ);
                FileChannel second = FileChannel.open(original, StandardOpenOption.READ)) {
            return Comparison.isBeginningOf(first, second);
        }
    }

    /** Ends the pass at byte {@code end}, the first byte of a line, although the file goes on. */
    public void endAt(long end) {
        this.end = end;
    }

    /** The progress after the chunks handed out so far. */
    public Progress progress() {
        return progress;
    }

    /**
     * The next complete lines, or empty when only an unfinished line or nothing is left. Offsets move on with each call: the
     * chunks of one pass follow each other without gap.
     *
     * @throws IOException also if the bytes before the offset are no longer the ones that were consumed: the file is being rewritten
     */
    public Optional<Chunk> next() throws IOException {
        long available = Math.min(channel.size(), end) - progress.nextByte();
        if (available <= 0) {
            return Optional.empty();
        }
        byte[] bytes = readOn((int) Math.min(available, limits.chunkBytes()));
        int[] ends = LineSplitter.lineEnds(bytes, bytes.length, ReadLimits.MOST_LINES);
        if (ends.length == 0 && bytes.length < available && bytes.length < longestLine()) {
            bytes = readOn((int) Math.min(available, longestLine()));
            ends = LineSplitter.lineEnds(bytes, bytes.length, 1);
        }
        ends = withinLimit(bytes, ends);
        if (ends.length > 0) {
            return Optional.of(chunk(bytes, ends));
        }
        return bytes.length >= longestLine() ? tooLongLine() : Optional.empty();
    }

    /** Reads from the offset on, together with the bytes before it, which must still be the consumed ones. */
    private byte[] readOn(int length) throws IOException {
        byte[] tail = content.tail();
        byte[] bytes = read(channel, progress.nextByte() - tail.length, tail.length + length);
        if (bytes.length < tail.length || !Arrays.equals(bytes, 0, tail.length, tail, 0, tail.length)) {
            throw rewritten();
        }
        return Arrays.copyOfRange(bytes, tail.length, bytes.length);
    }

    /** Bytes of a line of {@code max-line-bytes} with its CRLF: as many without a LF are a line that is too long. */
    private long longestLine() {
        return limits.maxLineBytes() + 2L;
    }

    @Override
    public void close() throws IOException {
        ending.close();
    }

    /** Cuts the list of lines before the first one that is too long; that one becomes a chunk of its own. */
    private int[] withinLimit(byte[] bytes, int[] ends) {
        int start = 0;
        for (int i = 0; i < ends.length; i++) {
            if (LineSplitter.contentEnd(bytes, start, ends[i]) - start > limits.maxLineBytes()) {
                return Arrays.copyOf(ends, i);
            }
            start = ends[i];
        }
        return ends;
    }

    private Chunk chunk(byte[] bytes, int[] ends) {
        int length = ends[ends.length - 1];
        Progress before = progress;
        content.append(bytes, length);
        progress = advanced(length, ends.length);
        return new Chunk(
                fileId, path, before, progress, new SplitLines(bytes, ends, before.nextByte(), before.lines() + 1));
    }

    /** Looks for the end of the line at the offset without keeping it. Finds nothing while the line is unfinished. */
    private Optional<Chunk> tooLongLine() throws IOException {
        long limit = Math.min(channel.size(), end);
        long scan = progress.nextByte();
        while (scan < limit) {
            byte[] bytes = read(channel, scan, (int) Math.min(limit - scan, SCAN_BYTES));
            int[] lineFeed = LineSplitter.lineEnds(bytes, bytes.length, 1);
            if (lineFeed.length == 1) {
                return Optional.of(tooLongChunk(scan + lineFeed[0] - progress.nextByte()));
            }
            if (bytes.length == 0) {
                break;
            }
            scan += bytes.length;
        }
        return Optional.empty();
    }

    /** Reads the line's beginning and its end anew, each at once: the search took several reads, and the file may have changed. */
    private Chunk tooLongChunk(long length) throws IOException {
        Progress before = progress;
        boolean inOne = length <= SCAN_BYTES;
        byte[] start = readOn((int) Math.min(length, SCAN_BYTES));
        byte[] last = inOne ? start : read(channel, before.nextByte() + length - Evidence.WINDOW, Evidence.WINDOW);
        boolean asFound = inOne
                ? isEndOfOneLine(start, length)
                : isNoLine(start, SCAN_BYTES) && isEndOfOneLine(last, Evidence.WINDOW);
        long byteLength = length - last.length + LineSplitter.contentEnd(last, 0, last.length);
        if (!asFound || byteLength <= limits.maxLineBytes()) {
            throw rewritten();
        }
        if (!inOne) {
            content.append(start, Evidence.WINDOW);
        }
        content.append(last, last.length);
        progress = advanced(length, 1);
        byte[] head = Arrays.copyOf(start, Math.min(ReadLimits.HEAD_KEPT, limits.maxLineBytes()));
        LineRecord line = new LineRecord(before.lines() + 1, before.nextByte(), byteLength, head, 0, head.length);
        return new Chunk(fileId, path, before, progress, List.of(line));
    }

    private static boolean isNoLine(byte[] bytes, int length) {
        return bytes.length == length && LineSplitter.lineEnds(bytes, length, 1).length == 0;
    }

    private static boolean isEndOfOneLine(byte[] bytes, long length) {
        int[] ends = LineSplitter.lineEnds(bytes, bytes.length, 1);
        return bytes.length == length && ends.length == 1 && ends[0] == length;
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

    /**
     * Reads up to {@code length} bytes, fewer only where the file ends. All of them at once where the file system lets it: pieced together
     * they might be of two contents. One that never gives so many at once is read in pieces after a few attempts.
     */
    static byte[] read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        for (int attempt = 1; buffer.hasRemaining(); attempt++) {
            if (attempt <= READ_ATTEMPTS) {
                buffer.clear();
            }
            int read = channel.read(buffer, offset + buffer.position());
            if (buffer.hasRemaining() && (read < 0 || offset + buffer.position() >= channel.size())) {
                return Arrays.copyOf(buffer.array(), buffer.position());
            }
        }
        return buffer.array();
    }
}
