package io.jumbo.follow;

import io.jumbo.option.OnRewrite;
import io.jumbo.tail.Observation;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What there is to know of a file that is looked at. Each question is asked of disk and store when its answer is needed, and once; so the decision is a pure function of the
 * sight.
 */
interface Sight {

    /** The file as observed. */
    Observation now();

    /** For how long it has been looked at without finding what was consumed. */
    Settling settling();

    /** What to do where only the user can know. */
    OnRewrite onRewrite();

    /** The offset stored for its path. */
    Optional<Known> samePath() throws SQLException, IOException;

    /** Offsets stored for its file key under other paths, the current ones first. */
    List<Known> sameKey() throws SQLException, IOException;

    /** Offsets of other files whose consumed content it holds, or may be about to hold. */
    List<Known> sameContent() throws SQLException, IOException;

    /** Whether this poll has met several new files of the very same content, so that none of them need be a copy of another one. */
    boolean isOneOfMany();

    /** An offset stored for its file key as if it were the one of its path: the file is held open, and so is known to be the very one. */
    Known asOfSamePath(Known other) throws SQLException, IOException;
}
