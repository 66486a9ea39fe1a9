package io.jumbo.follow;

import io.jumbo.tail.Chunk;
import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Observation;
import io.jumbo.tail.TailReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * One pass over a grown file: its chunks, for Camel's split, which asks for the next one before the last one is written. Ends early when the route stops, when a chunk was
 * not written, and after {@value #MOST_CHUNKS} chunks, so that one backlog does not starve the other files; what is left comes with the next poll. It ends where the file
 * ended before it: one that grows all the time would be many small transactions else.
 */
final class Pass implements Iterator<Chunk>, Closeable {

    private static final int MOST_CHUNKS = 16;

    /** Worth another thread: reading and cutting so much takes about as long as handing it over. */
    private static final int LEAST_AHEAD_BYTES = 256 * 1024;

    private final WatchedFile file;
    private final Observation observed;
    private final TailReader reader;
    private final ReadAhead chunks;
    private final BooleanSupplier stopping;
    private final boolean whole;
    private final HandedOut handedOut;
    private Optional<Chunk> next = Optional.empty();
    private boolean atEnd;
    private long readSoFar;

    /**
     * @param readAhead reads the next chunk of a backlog while the one before it is written
     */
    Pass(WatchedFile file, Observation observed, TailReader reader, BooleanSupplier stopping, Executor readAhead) {
        Optional<Long> endAt = file.takeEndAt();
        endAt.ifPresent(reader::endAt);
        this.whole = endAt.isEmpty();
        this.file = file;
        this.observed = observed;
        this.reader = reader;
        this.chunks = new ReadAhead(reader, readAhead, stopping);
        this.stopping = stopping;
        this.readSoFar = reader.progress().nextByte();
        this.handedOut = new HandedOut(readSoFar);
    }

    /** How the file looked before the pass. */
    Observation observed() {
        return observed;
    }

    /** Whether a file that looks like this may hold all that the pass reads. */
    boolean isOfFile(Observation now) {
        return now.size() >= observed.size() && now.fileKey().equals(observed.fileKey());
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
        return !atEnd && handedOut.count() < MOST_CHUNKS && handedOut.unwritten() < 2 && !stopping.getAsBoolean();
    }

    private Optional<Chunk> read() {
        try {
            Optional<Chunk> chunk = chunks.next();
            if (chunk.filter(this::isMoreBehind).isPresent()) {
                chunks.begin();
            }
            return chunk;
        } catch (OutOfMemoryError e) {
            // An Error would end Camel's scheduled poll for good.
            throw new IllegalStateException(
                    "no memory for a chunk of " + file.path() + ": lower jumbo.chunk-bytes or give Java more memory",
                    e);
        }
    }

    private boolean isMoreBehind(Chunk chunk) {
        return handedOut.count() + 1 < MOST_CHUNKS
                && observed.size() - chunk.after().nextByte() >= LEAST_AHEAD_BYTES;
    }

    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the pass over " + file.path() + " is at its end");
        }
        Chunk chunk = next.get();
        next = Optional.empty();
        handedOut.add(chunk);
        file.fallsBehind();
        return chunk;
    }

    /** What was handed out, and what of it is written. */
    HandedOut handedOut() {
        return handedOut;
    }

    /** Whether everything is written up to the last complete line, or to a gap, so that there is nothing more to read for now. */
    boolean isComplete() {
        return whole && atEnd && handedOut.isWritten();
    }

    /** Offset of the line with a gap that may yet be filled, if the pass ended there: the file is looked at again even if it looks the same. */
    Optional<Long> gapAt() {
        return atEnd && reader.isAtGap() ? Optional.of(reader.progress().nextByte()) : Optional.empty();
    }

    /** Why the bytes behind the last line make none, if the pass read to its end and that is known. */
    Optional<Diagnosis> diagnosis() {
        return atEnd ? reader.diagnosis() : Optional.empty();
    }

    /** Notes with the file what was learnt of it, and whether it is examined: read to its last complete line, with no gap in the way, and all of it written. */
    void noteRead() {
        file.nulsInLines(reader.hasNulsInLines());
        if (isComplete() && gapAt().isEmpty()) {
            file.examined(observed, new Place(reader.fileId(), reader.progress()));
        } else {
            file.forgetExamined(); // it is written farther than when it was examined
        }
    }

    @Override
    public void close() throws IOException {
        chunks.close();
    }
}
