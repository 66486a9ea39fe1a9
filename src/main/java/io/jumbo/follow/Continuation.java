package io.jumbo.follow;

import io.jumbo.events.TailEvents;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.sql.SQLException;

/** The consumed content is where it was, whatever the file key: read on. Its lines tell of it. */
sealed interface Continuation extends FileChange {

    static Continuation of(Observation now, Progress progress) {
        return now.goesBeyond(progress) ? new Grown(progress) : new Unchanged(progress);
    }

    @Override
    default Recognised carryOut(Books books) throws SQLException {
        return books.stay(this);
    }

    @Override
    default void tell(TailEvents events, String watch, String path) {
        // nothing happened
    }

    @Override
    default Consumed consumed() {
        return Consumed.IN_PLACE;
    }

    /** The consumed content and nothing behind it. */
    record Unchanged(Progress progress) implements Continuation {}

    /** The consumed content and more. Also a file that was rewritten as a longer copy of itself. */
    record Grown(Progress progress) implements Continuation {}
}
