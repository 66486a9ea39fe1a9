package io.jumbo.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.FileWatcher;
import io.jumbo.route.HandPolledWatch;
import io.jumbo.support.FailurePoint;
import io.jumbo.support.FailurePoint.Failure;
import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.Interjection;
import io.jumbo.support.ManualClock;
import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** Real files, a real PostgreSQL and the real route. */
final class RealLaboratory implements Laboratory {

    private static final String WATCHES = "watches";

    /** Between two polls nobody works: these are connections that were cut. */
    private static final String AT_WORK = "SELECT pid::text FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = '" + WATCHES + "' AND state <> 'idle'";

    private static final Duration NOTICED = Duration.ofSeconds(30);

    private static final String TERMINATE =
            "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname ="
                    + " current_database() AND application_name = '" + WATCHES + "'";

    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path home = Files.createTempDirectory("jumbo-model");
    private final Path data = Files.createDirectory(home.resolve("data"));
    private final TestDatabase database = TestDatabase.create();
    private final BasicDataSource pool = new BasicDataSource();
    private final ManualClock clock = new ManualClock();
    private final FailurePoint point = new FailurePoint();
    private final Interjection between = new Interjection();
    private final Connection observer;
    private final RealInstance first;
    private Optional<RealInstance> second = Optional.empty();
    private long seen;

    RealLaboratory() throws Exception {
        database.execute("CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, line text)");
        // Nothing here is lost by a crash of the server; and two watches on one thread must not wait for each other.
        database.execute("ALTER DATABASE " + database.name() + " SET synchronous_commit = off");
        database.execute("ALTER DATABASE " + database.name() + " SET lock_timeout = '5ms'");
        pool.setUrl("jdbc:postgresql://127.0.0.1:" + database.port() + "/" + database.name() + "?ApplicationName="
                + WATCHES);
        pool.setUsername("postgres");
        pool.setDefaultAutoCommit(false);
        pool.setRollbackOnReturn(true);
        pool.setAutoCommitOnReturn(false);
        observer = database.dataSource().getConnection();
        try (Statement statement = observer.createStatement()) {
            // The server may not have noticed yet that a connection was cut in the middle of a transaction.
            statement.execute("SET lock_timeout = '10s'");
        }
        first = watch(new InterceptedDataSource(new InterceptedDataSource(pool, between), point));
    }

    private RealInstance watch(DataSource dataSource) throws Exception {
        HandPolledWatch started = HandPolledWatch.start(
                () -> FileWatcher.watch(data.toString())
                        .named("lab")
                        .insert("INSERT INTO t (line) VALUES (%s)")
                        .every(INTERVAL)
                        .chunkBytes(CHUNK_BYTES)
                        .into(dataSource),
                clock);
        return new RealInstance(started, data);
    }

    @Override
    public void clear() throws IOException, SQLException {
        calm();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        first.forget();
        second.ifPresent(Instance::forget);
        first.poll();
        try (Statement statement = observer.createStatement()) {
            statement.execute("DELETE FROM t; DELETE FROM jumbo_offsets; DELETE FROM jumbo_dead_letters");
        }
    }

    /** {@inheritDoc} And the server has noticed which connections are cut: it would lock rows for them longer than a script waits. */
    @Override
    public void calm() throws SQLException {
        point.disarm();
        between.none();
        between.closeAll();
        long end = System.nanoTime() + NOTICED.toNanos();
        while (!query(AT_WORK).isEmpty()) {
            assertThat(System.nanoTime() - end).as("a transaction stays open").isNegative();
            Thread.onSpinWait();
        }
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public void pass(Duration time) {
        clock.pass(time);
    }

    @Override
    public void fails(Failure kind, int call) {
        point.arm(kind, call);
    }

    @Override
    public void dies(Failure kind, int call) {
        point.armForGood(kind, call);
    }

    @Override
    public void happensBefore(int call, Runnable deed) {
        between.before(call, deed);
    }

    @Override
    public Instance first() {
        return first;
    }

    @Override
    public Instance second() throws Exception {
        if (second.isEmpty()) {
            second = Optional.of(watch(pool));
        }
        return second.get();
    }

    @Override
    public Optional<Instance> startedSecond() {
        return second.map(Instance.class::cast);
    }

    @Override
    public void hideDirectory() throws IOException {
        Files.move(data, home.resolve("hidden"));
    }

    @Override
    public void showDirectory() throws IOException {
        Files.move(home.resolve("hidden"), data);
    }

    @Override
    public void terminateConnections() throws SQLException {
        while (!query(TERMINATE).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public List<String> newRows() throws SQLException {
        List<String> rows = query("SELECT line FROM t WHERE n > " + seen + " ORDER BY n");
        seen = Long.parseLong(
                query("SELECT greatest(" + seen + ", max(n))::text FROM t").get(0));
        return rows;
    }

    @Override
    public String stored() throws SQLException {
        return String.join(
                "\n",
                query("SELECT concat_ws(' ', path, next_byte, file_key, 'set aside ' || replaced_at::time)"
                        + " FROM jumbo_offsets ORDER BY path, replaced_at NULLS FIRST"));
    }

    @Override
    public List<String> deadLetters() throws SQLException {
        return query("SELECT path || ': ' || reason FROM jumbo_dead_letters");
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException, SQLException {
        first.close();
        second.ifPresent(RealInstance::close);
        pool.close();
        observer.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private record RealInstance(HandPolledWatch watch, Path data) implements Instance {

        @Override
        public void poll() {
            watch.poll();
        }

        @Override
        public void look() {
            try (Stream<Path> files = Files.walk(data)) {
                watch.look(files.filter(Files::isRegularFile).sorted().toArray(Path[]::new));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void forget() {
            watch.forget();
        }

        @Override
        public void restart() throws Exception {
            watch.restart();
        }

        void close() {
            watch.close();
        }
    }
}
