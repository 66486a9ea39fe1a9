package io.jumbo.follow;

import io.jumbo.tail.Comparison;
import io.jumbo.tail.FileText;
import io.jumbo.tail.Match;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the files begin that were written since a poll began: a look at a file before then found no copy of them. Keeps the latest {@value #MOST} of each beginning, as many as the
 * offsets are asked for. For one thread at a time, as {@link Looks}.
 */
final class Beginnings {

    private static final int MOST = 32;

    private final FileText text;
    private final Map<String, Map<Path, Progress>> written = new HashMap<>();

    Beginnings(FileText text) {
        this.text = text;
    }

    /** So much of a file is written by now. */
    void add(Path file, Progress progress) {
        if (progress.nextByte() > 0) {
            Map<Path, Progress> alike =
                    written.computeIfAbsent(progress.evidence().head(), head -> new LinkedHashMap<>());
            alike.remove(file);
            alike.put(file, progress);
            if (alike.size() > MOST) {
                alike.remove(alike.keySet().iterator().next());
            }
        }
    }

    /**
     * Whether a file may be a copy of one of them: of one that does not hold any more what was read of it, or that is whole and holds all of it.
     *
     * @param cutOnly whether equal files are the habit, so that only a file that was cut has a copy
     */
    boolean mayHaveCopy(Path file, boolean cutOnly) throws IOException {
        if (written.isEmpty()) {
            return false;
        }
        for (String head : Comparison.heads(file, text)) {
            for (Map.Entry<Path, Progress> original :
                    written.getOrDefault(head, Map.of()).entrySet()) {
                if (!original.getKey().equals(file)
                        && (isCut(original.getKey(), original.getValue())
                                || (!cutOnly && Comparison.isBeginningOf(file, original.getKey())))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Also if it cannot be looked at: then a look that is made anew says what follows. */
    private static boolean isCut(Path file, Progress progress) {
        return !Disk.match(file, progress).equals(Optional.of(Match.SAME));
    }

    void clear() {
        written.clear();
    }
}
