package io.jumbo.route;

import io.jumbo.follow.Watch;
import java.nio.file.Files;

/** Whether the watched directory is there and can be listed. Tells each change once. For the thread that polls. */
final class DirectoryPresence {

    private final Watch watch;
    private boolean missing;

    DirectoryPresence(Watch watch) {
        this.watch = watch;
    }

    /** Looks, and tells what has changed. */
    boolean isThere() {
        boolean missed = !Files.isDirectory(watch.directory()) || !Files.isReadable(watch.directory());
        watch.standing().directory(!missed, "directory " + watch.directory() + " is not there or cannot be listed");
        if (missed != missing) {
            missing = missed;
            String name = watch.directory().toString();
            watch.listeners().tell(events -> {
                if (missed) {
                    events.directoryMissing(watch.name(), name);
                } else {
                    events.directoryFound(watch.name(), name);
                }
            });
        }
        return !missed;
    }

    /** Whether nothing bears its name: then it holds no file. If that cannot be told it may hold some. */
    boolean isCertainlyEmpty() {
        return Files.notExists(watch.directory());
    }
}
