package io.jumbo.route;

import io.jumbo.follow.Follower;
import io.jumbo.follow.Watch;
import io.jumbo.option.Option;
import io.jumbo.route.DirectoryEvents.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who may look when: polls in their time and before it, and visits to single files between two polls. Keeps what the system has told and
 * what the looks before have cost. For the thread that polls, except {@link #restOfVisits}.
 */
final class EarlyLooks {

    private static final long LEAST_LOOK_NANOS = Duration.ofMillis(1).toNanos();

    private final Watch watch;
    private final Follower follower;
    private final Predicate<Path> listening;
    private final PollPace pace;
    private final VisitPace visitPace;
    private final ToldChanges told;
    private final DueLooks due = new DueLooks();

    /** Whether the poll that begins is made because something was told. */
    private boolean early;

    /**
     * @param listening listens to a directory, if that can be listened to, and says whether
     * @param processorTime of the thread that polls, in nanoseconds
     */
    EarlyLooks(Watch watch, Follower follower, Predicate<Path> listening, LongSupplier processorTime) {
        this.watch = watch;
        this.follower = follower;
        this.listening = listening;
        this.pace = new PollPace(watch.clock(), processorTime);
        this.visitPace = new VisitPace(
                watch.clock(), watch.options().get(Option.POLL_INTERVAL).toNanos());
        this.told = new ToldChanges(watch.clock());
    }

    // ---- a poll

    /** Whether a poll may begin now. To be asked once for each. */
    boolean mayPoll() {
        boolean before = early;
        early = false;
        return before || pace.mayPoll();
    }

    void pollBegins() {
        pace.begins();
        told.pollBegins(listening.test(watch.directory()));
    }

    /** The poll enters a directory. */
    void enters(Path directory) {
        told.enters(listening.test(directory));
    }

    /** The poll has found a file in which there may be something new. */
    void found(Path file) {
        told.found(file);
    }

    /**
     * The poll has looked at all files.
     *
     * @param found number of files with something new
     */
    void pollEnded(int found) {
        told.pollEnded();
        boolean mayWait = told.isReliable() && !follower.failures().isTroubled() && !follower.anyWaits();
        pace.ends(found, follower.size(), mayWait);
    }

    /** What follows a poll has been done as well. */
    void pollIsOver() {
        pace.isOver();
    }

    // ---- before its time

    /** Takes note of what has changed, and when it may be looked at. */
    void heard(List<Change> changes) {
        for (Change change : new LinkedHashSet<>(changes)) {
            told.told(change.file());
            Optional<Path> grown = change.file().filter(file -> !change.isNew() && follower.isReadOn(file));
            follower.readableAt(change.file(), change.isNew())
                    .ifPresent(at -> grown.ifPresentOrElse(file -> due.visit(file, at), () -> due.poll(at)));
        }
    }

    /** Whether a poll before its time would find something to read. If so, it is to be made. */
    boolean isWorthAPoll() {
        boolean worth = due.isPollDue(watch.now()) && pace.restBeforeTime() <= 0;
        if (worth) {
            due.polled(watch.now());
            early = true;
        }
        return worth;
    }

    /**
     * Files that are to be visited now without a poll: they have changed, and are known to have only grown.
     *
     * @param possible whether files can be visited at all; if not, polls in their time find them
     * @param oneByOne whether files are written in their order, which only a poll knows; may take its time
     */
    List<Path> takeVisits(BooleanSupplier possible, BooleanSupplier oneByOne) {
        if (visitPace.rest() > 0) {
            return List.of();
        }
        List<Path> files = due.takeVisits(watch.now());
        if (files.isEmpty() || !possible.getAsBoolean()) {
            return List.of();
        }
        if ((files.size() > 1 || due.isPollDue(watch.now())) && oneByOne.getAsBoolean()) {
            due.poll(watch.now());
            return List.of();
        }
        return files;
    }

    /**
     * Files have been visited. One that did something else than grow is left to a poll.
     *
     * @param processorTime that the visits took, in nanoseconds
     */
    void visited(List<Path> files, long processorTime) {
        visitPace.ended(processorTime);
        for (Path file : files) {
            if (!follower.isReadOn(file)) {
                follower.readableAt(Optional.of(file), false).ifPresent(due::poll);
            }
        }
    }

    /** In how many nanoseconds files may be visited again: nothing before that is worth a look. On whatever thread. */
    long restOfVisits() {
        return visitPace.rest();
    }

    /** In how many nanoseconds it is worth asking again whether changes are known or not. */
    Optional<Long> untilNextLook() {
        long now = watch.now();
        Stream<Long> poll = due.untilPoll(now).stream().map(nanos -> Math.max(nanos, pace.restBeforeTime()));
        Stream<Long> visit = due.untilVisit(now).stream().map(nanos -> Math.max(nanos, visitPace.rest()));
        return Stream.concat(poll, visit).min(Long::compare).map(nanos -> Math.max(LEAST_LOOK_NANOS, nanos));
    }
}
