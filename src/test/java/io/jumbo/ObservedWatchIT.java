package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.events.CountedEvents;
import io.jumbo.route.GrownFiles;
import io.jumbo.support.TestDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meters and health checks of a watch appear in an embedder's own registries, and say what is true. */
class ObservedWatchIT {

    private final TestDatabase database = TestDatabase.create();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    Path directory;

    @BeforeEach
    void registry() {
        context.getRegistry().bind("metricsRegistry", registry);
        context.getRegistry().bind("another", new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        context.stop();
        database.drop();
    }

    @Test
    void watch_that_writes_is_running_without_lag() throws Exception {
        database.execute("CREATE TABLE t (v text)");
        Files.writeString(directory.resolve("a.txt"), "1\n2\nhalf");
        start();
        await().until(() -> database.count("t") == 2 && gauge("jumbo.unfinished.bytes") == 4);
        assertThat(gauge("jumbo.lag.bytes")).isZero();
        assertThat(gauge("jumbo.lag.seconds")).isZero();
        assertThat(state("running")).isEqualTo(1);
        assertThat(state("paused")).isZero();
        assertThat(gauge("jumbo.last.row.time")).isBetween(now() - 60, now());
        assertThat(gauge("jumbo.last.change.time")).isBetween(now() - 60, now());
        assertThat(registry.get("jumbo.rows.written")
                        .tag("watch", "lab")
                        .counter()
                        .count())
                .isEqualTo(2);
        await().untilAsserted(() -> assertThat(health("jumbo-lab-ready")).isEqualTo(HealthCheck.State.UP));
        assertThat(health("jumbo-lab")).isEqualTo(HealthCheck.State.UP);
        assertThat(health("jumbo-lab-live")).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void watch_without_its_table_is_paused_and_behind_until_there_is_one() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "1\n2\n");
        start();
        await().until(() -> state("paused") == 1);
        assertThat(state("running")).isZero();
        assertThat(health("jumbo-lab")).isEqualTo(HealthCheck.State.DOWN);
        assertThat(message("jumbo-lab")).contains("lab: paused: ", "\"t\" does not exist");
        assertThat(health("jumbo-lab-live")).isEqualTo(HealthCheck.State.UP);
        database.execute("CREATE TABLE t (v text)");
        await().until(() -> database.count("t") == 2);
        await().untilAsserted(() -> {
            assertThat(state("running")).isEqualTo(1);
            assertThat(gauge("jumbo.lag.bytes")).isZero();
            assertThat(health("jumbo-lab")).isEqualTo(HealthCheck.State.UP);
        });
    }

    @Test
    void lines_that_a_lock_holds_up_are_lag() throws Exception {
        database.execute("CREATE TABLE t (v text)");
        start();
        try (var connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
            Files.writeString(directory.resolve("a.txt"), "1\n2\n");
            await().until(() -> gauge("jumbo.lag.bytes") == 4);
            await().until(() -> gauge("jumbo.lag.seconds") > 0.2);
            assertThat(state("catching-up")).isEqualTo(1);
            connection.rollback();
        }
        await().until(() -> gauge("jumbo.lag.bytes") == 0);
        assertThat(database.count("t")).isEqualTo(2);
    }

    @Test
    void watch_whose_directory_is_missing_waits() throws Exception {
        database.execute("CREATE TABLE t (v text)");
        Path elsewhere = directory.resolve("not/yet");
        start(elsewhere);
        await().until(() -> state("waiting") == 1);
        assertThat(message("jumbo-lab")).contains("lab: waiting: directory ").contains("is not there");
        Files.createDirectories(elsewhere);
        await().until(() -> state("running") == 1);
    }

    @Test
    void watch_whose_route_is_stopped_is_stopped_and_runs_again_afterwards() throws Exception {
        database.execute("CREATE TABLE t (v text)");
        start();
        await().until(() -> state("running") == 1);
        context.getRouteController().stopRoute(GrownFiles.routeId("lab"));
        await().until(() -> state("stopped") == 1);
        context.getRouteController().startRoute(GrownFiles.routeId("lab"));
        Files.writeString(directory.resolve("a.txt"), "1\n", StandardOpenOption.CREATE);
        await().untilAsserted(() -> {
            assertThat(database.count("t")).isEqualTo(1);
            assertThat(state("running")).as(message("jumbo-lab")).isEqualTo(1);
        });
    }

    @Test
    void events_are_counted_once_if_the_user_counts_them() throws Exception {
        context.getRegistry().bind("own", new CountedEvents(registry));
        database.execute("CREATE TABLE t (v text)");
        Files.writeString(directory.resolve("a.txt"), "1\n2\n");
        start();
        await().until(() -> database.count("t") == 2);
        await().untilAsserted(() -> assertThat(registry.get("jumbo.rows.written")
                        .tag("watch", "lab")
                        .counter()
                        .count())
                .isEqualTo(2));
    }

    private void start() throws Exception {
        start(directory);
    }

    private void start(Path watched) throws Exception {
        context.addRoutes(FileWatcher.watch(watched.toString())
                .named("lab")
                .insert("INSERT INTO t (v) VALUES (%s)")
                .every(Duration.ofMillis(20))
                .into(database.dataSource()));
        context.start();
    }

    private double gauge(String name) {
        return registry.get(name).tag("watch", "lab").gauge().value();
    }

    private double state(String word) {
        return Optional.ofNullable(registry.find("jumbo.state")
                        .tag("watch", "lab")
                        .tag("state", word)
                        .gauge())
                .map(Gauge::value)
                .orElse(Double.NaN);
    }

    private HealthCheck.State health(String id) {
        return result(id).getState();
    }

    private String message(String id) {
        return result(id).getMessage().orElse("");
    }

    private HealthCheck.Result result(String id) {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invoke(context, "full");
        return results.stream()
                .filter(result -> result.getCheck().getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }
}
