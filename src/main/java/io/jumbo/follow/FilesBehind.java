package io.jumbo.follow;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far each file was seen and written. Noted by who holds the lock of {@link Follower}; asked by any thread, which waits for nobody. */
final class FilesBehind {

    private final Map<WatchedFile, Reach> reaches = new ConcurrentHashMap<>();

    /** How far a file was seen and written when it was last noted. */
    Reach of(WatchedFile file) {
        return reaches.getOrDefault(file, Reach.NOTHING);
    }

    /** So far is a file seen and written now. */
    void note(WatchedFile file, Reach now) {
        reaches.put(file, now);
    }

    /** It is not there any more, and takes its figures along. */
    void forget(WatchedFile file) {
        reaches.remove(file);
    }

    /** How far those are behind that hold more than is written of them. */
    Lag at(long now) {
        List<FileLag> files = reaches.entrySet().stream()
                .filter(each -> each.getValue().seen() > each.getValue().written())
                .map(each -> FileLag.of(each.getKey().path(), each.getValue(), now))
                .sorted(Comparator.comparing(FileLag::age).reversed().thenComparing(FileLag::path))
                .toList();
        return new Lag(files);
    }
}
