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
public abstract sealed class Visit {

    private final WatchedFile file;
    private Optional<Pass> pass = Optional.empty();
    private Way way = Way.NOT_OPEN;

    private enum Way {
        NOT_OPEN,
        OPEN,
        LEFT_ALONE,
        PUT_OFF
    }

    Visit(WatchedFile file) {
        this.file = file;
    }

    /** To a file that a poll has met. */
    static final class OfPoll extends Visit {
        private final Path path;

        OfPoll(WatchedFile file, Path path) {
            super(file);
            this.path = path;
        }

        @Override
        Iterator<Chunk> begin(Opening opening, BooleanSupplier stopping) throws IOException, SQLException {
            return opening.met(this, path, stopping);
        }
    }

    /** To a file that is known and has changed, without a poll. */
    static final class Alone extends Visit {
        private final Path path;

        Alone(WatchedFile file, Path path) {
            super(file);
            this.path = path;
        }

        @Override
        Iterator<Chunk> begin(Opening opening, BooleanSupplier stopping) {
            return opening.alone(this, path, stopping);
        }

        @Override
        boolean isAlone() {
            return true;
        }
    }

    /** To a file that left its path. */
    static final class Departed extends Visit {
        private final OpenFile departed;

        Departed(OpenFile departed) {
            super(departed.watched());
            this.departed = departed;
        }

        @Override
        Iterator<Chunk> begin(Opening opening, BooleanSupplier stopping) throws IOException, SQLException {
            return opening.departed(this, departed, stopping);
        }
    }

    /** Its chunks, see {@link Follower#begin}. */
    abstract Iterator<Chunk> begin(Opening opening, BooleanSupplier stopping) throws IOException, SQLException;

    /** Whether no poll was needed for it. */
    boolean isAlone() {
        return false;
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
