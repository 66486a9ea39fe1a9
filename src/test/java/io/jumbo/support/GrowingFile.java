package io.jumbo.support;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A real file that a test writes to step by step, as an instrument does. Deleted when closed. */
public final class GrowingFile implements AutoCloseable {

    private final Path path;

    private GrowingFile(Path path) {
        this.path = path;
    }

    public static GrowingFile create() throws IOException {
        return new GrowingFile(Files.createTempFile("jumbo-test-", ".txt"));
    }

    public Path path() {
        return path;
    }

    public void append(byte[] bytes) throws IOException {
        Files.write(path, bytes, StandardOpenOption.APPEND);
    }

    /** Cuts the file to {@code length} bytes and writes {@code bytes} behind them. */
    public void rewriteFrom(long length, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        append(bytes);
    }

    /** Makes the file this long without writing anything: a hole, where the file system can. */
    public void extendTo(long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
        }
    }

    public byte[] content() throws IOException {
        return Files.readAllBytes(path);
    }

    @Override
    public void close() throws IOException {
        Files.delete(path);
    }
}
