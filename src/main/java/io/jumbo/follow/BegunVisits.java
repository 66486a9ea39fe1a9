package io.jumbo.follow;

import io.jumbo.tail.Comparison;
import io.jumbo.tail.Observation;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The visits that have begun and have not ended. For who holds the lock of {@link Follower}. */
final class BegunVisits {

    private static final Logger LOG = LoggerFactory.getLogger(BegunVisits.class);

    private final Watch watch;
    private final Set<Visit> begun = new LinkedHashSet<>();

    BegunVisits(Watch watch) {
        this.watch = watch;
    }

    Visit begins(Visit visit) {
        begun.add(visit);
        return visit;
    }

    void ended(Visit visit) {
        begun.remove(visit);
    }

    /** Nobody will end them. */
    void died() {
        begun.forEach(visit -> visit.pass().ifPresent(Closing::close));
        begun.clear();
    }

    /**
     * Whether a file begins as another one that is being read, and of which nothing is written yet: which of them is the copy, if one is, can only be asked when something
     * is.
     */
    boolean readOneLike(Path file) {
        for (Visit each : begun) {
            Optional<Pass> pass = each.pass().filter(other -> other.writtenTo() == 0);
            if (pass.isPresent() && mayHaveBegunAlike(file, pass.get())) {
                return true;
            }
        }
        return false;
    }

    /** Also if the other file is not what its pass read any more: then nothing on the disk says how it began. */
    private boolean mayHaveBegunAlike(Path file, Pass other) {
        Path there = watch.file(other.file().path());
        try {
            boolean alike = Comparison.beginAlike(file, there);
            Observation now = TailReader.observe(there); // after it, so that a cut between the two counts
            Observation then = other.observed();
            return alike || now.size() < then.size() || !now.fileKey().equals(then.fileKey());
        } catch (IOException e) {
            LOG.debug("{}: {} cannot be compared with {}, and waits", watch.name(), file, there, e);
            return true;
        }
    }
}
