package io.jumbo.follow;

import io.jumbo.tail.Chunk;
import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Observation;
import io.jumbo.tail.TailReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
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
 * One pass over a grown file: its chunks, for Camel's split, which asks for the next one before the last one is written. Ends early
 * when the route stops, when a chunk was not written, and after {@value #MOST_CHUNKS} chunks, so that one backlog does not starve the
 * other files; what is left comes with the next poll. It ends where the file ended before it: one that grows all the time would be many small
 * transactions else.
 */
final class Pass implements Iterator<Chunk>, Closeable {

    private static final int MOST_CHUNKS = 16;

    /** Worth another thread: reading and cutting so much takes about as long as handing it over. */
    private static final int LEAST_AHEAD_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

    private final WatchedFile file;
    private final Observation observed;
    private final TailReader reader;
    private final BooleanSupplier stopping;
    private final Executor readAhead;
    private final boolean whole;
    private Optional<CompletableFuture<Optional<Chunk>>> ahead = Optional.empty();
    private Optional<Chunk> next = Optional.empty();
    private int handedOut;
    private int written;
    private final Deque<Underway> underway = new ArrayDeque<>();
    private boolean atEnd;
    private long writtenTo;

    private long readSoFar;

    /**
     * Begins a pass.
     *
     * @param readAhead reads the next chunk of a backlog while the one before it is written
     */
    Pass(WatchedFile file, Observation observed, TailReader reader, BooleanSupplier stopping, Executor readAhead) {
        Optional<Long> endAt = file.takeEndAt();
        endAt.ifPresent(reader::endAt);
        this.whole = endAt.isEmpty();
        this.file = file;
        this.observed = observed;
        this.reader = reader;
        this.stopping = stopping;
        this.readAhead = readAhead;
        this.writtenTo = reader.progress().nextByte();
        this.readSoFar = writtenTo;
    }

    /** How the file looked before the pass. */
    Observation observed() {
        return observed;
    }

    /** Whose pass it is. */
    WatchedFile file() {
        return file;
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty() && mayReadOn()) {
            next = readSoFar < observed.size() ? read() : Optional.empty();
            atEnd = next.isEmpty();
            readSoFar = next.map(chunk -> chunk.after().nextByte()).orElse(readSoFar);
        }
        return next.isPresent();
    }

    /** The split asks one chunk ahead; with two unwritten ones the first of them failed. */
    private boolean mayReadOn() {
        return !atEnd && handedOut < MOST_CHUNKS && handedOut - written < 2 && !stopping.getAsBoolean();
    }

    private Optional<Chunk> read() {
        try {
            Optional<Chunk> chunk = ahead.isPresent() ? taken(ahead.get()) : reader.next();
            ahead = chunk.filter(this::isMoreBehind).flatMap(read -> startReading());
            return chunk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OutOfMemoryError e) {
            // An Error would end Camel's scheduled poll for good.
            throw new IllegalStateException(
                    "no memory for a chunk of " + file.path() + ": lower jumbo.chunk-bytes or give Java more memory",
                    e);
        }
    }

    private boolean isMoreBehind(Chunk chunk) {
        return handedOut + 1 < MOST_CHUNKS && observed.size() - chunk.after().nextByte() >= LEAST_AHEAD_BYTES;
    }

    /** The reader belongs to one thread at a time: to the other one until what it reads is {@linkplain #taken taken}. */
    private Optional<CompletableFuture<Optional<Chunk>>> startReading() {
        try {
            return Optional.of(CompletableFuture.supplyAsync(this::nextOfReader, readAhead));
        } catch (RejectedExecutionException e) {
            return Optional.empty(); // it reads for another pass, or the watch is being stopped
        }
    }

    private Optional<Chunk> nextOfReader() {
        try {
            return reader.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Chunk> taken(CompletableFuture<Optional<Chunk>> read) throws IOException {
        try {
            while (true) {
                try {
                    return read.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    if (stopping.getAsBoolean()) {
                        throw new ClosedByInterruptException(); // its thread may be gone before it began
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            } else if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            throw (RuntimeException) e.getCause();
        }
    }

    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the pass over " + file.path() + " is at its end");
        }
        Chunk chunk = next.get();
        next = Optional.empty();
        handedOut++;
        underway.add(Underway.of(chunk));
        file.fallsBehind();
        return chunk;
    }

    /** Notes that a chunk is committed. */
    void written(Chunk chunk) {
        written++;
        underway.poll();
        writtenTo = chunk.after().nextByte();
    }

    /** Offset of the first byte of which this pass does not know that it is committed. */
    long writtenTo() {
        return writtenTo;
    }

    /** The first chunk that was handed out and is not written, which is the one that failed if one did. */
    Optional<Underway> underway() {
        return Optional.ofNullable(underway.peek());
    }

    /** Whether anything of this pass is committed. */
    boolean hasWritten() {
        return written > 0;
    }

    /** Whether everything handed out was written: an exception that a route handled looks like a success to the file consumer. */
    boolean isWritten() {
        return written == handedOut;
    }

    /** Offset of the line with a gap that may yet be filled, if the pass ended there: the file is looked at again even if it looks the same. */
    Optional<Long> gapAt() {
        return atEnd && reader.isAtGap() ? Optional.of(reader.progress().nextByte()) : Optional.empty();
    }

    /** Whether NUL bytes inside lines turned out to be content. */
    boolean hasNulsInLines() {
        return reader.hasNulsInLines();
    }

    /** Why the bytes behind the last line make none, if the pass read to its end and that is known. */
    Optional<Diagnosis> diagnosis() {
        return atEnd ? reader.diagnosis() : Optional.empty();
    }

    /**
     * Notes that the file is examined if it was read to its last complete line, with no gap in the way, and everything was written; returns
     * whether there is nothing more to read for now, gap or not.
     */
    boolean examined() {
        boolean complete = whole && atEnd && isWritten();
        if (complete && gapAt().isEmpty()) {
            file.examined(observed, new Place(reader.fileId(), reader.progress()));
        } else {
            file.forgetExamined(); // it is written farther than when it was examined
        }
        return complete;
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
            LOG.debug("what was read ahead of {} is not needed", file.path(), e);
        } finally {
            reader.close();
        }
    }
}
