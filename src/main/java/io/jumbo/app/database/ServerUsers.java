package io.jumbo.app.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Counts the processes that use one embedded server, by locks in an empty file: the system releases them when a process
 * ends, however it ends. The first byte is the gate, held while a server is looked for, started or stopped; each user
 * holds one byte behind it. The last one to leave knows that it is the last.
 */
final class ServerUsers implements AutoCloseable {

    private static final long FIRST_USER = 1;

    private final FileChannel channel;
    private FileLock user;

    private ServerUsers(FileChannel channel) {
        this.channel = channel;
    }

    static ServerUsers open(Path file) throws IOException {
        return new ServerUsers(FileChannel.open(file, CREATE, READ, WRITE));
    }

    /** Waits until no other process starts or stops the server. The caller closes the lock. */
    FileLock gate() throws IOException {
        return channel.lock(0, 1, false);
    }

    /** The same without waiting; empty if another process starts or stops the server just now. */
    Optional<FileLock> gateIfOpen() throws IOException {
        return Optional.ofNullable(channel.tryLock(0, 1, false));
    }

    /** From now on this process uses the server. */
    void join() throws IOException {
        user = channel.lock(FIRST_USER + ProcessHandle.current().pid(), 1, false);
    }

    /** From now on this process does not use the server. Call it behind the gate. Returns whether nobody else does. */
    boolean leave() throws IOException {
        user.close();
        try (FileLock all = channel.tryLock(FIRST_USER, Long.MAX_VALUE - FIRST_USER, false)) {
            return all != null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
