package io.jumbo.follow;

import io.jumbo.tail.Chunk;
import io.jumbo.tail.TailReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chunks of a reader, of which another thread reads the next one while the one before it is written. The reader belongs to one thread at a time: to the other one until
 * what it reads is taken.
 */
final class ReadAhead implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

    private final TailReader reader;
    private final Executor thread;
    private final BooleanSupplier stopping;
    private Optional<CompletableFuture<Optional<Chunk>>> ahead = Optional.empty();

    ReadAhead(TailReader reader, Executor thread, BooleanSupplier stopping) {
        this.reader = reader;
        this.thread = thread;
        this.stopping = stopping;
    }

    /** Reads the one behind the last that was taken, unless the thread reads for another pass, or the watch is being stopped. */
    void begin() {
        try {
            ahead = Optional.of(CompletableFuture.supplyAsync(this::read, thread));
        } catch (RejectedExecutionException e) {
            ahead = Optional.empty();
        }
    }

    private Optional<Chunk> read() {
        try {
            return reader.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The next chunk; nothing if there is none.
     *
     * @throws UncheckedIOException if it cannot be read, or the watch is being stopped
     */
    Optional<Chunk> next() {
        if (ahead.isEmpty()) {
            return read();
        }
        Optional<Chunk> chunk = taken(ahead.get());
        ahead = Optional.empty();
        return chunk;
    }

    private Optional<Chunk> taken(CompletableFuture<Optional<Chunk>> read) {
        try {
            while (true) {
                try {
                    return read.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    if (stopping.getAsBoolean()) {
                        throw new UncheckedIOException(
                                new ClosedByInterruptException()); // its thread may be gone before it began
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new ClosedByInterruptException());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (ahead.isPresent()) {
                ahead.get().get(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("what was read ahead is not needed", e);
        } finally {
            reader.close();
        }
    }
}
