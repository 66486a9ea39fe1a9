package io.jumbo.offset;

import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The twin of {@code jumbo_offsets} in memory, under the same contract test: transactions that see what others have committed, compare-and-set, locks. Who would have
 * to wait for a lock fails at once, as with a {@code lock_timeout}. Transactions may be begun within each other, on one thread.
 */
public final class InMemoryOffsets implements OffsetStore {

    /** What happens at each call, and may fail instead: its name, before it and after it. */
    public interface Calls {
        void before(String call) throws SQLException;

        void after(String call) throws SQLException;
    }

    private static final String LOCKED = "55P03";

    private static final Calls NONE = new Calls() {
        @Override
        public void before(String call) {
            // nothing fails
        }

        @Override
        public void after(String call) {
            // nothing fails
        }
    };

    private record Row(
            long id,
            String path,
            Progress progress,
            Optional<Long> replacedAt,
            Optional<Long> goneAt,
            long updatedAt,
            long abandoned,
            boolean changed) {

        /** Current, under a path. */
        Row at(String nowPath, Progress now, long time) {
            return new Row(id, nowPath, now, Optional.empty(), Optional.empty(), time, abandoned, changed);
        }

        Row with(Progress now, long time) {
            return new Row(id, path, now, replacedAt, Optional.empty(), time, abandoned, changed);
        }

        Row under(String nowPath) {
            return new Row(id, nowPath, progress, replacedAt, goneAt, updatedAt, abandoned, changed);
        }

        Row setAside(String nowPath, long time) {
            return new Row(id, nowPath, progress, Optional.of(time), goneAt, time, abandoned, changed);
        }

        Row gone(long time) {
            return new Row(id, path, progress, replacedAt, Optional.of(time), updatedAt, abandoned, changed);
        }

        Row abandoning(long bytes) {
            return new Row(id, path, progress, replacedAt, goneAt, updatedAt, abandoned + bytes, changed);
        }

        Row withLinesChanged() {
            return new Row(id, path, progress, replacedAt, goneAt, updatedAt, abandoned, true);
        }
    }

    private final Map<Long, Row> rows = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<Long, InTransaction> rowLocks = new HashMap<>();
    private final Map<String, InTransaction> pathLocks = new HashMap<>();
    private final LongSupplier clock;
    private final long begunAt;
    private long lastId;

    /**
     * @param clock of the server, in nanoseconds
     */
    public InMemoryOffsets(LongSupplier clock) {
        this.clock = clock;
        this.begunAt = clock.getAsLong();
    }

    @Override
    public <T> T inTransaction(Work<T> work) throws SQLException, IOException {
        return calling(NONE).inTransaction(work);
    }

    /** The same store for somebody whose calls may fail. */
    public OffsetStore calling(Calls calls) {
        return new OffsetStore() {
            @Override
            public <T> T inTransaction(Work<T> work) throws SQLException, IOException {
                InTransaction transaction = begin(calls);
                try {
                    T result = work.run(transaction);
                    transaction.commit();
                    return result;
                } finally {
                    transaction.rollback();
                }
            }
        };
    }

    /** Nanoseconds since the store was made: a clock may begin anywhere. */
    private long now() {
        return clock.getAsLong() - begunAt;
    }

    /** Begins a transaction, which its caller must end. */
    InTransaction begin(Calls calls) throws SQLException {
        calls.before("begin");
        InTransaction begun = new InTransaction(calls);
        calls.after("begin");
        return begun;
    }

    /** Begins a transaction in which nothing fails, which its caller must end. */
    InTransaction begin() throws SQLException {
        return begin(NONE);
    }

    /** The rows of the user's table, in the order in which they were committed. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The paths of files whose lines were changed after they were written. */
    public List<String> changedPaths() {
        return rows.values().stream().filter(Row::changed).map(Row::path).toList();
    }

