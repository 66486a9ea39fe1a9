package io.jumbo.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.SslMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
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
