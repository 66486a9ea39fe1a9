package io.jumbo.follow;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What is the matter with a watch and with its files, each since when. Thread-safe. */
final class Matters {

    private final Map<What, Matter> present = new ConcurrentHashMap<>();

    /**
     * What is the matter with whom.
     *
     * @param whose the watch, a directory, or a file, of which another one may have had the path before
     */
    record What(WatchState state, Object whose) {}

    /**
     * One of them.
     *
     * @param reason for a person
     * @param since when it was first noted, as {@link Watch#now()}
     */
    record Matter(WatchState state, String reason, long since) {}

    /** It is the matter now. The reason is the last one, the time that of the first. */
    void note(What what, String reason, long now) {
        present.merge(
                what,
                new Matter(what.state(), reason, now),
                (before, later) -> new Matter(what.state(), reason, before.since()));
    }

    /** It is over; returns whether it was the last one. */
    boolean over(What what) {
        return present.remove(what) != null && present.isEmpty();
    }

    /** All of these are over. */
    void overIf(Predicate<What> which) {
        present.keySet().removeIf(which);
    }

    /** The worst of them, and of several that are as bad the one that lasts longest. */
    Optional<Matter> worst(long now) {
        return present.values().stream()
                .min(Comparator.comparing(Matter::state).thenComparing(matter -> matter.since() - now));
    }
}