    /** Everything as if nothing had ever happened. */
    public void clear() {
        rows.clear();
        lines.clear();
        rowLocks.clear();
        pathLocks.clear();
    }

    /** What is stored, for a person. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rows.values()
                .forEach(row -> text.append(row.path())
                        .append(' ')
                        .append(row.progress().nextByte())
                        .append(' ')
                        .append(row.progress().fileKey().orElse("-"))
                        .append(row.replacedAt().map(at -> " set aside").orElse(""))
                        .append('\n'));
        return text.toString();
    }

    /** One transaction. */
    public final class InTransaction implements Offsets {

        private final Calls calls;
        private final Map<Long, Optional<Row>> changes = new LinkedHashMap<>();
        private final List<String> written = new ArrayList<>();
        private boolean over;

        private InTransaction(Calls calls) {
            this.calls = calls;
        }

        /** Writes a row of the user's table. */
        public void write(String line) {
            written.add(line);
        }

        void commit() throws SQLException {
            calls.before("commit");
            changes.forEach((id, row) -> row.ifPresentOrElse(now -> rows.put(id, now), () -> rows.remove(id)));
            lines.addAll(written);
            over();
            calls.after("commit");
        }

        void rollback() {
            if (!over) {
                over();
            }
        }

        private void over() {
            over = true;
            rowLocks.values().removeIf(this::equals);
            pathLocks.values().removeIf(this::equals);
        }

        private <T> T query(String name, Supplier<T> answer) throws SQLException {
            calls.before(name);
            T result = answer.get();
            calls.after(name);
            return result;
        }

        private Stream<Row> visible() {
            Map<Long, Row> seen = new LinkedHashMap<>(rows);
            changes.forEach((id, row) -> row.ifPresentOrElse(now -> seen.put(id, now), () -> seen.remove(id)));
            return seen.values().stream();
        }

        private FileOffset offset(Row row) {
            boolean sameFileGoesOn = row.replacedAt().isPresent()
                    && visible()
                            .anyMatch(now -> now.replacedAt().isEmpty()
                                    && now.path().equals(row.path())
                                    && now.progress().isOfSameFile(row.progress()));
            Optional<Duration> ago = row.replacedAt().map(at -> Duration.ofNanos(now() - at));
            State state = State.of(row.goneAt().isPresent(), ago, sameFileGoesOn);
            return new FileOffset(row.id(), row.path(), row.progress(), state);
        }

        private List<FileOffset> select(Predicate<Row> which, Comparator<Row> order) {
            return visible().filter(which).sorted(order).map(this::offset).toList();
        }

        private void lock(long id) throws SQLException {
            InTransaction owner = rowLocks.putIfAbsent(id, this);
            if (owner != null && owner != this) {
                throw new SQLException("could not obtain lock on row", LOCKED);
            }
        }

        private void lock(String path) throws SQLException {
            InTransaction owner = pathLocks.putIfAbsent(path, this);
            if (owner != null && owner != this) {
                throw new SQLException("could not obtain lock on index entry", LOCKED);
            }
        }

        private void put(Row row) throws SQLException {
            if (row.replacedAt().isEmpty()) {
                lock(row.path());
                boolean taken = visible()
                        .anyMatch(other -> other.id() != row.id()
                                && other.replacedAt().isEmpty()
                                && other.path().equals(row.path()));
                if (taken) {
                    throw new SQLException("duplicate key value violates unique constraint", "23505");
                }
            }
            changes.put(row.id(), Optional.of(row));
        }

        private void change(FileOffset read, UnaryOperator<Row> changed) throws SQLException {
            Row row = asRead(read);
            put(changed.apply(row));
        }

