package io.jumbo.follow;

import io.jumbo.events.Listeners;
import io.jumbo.layout.Layouts;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.offset.InMemoryOffsets.InTransaction;
import io.jumbo.option.WatchOptions;
import io.jumbo.support.ManualClock;
import io.jumbo.support.RecordedEvents;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.Written;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A real directory that is followed on one thread: polled by hand, with a clock of the test's, and offsets and rows in memory. */
final class FollowedDirectory implements Closeable {

    static final Duration INTERVAL = Duration.ofMillis(500);

    final ManualClock clock;
    final InMemoryOffsets store;
    final RecordedEvents events = new RecordedEvents();
    Follower follower;
    private final Path directory;
    private final Map<String, String> more;
    final Watch watch;
    private final Handles handles;
    private int rows;

    /** The database takes no rows. */
    boolean failing;

    /** Where nobody can look. */
    Predicate<String> unseen = path -> false;

    FollowedDirectory(Path directory) {
        this(directory, Map.of());
    }

    /**
     * @param more options than the directory
     */
    FollowedDirectory(Path directory, Map<String, String> more) {
        this(directory, more, Handles.OF_PROCESS);
    }

    FollowedDirectory(Path directory, Map<String, String> more, Handles handles) {
        this(directory, more, handles, new ManualClock());
    }

    private FollowedDirectory(Path directory, Map<String, String> more, Handles handles, ManualClock clock) {
        this(directory, more, handles, clock, new InMemoryOffsets(clock));
    }

    private FollowedDirectory(
            Path directory, Map<String, String> more, Handles handles, ManualClock clock, InMemoryOffsets store) {
        this.handles = handles;
        this.directory = directory;
        this.more = more;
        this.clock = clock;
        this.store = store;
        Map<String, String> all = new HashMap<>(more);
        all.put("directory", directory.toString());
        WatchOptions options = WatchOptions.of("lab", all);
        ReadLimits limits = ReadLimits.of(options).sorted(Optional.of(Layouts.of(options, Set.of())));
        watch = new Watch(
                "lab",
                directory,
                options,
                limits,
                store,
                new Listeners(List.of(events)),
                clock,
                new FilesBehind(),
                new Standing(clock),
                handles);
        follower = follower();
    }

    /** Another instance, which follows the same directory with the same offsets. */
    FollowedDirectory anotherInstance() {
        return new FollowedDirectory(directory, more, handles, clock, store);
    }

    /** Another process, which follows it with other options. */
    FollowedDirectory withOptions(Map<String, String> others) {
        FollowedDirectory other = new FollowedDirectory(directory, others, handles, clock, store);
        other.rows = rows;
        return other;
    }

    private Follower follower() {
        return new Follower(
                watch,
                task -> {
                    throw new RejectedExecutionException("everything happens on one thread");
                },
                () -> false,
                () -> false,
                failure -> failure);
    }

    /** The process is another one: only offsets and rows are left. */
    void restart() {
        follower.close();
        follower = follower();
    }

    Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    Path append(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content, StandardOpenOption.APPEND);
    }

    /** A poll interval passes, and a poll meets what matches {@code *.txt}. Returns the new rows. */
    List<String> poll() throws IOException, SQLException {
        clock.pass(INTERVAL);
        follower.pollBegins();
        List<Path> found = new ArrayList<>();
        for (Path file : matching()) {
            if (hasNews(file)) {
                found.add(file);
            }
        }
        for (Path file : found) {
            visit(follower.visit(file));
        }
        for (OpenFile departed : follower.departed()) {
            visit(follower.visit(departed));
        }
        follower.pollEnded(unseen);
        return newRows();
    }

    /** As many polls as time passes. Returns the new rows. */
    List<String> pollsFor(Duration time) throws IOException, SQLException {
        List<String> lines = new ArrayList<>();
        for (long left = time.dividedBy(INTERVAL); left > 0; left--) {
            lines.addAll(poll());
        }
        return lines;
    }

    boolean hasNews(Path file) throws IOException {
        String path = watch.path(file);
        return follower.hasNews(follower.metAgain(path).orElseGet(() -> follower.met(path, path, file)));
    }

    /** Reads and writes all that a visit finds. */
    void visit(Visit visit) throws IOException, SQLException {
        Optional<Throwable> failure = Optional.empty();
        try {
            Iterator<Chunk> chunks = follower.begin(visit, () -> false);
            while (chunks.hasNext()) {
                written(visit, chunks.next());
            }
        } catch (IOException | SQLException e) {
            failure = Optional.of(e);
        }
        follower.ended(visit, failure);
    }

    /** The rows of a chunk are committed, and its offset with them. */
    void written(Visit visit, Chunk chunk) throws IOException, SQLException {
        if (failing) {
            throw new SQLException("no rows now", "57P03");
        }
        store.inTransaction(offsets -> {
            offsets.advance(chunk.fileId(), chunk.path(), chunk.before(), chunk.after());
            for (LineRecord line : chunk.records()) {
                ((InTransaction) offsets).write(line.text());
            }
            return chunk;
        });
        follower.written(visit, new Written(chunk, chunk.records().size(), List.of(), () -> {}));
    }

    List<String> newRows() {
        List<String> all = store.lines();
        List<String> more = List.copyOf(all.subList(rows, all.size()));
        rows = all.size();
        return more;
    }

    /** Names of its files that this process has open, as the system knows them; only where it tells. */
    List<String> openFiles() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.map(FollowedDirectory::target)
                    .filter(target -> target.startsWith(directory.toString()))
                    .map(target -> target.substring(directory.toString().length() + 1))
                    .sorted()
                    .toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return ""; // closed by now
        }
    }

    private List<Path> matching() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
