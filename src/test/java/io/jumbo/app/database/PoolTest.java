package io.jumbo.app.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.SslMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;

class PoolTest {

    private static final DatabaseSettings SETTINGS = new DatabaseSettings(
            "::1",
            1,
            "my lab",
            "jumbo",
            "secret",
            Optional.of(SslMode.VERIFY_FULL),
            Optional.of(Path.of("/root.crt")),
            Optional.of("raw"));

    private static BasicDataSource open(DatabaseSettings settings) {
        return Pool.open(new ConfiguredDatabase(Path.of("target"), Map.of(), settings));
    }

    @Test
    void opens_without_connecting_and_says_so_only_when_a_connection_is_wanted() throws SQLException {
        try (BasicDataSource pool = open(DatabaseSettings.of("127.0.0.1", 1, "lab", "jumbo", ""))) {
            assertThatThrownBy(pool::getConnection).hasMessageContaining("127.0.0.1:1 refused");
        }
    }

    @Test
    void keeps_the_password_out_of_everything_that_is_printed() throws SQLException {
        try (BasicDataSource pool = open(SETTINGS)) {
            assertThat(Pool.url(SETTINGS)).isEqualTo("jdbc:postgresql://[::1]:1/my+lab");
            assertThat(pool.toString()).doesNotContain("secret");
            assertThatThrownBy(pool::getConnection).hasMessageNotContaining("secret");
        }
    }

    @Test
    void hands_out_connections_that_commit_only_when_told() throws SQLException {
        try (BasicDataSource pool = open(SETTINGS)) {
            assertThat(pool.getDefaultAutoCommit()).isFalse();
            assertThat(pool.getRollbackOnReturn()).isTrue();
            assertThat(pool.getAutoCommitOnReturn()).isFalse();
        }
    }

    @Test
    void has_a_connection_for_each_file_that_is_written_at_once_and_for_the_polls_of_each_watch() throws SQLException {
        assertThat(connections(1)).isEqualTo(10);
        assertThat(connections(5)).isEqualTo(5 * (4 + 1) + 2);
        assertThat(connections(30)).as("shared by many").isEqualTo(60);
        assertThat(connections(80)).as("one for each at least").isEqualTo(82);
    }

    private static int connections(int watches) throws SQLException {
        try (BasicDataSource pool = open(SETTINGS)) {
            Pool.size(pool, watches);
            assertThat(pool.getMaxIdle()).isEqualTo(pool.getMaxTotal());
            return pool.getMaxTotal();
        }
    }

    @Test
    void closes_what_nobody_has_used_for_a_minute_but_for_one() throws SQLException {
        try (BasicDataSource pool = open(SETTINGS)) {
            assertThat(pool.getSoftMinEvictableIdleDuration()).isEqualTo(Duration.ofMinutes(1));
            assertThat(pool.getDurationBetweenEvictionRuns()).isPositive();
            assertThat(pool.getNumTestsPerEvictionRun()).isNegative();
            assertThat(pool.getMinIdle()).isEqualTo(1);
        }
    }

    /** It looks every fifteen seconds: that would be a stack trace each time, for as long as the database is away. */
    @Test
    void says_nothing_itself_while_it_keeps_no_connection_ready() throws SQLException {
        AtomicInteger attempts = new AtomicInteger();
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (BasicDataSource pool = Pool.open(new Destination() {
            @Override
            public DatabaseSettings settings() {
                return SETTINGS;
            }

            @Override
            public Connection connect() throws SQLException {
                if (attempts.incrementAndGet() > 1) {
                    throw new SQLException("refused", "08001");
                }
                return idle();
            }
        })) {
            System.setErr(new PrintStream(said, true, UTF_8));
            pool.setDurationBetweenEvictionRuns(Duration.ofMillis(10));
            pool.start();
            assertThatThrownBy(pool::getConnection).hasMessageContaining("refused");
            await().until(() -> attempts.get() > 10);
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(UTF_8)).doesNotContain("swallowed", "refused");
    }

    /** One that does nothing, with success. */
    private static Connection idle() {
        return (Connection) Proxy.newProxyInstance(
                PoolTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    Class<?> type = method.getReturnType();
                    return type == boolean.class ? method.getName().equals("isValid") : type == int.class ? 0 : null;
                });
    }

    @Test
    void asks_a_silent_server_whether_it_is_still_there() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new KeepAliveSocketFactory().createSocket()) {
            socket.connect(server.getLocalSocketAddress());

            assertThat(socket.getKeepAlive()).isTrue();
            if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
                assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(60);
            }
        }
    }
}
