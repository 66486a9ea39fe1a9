package io.jumbo.route;

import io.jumbo.tail.Chunk;
import io.jumbo.tail.Observation;
import io.jumbo.tail.TailReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One pass over a grown file: its chunks, for Camel's split, which asks for the next one before the last one is written. Ends early
 * when the route stops, when a chunk was not written, and after {@value #MOST_CHUNKS} chunks, so that one backlog does not starve the
 * other files; what is left comes with the next poll.
 */
final class Pass implements Iterator<Chunk>, Closeable {

    private static final int MOST_CHUNKS = 16;

    private final WatchedFile file;
    private final Observation observed;
    private final TailReader reader;
    private final BooleanSupplier stopping;
    private final boolean whole;
    private Optional<Chunk> next = Optional.empty();
    private int handedOut;
    private int written;
    private boolean atEnd;
    private long writtenTo;

    Pass(WatchedFile file, Observation observed, TailReader reader, BooleanSupplier stopping) {
        Optional<Long> endAt = file.takeEndAt();
        endAt.ifPresent(reader::endAt);
        this.whole = endAt.isEmpty();
        this.file = file;
        this.observed = observed;
        this.reader = reader;
        this.stopping = stopping;
        this.writtenTo = reader.progress().nextByte();
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
            next = read();
            atEnd = next.isEmpty();
        }
        return next.isPresent();
    }

    /** The split asks one chunk ahead; with two unwritten ones the first of them failed. */
    private boolean mayReadOn() {
        return !atEnd && handedOut < MOST_CHUNKS && handedOut - written < 2 && !stopping.getAsBoolean();
    }

    private Optional<Chunk> read() {
        try {
            return reader.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OutOfMemoryError e) {
            // An Error would end Camel's scheduled poll for good.
            throw new IllegalStateException(
                    "no memory for a chunk of " + file.path() + ": lower jumbo.chunk-bytes or give Java more memory",
                    e);
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
        file.fallsBehind();
        return chunk;
    }

    /** Notes that a chunk is committed. */
    void written(Chunk chunk) {
        written++;
        writtenTo = chunk.after().nextByte();
    }

    /** Offset of the first byte of which this pass does not know that it is committed. */
    long writtenTo() {
        return writtenTo;
    }

    /** Whether everything handed out was written: an exception that a route handled looks like a success to the file consumer. */
    boolean isWritten() {
        return written == handedOut;
    }

    /** Offset of the line with a gap that may yet be filled, if the pass ended there: the file is looked at again even if it looks the same. */
    Optional<Long> gapAt() {
        return atEnd && reader.isAtGap() ? Optional.of(reader.progress().nextByte()) : Optional.empty();
    }

    /**
     * Notes that the file is examined if it was read to its last complete line, with no gap in the way, and everything was written; returns
     * whether there is nothing more to read for now, gap or not.
     */
    boolean examined() {
        boolean complete = whole && atEnd && isWritten();
        if (complete && gapAt().isEmpty()) {
            file.examined(observed, writtenTo);
        }
        return complete;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