        private Row asRead(FileOffset read) throws SQLException {
            lock(read.id());
            Optional<Row> row = visible()
                    .filter(now -> now.id() == read.id()
                            && now.path().equals(read.path())
                            && now.replacedAt().isPresent() == read.isSetAside()
                            && now.progress().nextByte() == read.progress().nextByte()
                            && now.progress()
                                    .evidence()
                                    .tail()
                                    .equals(read.progress().evidence().tail())
                            && now.progress().fileKey().equals(read.progress().fileKey()))
                    .findFirst();
            return row.orElseThrow(() -> new OffsetMovedException(
                    "memory", read.path(), read.progress().nextByte()));
        }

        private void update(String name, Update update) throws SQLException {
            calls.before(name);
            update.run();
            calls.after(name);
        }

        @Override
        public Optional<FileOffset> find(String path) throws SQLException {
            return query("find", () -> current(path).map(this::offset));
        }

        private Optional<Row> current(String path) {
            return visible()
                    .filter(row -> row.replacedAt().isEmpty() && row.path().equals(path))
                    .findFirst();
        }

        @Override
        public List<FileOffset> findByKey(String fileKey, String exceptPath) throws SQLException {
            return query(
                    "findByKey",
                    () -> select(
                            row -> row.progress().fileKey().equals(Optional.of(fileKey))
                                    && (row.replacedAt().isPresent()
                                            || !row.path().equals(exceptPath)),
                            latestSetAsideLast()));
        }

        private static Comparator<Row> latestSetAsideLast() {
            return Comparator.comparing((Row row) -> row.replacedAt().isPresent())
                    .thenComparing(row -> -row.replacedAt().orElse(0L));
        }

        @Override
        public List<FileOffset> findByKey(String fileKey) throws SQLException {
            return findByKey(fileKey, WatchStart.STARTED);
        }

        @Override
        public Optional<FileOffset> findById(long fileId) throws SQLException {
            return query(
                    "findById",
                    () -> select(row -> row.id() == fileId, Comparator.comparing(Row::id)).stream()
                            .findFirst());
        }

        @Override
        public List<FileOffset> findByHead(List<String> heads, String exceptPath, Optional<String> exceptKey)
                throws SQLException {
            return query(
                    "findByHead",
                    () -> select(
                                    row -> heads.contains(
                                                    row.progress().evidence().head())
                                            && row.progress().nextByte() > 0
                                            && !row.progress().fileKey().equals(exceptKey)
                                            && (row.replacedAt().isPresent()
                                                    || !row.path().equals(exceptPath)),
                                    Comparator.comparing(Row::updatedAt).reversed())
                            .stream()
                            .limit(32)
                            .toList());
        }

        @Override
        public List<FileOffset> all() throws SQLException {
            return query(
                    "all",
                    () -> select(
                            row -> row.replacedAt().isEmpty() && !row.path().equals(WatchStart.STARTED),
                            Comparator.comparing(Row::id)));
        }

        @Override
        public List<FileOffset> allSetAside() throws SQLException {
            return query(
                    "allSetAside",
                    () -> select(
                            row -> row.replacedAt().isPresent() && row.abandoned() == 0,
                            Comparator.comparing(row -> row.replacedAt().orElseThrow())));
        }

        @Override
        public boolean any() throws SQLException {
            return query("any", () -> visible().findAny().isPresent());
        }

        @Override
        public FileOffset create(String path, Progress progress) throws SQLException {
            update("create", () -> {
                lock(path);
                if (current(path).isEmpty()) {
                    put(new Row(++lastId, path, progress, Optional.empty(), Optional.empty(), now(), 0, false));
                }
            });
            return current(path).map(this::offset).orElseThrow();
        }

        @Override
        public void advance(long fileId, String path, Progress before, Progress after) throws SQLException {
            update("advance", () -> {
                Optional<Row> row = visible()
                        .filter(now -> now.id() == fileId
                                && now.progress().nextByte() == before.nextByte()
                                && now.progress().evidence().equals(before.evidence()))
                        .findFirst();
                if (row.isEmpty()) {
                    throw new OffsetMovedException("memory", path, before.nextByte());
                }
                lock(fileId);
                changes.put(fileId, Optional.of(row.get().with(after, now())));
            });
        }

