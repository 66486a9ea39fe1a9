package io.jumbo.model;

import io.jumbo.events.Listeners;
import io.jumbo.follow.Follower;
import io.jumbo.follow.Met;
import io.jumbo.follow.OpenFile;
import io.jumbo.follow.Visit;
import io.jumbo.follow.Watch;
import io.jumbo.layout.Layouts;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.offset.InMemoryOffsets.Calls;
import io.jumbo.offset.InMemoryOffsets.InTransaction;
import io.jumbo.offset.OffsetStore;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A {@link Follower} that is polled as the route polls it, on one thread, with files and store in memory. */
final class SimulatedWatch implements Instance {

    private static final String NAME = "lab";
    private static final String PATTERN = ".txt";

    private final Watch watch;
    private final OffsetStore store;
    private Follower follower;

    /** Since it began afresh. */
    private int polls;

    /**
     * @param more options that say which lines are data
     */
    SimulatedWatch(Path directory, Map<String, String> more, InMemoryOffsets offsets, Calls calls, LongSupplier clock) {
        store = offsets.calling(calls);
        Map<String, String> all = new HashMap<>(more);
        all.putAll(Map.of("directory", directory.toString(), "poll-interval", "10ms", "chunk-bytes", "64KB"));
        WatchOptions options = WatchOptions.of(NAME, all);
        ReadLimits limits = ReadLimits.of(options).sorted(Optional.of(Layouts.of(options, Set.of())));
        watch = new Watch(NAME, directory, options, limits, store, new Listeners(List.of()), clock);
        forget();
    }

    @Override
    public void forget() {
        if (follower != null) {
            follower.close();
        }
        polls = 0;
        follower = new Follower(
                watch,
                task -> {
                    throw new RejectedExecutionException("everything happens on one thread");
                },
                () -> false,
                () -> false,
                failure -> failure);
    }

    @Override
    public void restart() {
        forget();
    }

    @Override
    public void poll() {
        polls++;
        try {
            pollOnce();
        } catch (Error e) {
            if (e instanceof AssertionError) {
                throw e;
            }
            died(e);
        }
    }

    /** As the route takes what comes out of a poll, or out of a visit after it. */
    private void died(Error error) {
        follower.died();
        follower.forgetExamined();
        follower.failures().pollFailed(error);
    }

    @Override
    public void look() {
        if (!follower.failures().mayPoll() || !Files.isDirectory(watch.directory())) {
            return;
        }
        for (Path file : listed()) {
            if (follower.isReadOn(file)) {
                visit(() -> follower.visitAlone(file));
            }
        }
    }

    private void pollOnce() {
        if (!follower.failures().mayPoll() || !Files.isDirectory(watch.directory())) {
            return;
        }
        follower.pollBegins();
        boolean begun = follower.failures().survived(() -> {
            if (follower.failures().isTroubled()) {
                follower.compareSoon();
                store.inTransaction(offsets -> offsets.find("any")); // as the tables are looked for
            }
        });
        if (begun) {
            withNews().forEach(file -> visit(() -> follower.visit(file)));
            follower.failures().pollEnded(() -> {});
            if (follower.failures().mayPoll()) {
                follower.failures().survived(this::afterPoll);
            }
        }
    }

    private void afterPoll() throws SQLException, IOException {
        for (OpenFile departed : follower.departed()) {
            try {
                visit(() -> follower.visit(departed));
            } catch (VirtualMachineError e) {
                died(e);
            }
        }
        follower.pollEnded(path -> false);
    }

    /** In an order of their own each time: no file system lists files in one that could be relied on. */
    private List<Path> withNews() {
        List<Path> found = new ArrayList<>();
        for (Path file : listed()) {
            String path = watch.path(file);
            Met met = follower.metAgain(path).orElseGet(() -> follower.met(path, path, file));
            if (hasNews(met)) {
                found.add(file);
            }
        }
        found.sort(Comparator.comparing(this::place));
        return found;
    }

    private boolean hasNews(Met met) {
        try {
            return follower.hasNews(met);
        } catch (IOException e) {
            return true; // the visit will say why
        }
    }

    private long place(Path file) {
        return new SplittableRandom((long) watch.path(file).hashCode() << Integer.SIZE | polls).nextLong();
    }

    private List<Path> listed() {
        try (Stream<Path> files = Files.walk(watch.directory())) {
            return files.filter(file -> file.toString().endsWith(PATTERN))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void visit(Supplier<Visit> begun) {
        Visit visit = begun.get();
        Optional<Throwable> failure = Optional.empty();
        try {
            writeAll(visit);
        } catch (SQLException | IOException | RuntimeException e) {
            failure = Optional.of(e);
        }
        follower.ended(visit, failure);
    }

    /** Asks for each chunk before the one in front of it is written, as Camel's split does. */
    private void writeAll(Visit visit) throws SQLException, IOException {
        Iterator<Chunk> chunks = follower.begin(visit, () -> false);
        Optional<Chunk> next = chunks.hasNext() ? Optional.of(chunks.next()) : Optional.empty();
        while (next.isPresent()) {
            Chunk chunk = next.get();
            next = chunks.hasNext() ? Optional.of(chunks.next()) : Optional.empty();
            follower.written(visit, write(chunk));
        }
    }

    private Written write(Chunk chunk) throws SQLException, IOException {
        return store.inTransaction(offsets -> {
            offsets.advance(chunk.fileId(), chunk.path(), chunk.before(), chunk.after());
            for (LineRecord line : chunk.records()) {
                ((InTransaction) offsets).write(text(line));
            }
            return new Written(chunk, chunk.records().size(), List.of(), () -> {});
        });
    }

    private static String text(LineRecord line) {
        try {
            return line.text();
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        follower.close();
    }
}
