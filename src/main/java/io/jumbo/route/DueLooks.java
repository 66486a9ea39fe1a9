package io.jumbo.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is to be looked at before the next poll in its time, and when. Some files can be visited alone; the rest needs a poll. Times are
 * nanoseconds of a monotonic clock. For the thread that polls.
 */
final class DueLooks {

    private final NavigableSet<Long> polls = new TreeSet<>((one, other) -> Long.signum(one - other));
    private final Map<Path, Long> visits = new LinkedHashMap<>();

    void poll(long at) {
        polls.add(at);
    }

    /** If a visit to the file was due already, it is no later. */
    void visit(Path file, long at) {
        visits.merge(file, at, (one, other) -> one - other < 0 ? one : other);
    }

    boolean isPollDue(long now) {
        return !polls.isEmpty() && polls.first() - now <= 0;
    }

    /** A poll begins: it finds whatever was due. */
    void polled(long now) {
        polls.headSet(now, true).clear();
        visits.values().removeIf(at -> at - now <= 0);
    }

    /** The files whose visits are due, which are due no more. */
    List<Path> takeVisits(long now) {
        List<Path> due = new ArrayList<>();
        visits.forEach((file, at) -> {
            if (at - now <= 0) {
                due.add(file);
            }
        });
        due.forEach(visits::remove);
        return due;
    }

    /** In how many nanoseconds the next poll is due. */
    Optional<Long> untilPoll(long now) {
        return polls.isEmpty() ? Optional.empty() : Optional.of(polls.first() - now);
    }

    /** In how many nanoseconds the next visit is due. */
    Optional<Long> untilVisit(long now) {
        return visits.values().stream().map(at -> at - now).min(Long::compare);
    }

    void clear() {
        polls.clear();
        visits.clear();
    }
}
