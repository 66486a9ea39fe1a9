package io.jumbo.follow;

import io.jumbo.tail.Comparison;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The visits that have begun and have not ended. For who holds the lock of {@link Follower}. */
final class BegunVisits {

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
            Optional<Pass> pass = each.pass().filter(other -> other.handedOut().writtenTo() == 0);
            if (pass.isPresent() && mayHaveBegunAlike(file, pass.get())) {
                return true;
            }
        }
        return false;
    }

    /** Also if the other file is not what its pass read any more: then nothing on the disk says how it began. */
    private boolean mayHaveBegunAlike(Path file, Pass other) {
        Path there = watch.file(other.file().path());
        boolean alike = Disk.ask(() -> Comparison.beginAlike(file, there)).orElse(true);
        return alike
                || Disk.observe(there).filter(other::isOfFile).isEmpty(); // asked last, so that a cut in between counts
    }
}
