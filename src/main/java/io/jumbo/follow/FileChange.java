package io.jumbo.follow;

import io.jumbo.events.TailEvents;
import io.jumbo.offset.FileOffset;
import io.jumbo.option.OnRewrite;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.Observation;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * What happened to a file since its offset was stored. A file is what was read of it. Its path and file key only say which stored offsets to compare it with; if several agree
 * with its content, the one that has read furthest wins. A file that is new here is known by its content alone.
 *
 * <p>What it cannot tell: a file replaced by another one that starts with exactly the consumed bytes is taken for its continuation;
 * a file of which nothing was consumed yet matches any content; a change of consumed lines between the first and the last {@value
 * Evidence#WINDOW} bytes that leaves their length as it was is not seen. {@link OnRewrite} says what to do where only the user knows.
 */
sealed interface FileChange permits Beginning, Continuation, Edit, LeftAlone, Move {

    /** What became of the lines that were consumed. */
    enum Consumed {
        /** All of them are where they were. */
        IN_PLACE,
        /** The same offset goes on, and the table says what they say. */
        EDITED,
        /** The same offset goes on, and the table says what they said before. */
        CHANGED,
        /** They are not here, or were consumed elsewhere. */
        ELSEWHERE;

        /** Whether the same offset goes on in spite of a change. */
        boolean isEdit() {
            return this == EDITED || this == CHANGED;
        }
    }

    /** Decides; changes nothing. */
    static FileChange between(Sight sight) throws SQLException, IOException {
        return new Identification(sight).change();
    }

    /** Brings the stored offsets in line with it. */
    Recognised carryOut(Books books) throws SQLException;

    /** Tells it, unless the file just grew or is as it was. */
    void tell(TailEvents events, String watch, String path);

    default Consumed consumed() {
        return Consumed.ELSEWHERE;
    }

    /**
     * Takes note of it, and returns whether that is news.
     *
     * @param now the file as observed
     * @param time as {@link Watch#now()}
     */
    default boolean note(WatchedFile file, Observation now, long time) {
        file.awaited().settled();
        file.linked(false);
        return true;
    }

    /** Opens the file where it is to be read on. */
    default TailReader open(Path file, FileOffset offset, Observation now, ReadLimits limits) throws IOException {
        return TailReader.open(file, offset.id(), offset.path(), offset.progress(), now, limits);
    }
}
