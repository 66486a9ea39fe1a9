package io.jumbo.follow;

import io.jumbo.events.TailEvents;
import java.sql.SQLException;

/** Consumed under another name: that offset moves along, and one stored for this path makes room. */
sealed interface Move extends FileChange {

    Known from();

    @Override
    default Recognised carryOut(Books books) throws SQLException {
        return books.move(this, from());
    }

    /** The file itself. */
    record Renamed(Known from) implements Move {
        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileRenamed(watch, path, from.path());
        }
    }

    /** A copy of a file that was cut after it was copied (copytruncate): what that did not get to is read here. */
    record Copied(Known from) implements Move {
        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return from.own() == Own.CUT ? books.moveToCopy(this, from) : books.move(this, from);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileCopied(watch, path, from.path());
        }
    }

    /** Open, and so known to be the very file that was under another name, but with other content: what happened there counts. */
    record RenamedAndChanged(Known from, FileChange then) implements Move {
        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.moveThen(from, then);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            then.tell(events, watch, path);
        }
    }
}
