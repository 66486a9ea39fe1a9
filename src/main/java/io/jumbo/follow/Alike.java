package io.jumbo.follow;

import io.jumbo.tail.Comparison;
import io.jumbo.tail.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** New files of the very same content that one poll has met: where there are many, none of them need be a copy of another one. For one thread at a time, as {@link Looks}. */
final class Alike {

    private final Watch watch;
    private final Map<WatchedFile, Observation> many = new HashMap<>();

    Alike(Watch watch) {
        this.watch = watch;
    }

    /** The whole of a small file, or the length and the end of a long one. */
    private record Content(long size, String end) {}

    void pollBegins() {
        many.clear();
    }

    /** Whether a file that looks like this is one of many. */
    boolean areMany(WatchedFile file, Observation now) {
        return now.equals(many.get(file));
    }

    void count(Map<WatchedFile, Observation> files) {
        Map<Content, List<WatchedFile>> alike = new HashMap<>();
        files.forEach((watched, now) -> {
            if (watched.seenBytes() == 0 && now.size() > 0) {
                Disk.ask(() -> Comparison.end(watch.file(watched.path())))
                        .map(end -> new Content(now.size(), end))
                        .ifPresent(content -> alike.computeIfAbsent(content, any -> new ArrayList<>())
                                .add(watched)); // of any other its visit will say why
            }
        });
        alike.values().stream()
                .filter(some -> some.size() > Identification.HABIT)
                .forEach(some -> some.forEach(file -> many.put(file, files.get(file))));
    }
}
