package io.jumbo.route;

import io.jumbo.events.LoggedEvents;
import io.jumbo.follow.Watch;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Directories below the watched one that polls cannot enter. Tells each once. For the thread that polls. */
final class UnreadableDirectories {

    private final Watch watch;

    /** Those of the poll before. */
    private Set<String> before = Set.of();

    private Set<String> now = new HashSet<>();

    UnreadableDirectories(Watch watch) {
        this.watch = watch;
    }

    void pollBegins() {
        before = now;
        now = new HashSet<>();
    }

    /** A poll has entered one. */
    void canBeRead(String path) {
        if (before.contains(path)) {
            watch.listeners().tell(events -> events.fileReadable(watch.name(), path + "/"));
        }
    }

    /** A poll cannot enter one. */
    void cannotBeRead(String path, IOException cause) {
        now.add(path);
        if (!before.contains(path)) {
            watch.standing().unreadable(path + "/", LoggedEvents.words(cause));
            watch.listeners().tell(events -> events.fileUnreadable(watch.name(), path + "/", cause));
        }
    }

    /** Those that were not met any more can be read, or are not there. */
    void pollEnded() {
        before.stream()
                .filter(path -> !now.contains(path))
                .forEach(path -> watch.standing().readable(path + "/"));
    }

    /** Whether a file may be in one of those that this poll could not enter. */
    boolean hold(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (now.contains(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }
}
