package io.jumbo.route;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Whether the system tells of every change, so that polls need not be made so often. It listens to each directory that the last poll
 * entered, and it told of all that polls found. A network share tells nothing of what another computer writes. Where a poll finds something
 * that was not told, polls keep their pace for ten minutes. For the thread that polls.
 */
final class ToldChanges {

    private static final long DOUBT_NANOS = Duration.ofMinutes(10).toNanos();

    private final LongSupplier clock;
    private final Set<Path> told = new HashSet<>();
    private boolean anything;
    private boolean listening;
    private boolean listened;
    private boolean reliedOn;
    private Optional<Long> doubtUntil = Optional.empty();

    /**
     * @param clock monotonic, in nanoseconds
     */
    ToldChanges(LongSupplier clock) {
        this.clock = clock;
    }

    /** The system has told of a file or directory, or that it has lost of which. */
    void told(Optional<Path> file) {
        file.ifPresentOrElse(told::add, () -> anything = true);
    }

    /** A poll begins, whose directory is listened to or not. */
    void pollBegins(boolean listensToDirectory) {
        listening = listensToDirectory;
    }

    /** The poll enters a directory. */
    void enters(boolean listensToIt) {
        listening &= listensToIt;
    }

    /** The poll has found a file in which there may be something new. */
    void found(Path file) {
        if (reliedOn && !anything && !isTold(file)) {
            doubtUntil = Optional.of(clock.getAsLong() + DOUBT_NANOS);
        }
    }

    /** A new directory is told of, and not what came with it. */
    private boolean isTold(Path file) {
        for (Path each = file; each != null; each = each.getParent()) {
            if (told.contains(each)) {
                return true;
            }
        }
        return false;
    }

    /** The poll has come to its end. */
    void pollEnded() {
        listened = listening;
        reliedOn = isReliable();
        told.clear();
        anything = false;
    }

    /** Whether the next poll may take its time. */
    boolean isReliable() {
        return listened
                && doubtUntil.filter(time -> clock.getAsLong() - time < 0).isEmpty();
    }
}
