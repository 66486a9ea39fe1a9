package io.jumbo.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.FileWatcher;
import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.support.RecordedEvents;
import io.jumbo.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several watches on one pool. */
class PoolIT {

    private static final String WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock'";

    private final TestDatabase database = TestDatabase.create();
    private final RecordedEvents events = new RecordedEvents();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    Path directory;

    @BeforeEach
    void tables() {
        database.execute("CREATE TABLE locked (line text); CREATE TABLE free (line text)");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void five_watches_on_a_locked_table_keep_the_sixth_not_waiting() throws Exception {
        try (BasicDataSource pool = pool("postgres");
                Connection holder = database.dataSource().getConnection()) {
            Pool.size(pool, 6);
            holder.setAutoCommit(false);
            for (int watch = 1; watch <= 5; watch++) {
                add(watch(pool, "locked" + watch, "locked"));
                write("locked" + watch, "0.txt"); // from then on it is known that rows of two files cannot meet
            }
            context.start();
            await().untilAsserted(() -> assertThat(database.count("locked")).isEqualTo(5));
            holder.createStatement().execute("LOCK TABLE locked IN EXCLUSIVE MODE");
            for (int watch = 1; watch <= 5; watch++) {
                for (int file = 1; file <= 4; file++) {
                    write("aside" + watch, file + ".txt");
                }
                // all at once, so that one poll meets all of them
                Files.move(
                        directory.resolve("aside" + watch),
                        directory.resolve("locked" + watch).resolve("sub"));
            }
            await().untilAsserted(() -> assertThat(
                            Integer.parseInt(database.column(WAITING).get(0)))
                    .as("each watch waits, most of them with several files")
                    .isGreaterThan(5));
            add(watch(pool, "free", "free"));
            write("free", "a.txt");
            await().untilAsserted(() -> assertThat(database.count("free")).isEqualTo(1));
            assertThat(database.count("locked")).isEqualTo(5);
            holder.rollback();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(database.count("locked")).isEqualTo(25));
            context.stop();
        }
        assertThat(events.beginningWith("watch paused")).isEmpty();
        assertThat(events.beginningWith("database lost")).isEmpty();
    }

    /** Whether the pool is too small, or the server lets no more in. */
    @Test
    void shortage_of_connections_is_waited_for_and_told_once() throws Exception {
        String role = database.name() + "_one";
        database.execute("CREATE ROLE " + role + " LOGIN SUPERUSER");
        try (BasicDataSource pool = pool(role)) {
            pool.setMaxTotal(1);
            pool.setMaxWait(Duration.ofMillis(50));
            write("free", "a.txt");
            try (Connection taken = pool.getConnection()) {
                add(watch(pool, "free", "free"));
                context.start();
                await().untilAsserted(() ->
                        assertThat(events.beginningWith("database lost")).isNotEmpty());
                assertThat(taken.isValid(1)).isTrue();
            }
            await().untilAsserted(() -> assertThat(database.count("free")).isEqualTo(1));
            context.stop();
        }
        assertThat(events.beginningWith("database lost"))
                .singleElement()
                .asString()
                .contains("all connections of the pool are in use");
        assertThat(events.beginningWith("watch paused")).isEmpty();
    }

    @Test
    void server_that_lets_no_more_in_is_waited_for() throws Exception {
        String role = database.name() + "_none";
        database.execute("CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 0; ALTER TABLE free OWNER TO " + role
                + "; GRANT CREATE ON SCHEMA public TO " + role);
        try (BasicDataSource pool = pool(role)) {
            write("free", "a.txt");
            add(watch(pool, "free", "free"));
            context.start();
            await().untilAsserted(() ->
                    assertThat(events.beginningWith("database lost")).isNotEmpty());
            database.execute("ALTER ROLE " + role + " CONNECTION LIMIT 5");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(database.count("free")).isEqualTo(1));
            context.stop();
        }
        assertThat(events.beginningWith("watch paused")).isEmpty();
        assertThat(events.beginningWith("database lost"))
                .singleElement()
                .asString()
                .contains("too many connections");
    }

    private BasicDataSource pool(String role) {
        DatabaseSettings settings = DatabaseSettings.of("127.0.0.1", database.port(), database.name(), role, "");
        return Pool.open(new ConfiguredDatabase(directory, Map.of(), settings));
    }

    private FileWatcher watch(BasicDataSource pool, String name, String table) throws Exception {
        return FileWatcher.watch(
                        Files.createDirectories(directory.resolve(name)).toString())
                .named(name)
                .insert("INSERT INTO " + table + " (line) VALUES (%s)")
                .every(Duration.ofMillis(20))
                .tell(events)
                .into(pool);
    }

    private void add(FileWatcher watch) throws Exception {
        context.addRoutes(watch);
    }

    private void write(String watch, String file) throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve(watch)).resolve(file), watch + " " + file + "\n");
    }
}
