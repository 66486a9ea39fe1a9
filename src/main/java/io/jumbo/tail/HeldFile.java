package io.jumbo.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A file held open, so that what is left in it can be read when it has no name any more, or one that nobody looks at. Opened for reading
 * only; Java opens files so that others may rename and delete them meanwhile, on Windows too. While it is held, its inode is not given
 * to another file. Not thread-safe.
 */
public final class HeldFile implements Closeable {

    private final Path file;
    private final FileChannel channel;
    private final long fileId;
    private final Optional<String> fileKey;
    private final Object identity;

    private HeldFile(Path file, FileChannel channel, long fileId, Optional<String> fileKey, Object identity) {
        this.file = file;
        this.channel = channel;
        this.fileId = fileId;
        this.fileKey = fileKey;
        this.identity = identity;
    }

    /**
     * Opens a file to hold it.
     *
     * @param fileId key of its offset row
     * @param observed the observation whose file key it must still have
     * @return nothing if another file is there by now
     */
    public static Optional<HeldFile> open(Path file, long fileId, Observation observed) throws IOException {
        Object identity = identity(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        HeldFile held = new HeldFile(file, channel, fileId, observed.fileKey(), identity);
        if (held.isAt(file) && TailReader.observe(file).fileKey().equals(observed.fileKey())) {
            return Optional.of(held);
        }
        channel.close();
        return Optional.empty();
    }

    /** The same open file, for another offset row; this one must not be used any more. */
    public HeldFile forOffset(long otherFileId) {
        return new HeldFile(file, channel, otherFileId, fileKey, identity);
    }

    /** Key of its offset row. */
    public long fileId() {
        return fileId;
    }

    /** What the file system knows it by, see {@link Observation#fileKey()}. */
    public Optional<String> fileKey() {
        return fileKey;
    }

    /** Whether it can be read: a thread that is interrupted in the middle of that closes it. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Its length in bytes, wherever it is now. */
    public long size() throws IOException {
        return channel.size();
    }

    /** Whether it is what a path leads to now. */
    public boolean isAt(Path path) {
        try {
            return identity(path).equals(identity);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it is the same file as another one that is held. */
    public boolean isSameAs(HeldFile other) {
        return identity.equals(other.identity);
    }

    /** What a file is while this process runs, its device included: equal for two names of one file, and for nothing else. */
    private static Object identity(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
    }

    /** Whether it holds what was consumed of a file. */
    public boolean continues(Progress consumed) throws IOException {
        return Comparison.of(channel, consumed, fileKey).match() == Match.SAME;
    }

    /** Whether another file is how it begins, as far as that one's last {@value Evidence#WINDOW} bytes tell. */
    public boolean beginsWith(Path other) throws IOException {
        try (FileChannel beginning = FileChannel.open(other, StandardOpenOption.READ)) {
            return Comparison.isBeginningOf(beginning, channel);
        }
    }

    /** Whether it holds anything that is neither what was consumed of a file nor a beginning of that. */
    public boolean holdsOther(Progress consumed) throws IOException {
        Match match = Comparison.of(channel, consumed, fileKey).match();
        return channel.size() > 0 && match != Match.SAME && match != Match.BEGINNING;
    }

    /** Whether it holds bytes that another file does not begin with, as far as its last {@value Evidence#WINDOW} bytes tell. */
    public boolean isMoreThan(Path other) throws IOException {
        try (FileChannel begins = FileChannel.open(other, StandardOpenOption.READ)) {
            return channel.size() > 0 && !Comparison.isBeginningOf(channel, begins);
        }
    }

    /**
     * Reads on in it. Closing the reader leaves it open.
     *
     * @param path the name its chunks bear
     * @throws IOException also if the content before the offset is not the one {@code from} has evidence of
     */
    public TailReader read(String path, Progress from, ReadLimits limits) throws IOException {
        OpenedFile opened = new OpenedFile(file, channel, fileId, path, fileKey);
        return new TailReader(new ReadSoFar(opened, from, limits), () -> {}, limits);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
