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
 * when the route stops, and after {@value #MOST_CHUNKS} chunks, so that one backlog does not starve the other files; what is
 * left comes with the next poll.
 */
final class Pass implements Iterator<Chunk>, Closeable {

    private static final int MOST_CHUNKS = 16;

    private final WatchedFile file;
    private final Observation observed;
    private final TailReader reader;
    private final BooleanSupplier stopping;
    private Optional<Chunk> next = Optional.empty();
    private int handedOut;
    private boolean atEnd;
    private long writtenTo;

    Pass(WatchedFile file, Observation observed, TailReader reader, BooleanSupplier stopping) {
        this.file = file;
        this.observed = observed;
        this.reader = reader;
        this.stopping = stopping;
        this.writtenTo = reader.progress().nextByte();
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty() && !atEnd && handedOut < MOST_CHUNKS && !stopping.getAsBoolean()) {
            try {
                next = reader.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            atEnd = next.isEmpty();
        }
        return next.isPresent();
    }

    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the pass over " + file.path() + " is at its end");
        }
        Chunk chunk = next.get();
        next = Optional.empty();
        handedOut++;
        return chunk;
    }

    /** Notes that a chunk is committed. */
    void written(Chunk chunk) {
        writtenTo = chunk.after().nextByte();
    }

    /** Offset of the first byte of which this pass does not know that it is committed. */
    long writtenTo() {
        return writtenTo;
    }

    /**
     * Ends a pass that did not fail. The file counts as examined only if it was read to its last complete line <em>and</em> everything
     * handed out was written: an exception that a route handled looks like a success to the file consumer.
     */
    void succeeded() {
        boolean allWritten = writtenTo == reader.progress().nextByte();
        boolean whole = file.passDone(reader, reader.progress());
        if (whole && atEnd && allWritten) {
            file.examined(observed);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
