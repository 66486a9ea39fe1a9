package io.jumbo.follow;

import io.jumbo.tail.Observation;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files with news that a poll has met and nobody has looked at, as they are listed. For one thread at a time, as {@link Looks}. */
final class News {

    private final Map<WatchedFile, Path> files = new LinkedHashMap<>();

    void clear() {
        files.clear();
    }

    void add(Met met) {
        files.put(met.watched(), met.file());
    }

    void remove(WatchedFile file) {
        files.remove(file);
    }

    /** Whether it is one of several. */
    boolean hasOthersBesides(WatchedFile file) {
        return files.containsKey(file) && files.size() > 1;
    }

    /** Takes a file and those behind it in the listing, as they are observed. */
    Map<WatchedFile, Observation> take(WatchedFile first, int most) {
        Map<WatchedFile, Observation> taken = new LinkedHashMap<>();
        observe(first, files.remove(first), taken);
        Iterator<Map.Entry<WatchedFile, Path>> others = files.entrySet().iterator();
        for (int i = 1; i < most && others.hasNext(); i++) {
            Map.Entry<WatchedFile, Path> each = others.next();
            others.remove();
            observe(each.getKey(), each.getValue(), taken);
        }
        return taken;
    }

    private void observe(WatchedFile watched, Path file, Map<WatchedFile, Observation> observed) {
        Disk.observe(file).ifPresent(now -> observed.put(watched, now)); // of any other its visit will say why
    }
}
