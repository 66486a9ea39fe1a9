package io.jumbo.route;

import io.jumbo.follow.Watch;
import java.time.Duration;

/** How long the walk of a poll takes. Tells of one that takes long, once until one does not. For the thread that polls. */
final class SlowWalk {

    private static final long SLOW_NANOS = Duration.ofSeconds(10).toNanos();

    private final Watch watch;
    private long begunAt;
    private boolean slow;
    private boolean told;

    SlowWalk(Watch watch) {
        this.watch = watch;
    }

    void begins() {
        begunAt = watch.now();
        slow = false;
    }

    /**
     * The walk goes on.
     *
     * @param at where it is now
     * @param files met so far, as are the directories
     */
    void goesOn(String at, long files, long directories) {
        if (!slow && watch.now() - begunAt > SLOW_NANOS) {
            slow = true;
            if (!told) {
                told = true;
                watch.listeners().tell(events -> events.pollSlow(watch.name(), at, files, directories));
            }
        }
    }

    void ended() {
        told = slow;
    }
}
