package io.jumbo.follow;

import io.jumbo.tail.Chunk;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One visit to a file: it begins before the file is looked into, and ends when everything that was handed out is written or something failed. Opaque; for
 * {@link Follower}, whose lock guards it.
 */
public final class Visit {

    private final WatchedFile file;
    private final Kind kind;
    private Optional<Pass> pass = Optional.empty();
    private Way way = Way.NOT_OPEN;

    /** What leads to it. */
    sealed interface Kind {
        Iterator<Chunk> begin(Visit visit, Opening opening, BooleanSupplier stopping) throws IOException, SQLException;
    }

    /** A poll has met the file. */
    record OfPoll(Path file) implements Kind {
        @Override
        public Iterator<Chunk> begin(Visit visit, Opening opening, BooleanSupplier stopping)
                throws IOException, SQLException {
            return opening.met(visit, file, stopping);
        }
    }

    /** The file is known and has changed, without a poll. */
    record Alone(Path file) implements Kind {
        @Override
        public Iterator<Chunk> begin(Visit visit, Opening opening, BooleanSupplier stopping) {
            return opening.alone(visit, file, stopping);
        }
    }

    /** The file left its path. */
    record Departed(OpenFile file) implements Kind {
        @Override
        public Iterator<Chunk> begin(Visit visit, Opening opening, BooleanSupplier stopping)
                throws IOException, SQLException {
            return opening.departed(visit, file, stopping);
        }
    }

    private enum Way {
        NOT_OPEN,
        OPEN,
        LEFT_ALONE,
        PUT_OFF
    }

    Visit(WatchedFile file, Kind kind) {
        this.file = file;
        this.kind = kind;
    }

    /** Its chunks, see {@link Follower#begin}. */
    Iterator<Chunk> begin(Opening opening, BooleanSupplier stopping) throws IOException, SQLException {
        return kind.begin(this, opening, stopping);
    }

    /** Whether no poll was needed for it. */
    boolean isAlone() {
        return kind instanceof Alone;
    }

    WatchedFile file() {
        return file;
    }

    /** What is read of it, once it is open. */
    Optional<Pass> pass() {
        return pass;
    }

    void opened(Pass opened) {
        pass = Optional.of(opened);
        way = Way.OPEN;
    }

    /** There is nothing to read now, or not under this name. */
    void leaveAlone() {
        way = Way.LEFT_ALONE;
    }

    boolean isLeftAlone() {
        return way == Way.LEFT_ALONE;
    }

    /** It is not looked into now, whatever there is to read. */
    void putOff() {
        way = Way.PUT_OFF;
    }

    boolean isPutOff() {
        return way == Way.PUT_OFF;
    }
}
