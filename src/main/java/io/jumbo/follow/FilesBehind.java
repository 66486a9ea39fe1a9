package io.jumbo.follow;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files that hold more than is written of them. Noted by who holds the lock of {@link Follower}; asked by any thread, which waits for nobody. */
final class FilesBehind {

    private final Set<WatchedFile> behind = ConcurrentHashMap.newKeySet();

    /** So far is a file seen and written now. */
    void note(WatchedFile file, Reach now) {
        file.reach(now);
        if (now.seen() > now.written()) {
            behind.add(file);
        } else {
            behind.remove(file);
        }
    }

    /** It is not there any more, and takes its figures along. */
    void forget(WatchedFile file) {
        behind.remove(file);
    }

    /** How far they are behind. */
    Lag at(long now) {
        List<FileLag> files = behind.stream()
                .map(file -> FileLag.of(file, now))
                .sorted(Comparator.comparing(FileLag::age).reversed().thenComparing(FileLag::path))
                .toList();
        return new Lag(files);
    }
}
