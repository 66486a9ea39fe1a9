package io.jumbo.offset;

import io.jumbo.tail.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * A stored offset: one row of {@code jumbo_offsets}.
 *
 * @param id key of the row; a file that is read from its start again gets a new one
 * @param path where the file was seen last, relative to the watched directory, forward slashes
 * @param progress how far it was written
 * @param state what became of the file
 */
public record FileOffset(long id, String path, Progress progress, State state) {

    /** What became of a file. */
    public enum State {
        /** It is under its path, as far as is known. */
        CURRENT,
        /** It is neither under its path nor, with what was consumed of it, anywhere else in its directory. */
        GONE,
        /**
         * It was cut in place in the last ten minutes, and another offset counts for what it holds now: this one is its copy's, should there be
         * one. Later a file that begins alike is one that begins alike.
         */
        CUT,
        /** Another file is under its path. */
        REPLACED;

        /**
         * What became of a file.
         *
         * @param gone whether it was noted to be gone
         * @param replacedAgo how long ago its offset was set aside, if it was
         * @param sameFileGoesOn whether the current offset of its path is that of the same file
         */
        public static State of(boolean gone, Optional<Duration> replacedAgo, boolean sameFileGoesOn) {
            if (replacedAgo.isEmpty()) {
                return gone ? GONE : CURRENT;
            }
            return sameFileGoesOn && replacedAgo.get().compareTo(CUT_KNOWN) < 0 ? CUT : REPLACED;
        }
    }

    /** A copy of a file that was cut is there by then, and was met. */
    public static final Duration CUT_KNOWN = Duration.ofMinutes(10);

    /** Whether another row counts for what is under the path now. */
    public boolean isSetAside() {
        return state == State.CUT || state == State.REPLACED;
    }

    /** The same of a file that bears another name. */
    public FileOffset at(String otherPath) {
        return new FileOffset(id, otherPath, progress, state);
    }

    /** The same row once it counts for a path, and stands elsewhere. */
    public FileOffset moved(String toPath, Progress toProgress) {
        return new FileOffset(id, toPath, toProgress, State.CURRENT);
    }
}
