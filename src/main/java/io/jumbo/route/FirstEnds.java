package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.Listing;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the files ended that the first poll of a watch met: at the last line that was complete then. For the thread that polls. */
final class FirstEnds {

    private static final Logger LOG = LoggerFactory.getLogger(FirstEnds.class);

    private final WatchOptions options;
    private final ReadLimits limits;
    private final Listeners listeners;

    /** Files whose end is not known. */
    private final Map<String, Met> met = new LinkedHashMap<>();

    /** Ends found and not yet stored. */
    private final Map<String, Progress> found = new LinkedHashMap<>();

    /** Files of which was told that they cannot be read. */
    private final Set<String> told = new HashSet<>();

    FirstEnds(WatchOptions options, ReadLimits limits, Listeners listeners) {
        this.options = options;
        this.limits = limits;
        this.listeners = listeners;
    }

    /** The first poll meets a file. */
    void meets(String path, Path file) {
        met.put(path, Met.now(file));
    }

    /** Whether the end of a file is to be found yet. */
    boolean isUnknown(String path) {
        return met.containsKey(path);
    }

    /** Whether there is nothing to find or to store. */
    boolean areDone() {
        return met.isEmpty() && found.isEmpty();
    }

    /** The ends that are not stored yet, by path. */
    Map<String, Progress> found() {
        return found;
    }

    void stored() {
        found.clear();
    }

    void forget() {
        met.clear();
        found.clear();
    }

    /** Finds the ends of the files met. Those whose end cannot be found now stay for the next time. */
    void find() throws IOException {
        for (Map.Entry<String, Met> file : List.copyOf(met.entrySet())) {
            try {
                end(file.getValue(), file.getKey())
                        .filter(end -> isFirstName(file.getValue().file(), end))
                        .ifPresent(end -> found.put(file.getKey(), end));
                met.remove(file.getKey());
            } catch (ClosedByInterruptException e) {
                throw e; // the watch is being stopped: this start has not been
            } catch (NoSuchFileException e) {
                met.remove(file.getKey());
            } catch (IOException e) {
                if (told.add(file.getKey())) {
                    listeners.tell(events -> events.fileUnreadable(options.watch(), file.getKey(), e));
                }
            }
        }
    }

    /** Whether none of the ends found belongs to the same file under another name. */
    private boolean isFirstName(Path file, Progress end) {
        return found.entrySet().stream()
                .filter(other -> other.getValue().isOfSameFile(end))
                .noneMatch(other ->
                        Listing.isSameFile(options.get(Option.DIRECTORY).resolve(other.getKey()), file));
    }

    /** The end of the last complete line that was there at the first poll; none if another file is there by now, which is new. */
    private Optional<Progress> end(Met file, String path) throws IOException {
        Observation now = TailReader.observe(file.file());
        Observation then = file.seen().orElse(now);
        if (!then.fileKey().equals(now.fileKey())) {
            return Optional.empty();
        }
        try (TailReader reader = TailReader.open(file.file(), 0, path, Progress.none(now.fileKey()), now, limits)) {
            reader.endAt(Math.min(then.size(), now.size()));
            reader.settled();
            while (reader.next().isPresent()) {
                LOG.debug(
                        "{}: looking for the end of {}, now at byte {}",
                        options.watch(),
                        path,
                        reader.progress().nextByte());
            }
            return Optional.of(reader.progress());
        }
    }

    /** A file of the first poll and what was seen of it then, which takes no permission to read it. */
    private record Met(Path file, Optional<Observation> seen) {

        static Met now(Path file) {
            try {
                return new Met(file, Optional.of(TailReader.observe(file)));
            } catch (IOException e) {
                LOG.debug("{} cannot be looked at", file, e);
                return new Met(file, Optional.empty());
            }
        }
    }
}