        @Override
        public void moveTo(FileOffset offset, Progress progress) throws SQLException {
            update("moveTo", () -> change(offset, row -> row.with(progress, now())));
        }

        @Override
        public void rename(FileOffset offset, String path, Observation now) throws SQLException {
            update("rename", () -> {
                change(offset, row -> row.at(path, row.progress().observedAs(now), now()));
                if (now.hasKeyOf(offset.progress())) {
                    renameCut(offset.path(), path, now);
                }
            });
        }

        private void renameCut(String from, String to, Observation now) throws SQLException {
            List<Row> cut = visible()
                    .filter(row -> row.path().equals(from)
                            && row.progress().fileKey().equals(now.fileKey())
                            && row.replacedAt()
                                    .filter(at -> now() - at < FileOffset.CUT_KNOWN.toNanos())
                                    .isPresent())
                    .toList();
            for (Row row : cut) {
                lock(row.id());
                changes.put(row.id(), Optional.of(row.under(to)));
            }
        }

        @Override
        public void setAside(FileOffset offset) throws SQLException {
            update("setAside", () -> change(offset, row -> row.setAside(row.path(), now())));
        }

        @Override
        public void cut(FileOffset offset, String path) throws SQLException {
            update("cut", () -> change(offset, row -> row.setAside(path, now())));
        }

        @Override
        public void remove(FileOffset offset) throws SQLException {
            update("remove", () -> changes.put(asRead(offset).id(), Optional.empty()));
        }

        @Override
        public void keepLatestSetAside(String path) throws SQLException {
            update("keepLatestSetAside", () -> {
                List<Row> old = visible()
                        .filter(row ->
                                row.replacedAt().isPresent() && row.path().equals(path))
                        .sorted(Comparator.comparing(Row::id).reversed())
                        .skip(10)
                        .toList();
                for (Row row : old) {
                    lock(row.id());
                    changes.put(row.id(), Optional.empty());
                }
            });
        }

        @Override
        public boolean gone(long fileId) throws SQLException {
            calls.before("gone");
            Optional<Row> row = visible()
                    .filter(now -> now.id() == fileId
                            && now.replacedAt().isEmpty()
                            && now.goneAt().isEmpty())
                    .findFirst();
            if (row.isPresent()) {
                lock(fileId);
                changes.put(fileId, Optional.of(row.get().gone(now())));
            }
            calls.after("gone");
            return row.isPresent();
        }

        @Override
        public void abandon(long fileId, long bytes) throws SQLException {
            update("abandon", () -> changeIfThere(fileId, row -> row.abandoning(bytes)));
        }

        @Override
        public void linesChanged(long fileId) throws SQLException {
            update("linesChanged", () -> changeIfThere(fileId, Row::withLinesChanged));
        }

        private void changeIfThere(long fileId, UnaryOperator<Row> changed) throws SQLException {
            Optional<Row> row = visible().filter(now -> now.id() == fileId).findFirst();
            if (row.isPresent()) {
                lock(fileId);
                changes.put(fileId, Optional.of(changed.apply(row.get())));
            }
        }

        @Override
        public List<String> forget(Duration after, Set<Long> except) throws SQLException {
            calls.before("forget");
            List<Row> old = visible()
                    .filter(row -> !row.path().equals(WatchStart.STARTED) && !except.contains(row.id()))
                    .filter(row -> Stream.of(row.goneAt(), row.replacedAt())
                            .flatMap(Optional::stream)
                            .findFirst()
                            .filter(at -> now() - Math.max(at, row.updatedAt()) > after.toNanos())
                            .isPresent())
                    .toList();
            for (Row row : old) {
                lock(row.id());
                changes.put(row.id(), Optional.empty());
            }
            calls.after("forget");
            return old.stream().map(Row::path).toList();
        }
    }

    private interface Update {
        void run() throws SQLException;
    }
}
