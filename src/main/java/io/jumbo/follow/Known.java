package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Insertion;
import io.jumbo.tail.Match;
import io.jumbo.tail.Progress;
import java.util.Optional;

/**
 * A stored offset, compared with the file that is looked at.
 *
 * @param match how the file's content compares with what was consumed
 * @param continued where the file is read on if it was cut back or edited
 * @param insertion the lines that were inserted into it
 * @param own what is at the offset's path now, where that was asked
 */
record Known(FileOffset offset, Match match, Optional<Progress> continued, Optional<Insertion> insertion, Own own) {

    /** A stored offset of which nothing but the content was compared. */
    Known(FileOffset offset, Match match) {
        this(offset, match, Own.ELSEWHERE);
    }

    /** A stored offset whose content is there, or begins to be there, or is not. */
    Known(FileOffset offset, Match match, Own own) {
        this(offset, match, Optional.empty(), Optional.empty(), own);
    }

    /** Where its file was seen last, relative to the watched directory. */
    String path() {
        return offset.path();
    }

    Progress progress() {
        return offset.progress();
    }

    /** Whether the file starts with what was consumed, as far as the evidence tells. */
    boolean isContinued() {
        return match == Match.SAME;
    }

    /** Whether nothing was consumed, which any content continues. */
    boolean isOfNothing() {
        return progress().nextByte() == 0;
    }
}
