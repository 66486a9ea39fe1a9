package io.jumbo.follow;

import io.jumbo.events.TailEvents;
import io.jumbo.tail.Progress;
import java.sql.SQLException;

/** Nothing of it was consumed: it is read from byte 0. */
sealed interface Beginning extends FileChange {

    @Override
    default Recognised carryOut(Books books) throws SQLException {
        return books.begin(this, false);
    }

    /** A file never seen before. */
    record New() implements Beginning {
        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileFound(watch, path);
        }
    }

    /** The same file, cut to less than was consumed, with other content or none. */
    record Truncated(Progress before) implements Beginning {
        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.begin(this, true);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileTruncated(watch, path, before.nextByte());
        }
    }

    /** The same file with other content. */
    record Rewritten(Progress before) implements Beginning {
        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileRewritten(watch, path, before.nextByte());
        }
    }

    /** Another file under the same path; the old one may turn up under another name. */
    record Replaced(Progress before) implements Beginning {
        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileReplaced(watch, path);
        }
    }
}
