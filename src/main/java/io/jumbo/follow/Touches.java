package io.jumbo.follow;

import io.jumbo.tail.Observation;
import java.util.Optional;

/**
 * How often a file was touched in a row without getting longer: lines in it may be changed. Immutable.
 *
 * @param last how it looked when it was last looked into
 */
record Touches(int number, Optional<Observation> last) {

    /** So often it may be touched for no reason. */
    private static final int MOST = 3;

    static final Touches NONE = new Touches(0, Optional.empty());

    Touches seen(Observation now) {
        boolean isAsLong = last.filter(
                        then -> then.size() == now.size() && then.fileKey().equals(now.fileKey()))
                .isPresent();
        boolean isTouched =
                last.filter(then -> !then.modified().equals(now.modified())).isPresent();
        return new Touches(isAsLong ? number + (isTouched ? 1 : 0) : 0, Optional.of(now));
    }

    /** Lines of it were written: that is what it was touched for. */
    Touches explained() {
        return new Touches(0, last);
    }

    boolean areMany() {
        return number >= MOST;
    }
}
