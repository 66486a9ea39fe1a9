package io.jumbo.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.SslMode;
import io.jumbo.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Through an encrypted connection the zone of this machine is told to the server no more than through a plain one, and all else is as ever. */
@DisabledOnOs(OS.WINDOWS)
class StartupTlsIT {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String IS_TLS = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    private static final String ZONE = "SELECT setting || ' ' || source FROM pg_settings WHERE name = 'TimeZone'";

    @TempDir
    private static Path directory;

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDatabase SERVER = TestDatabase.maintenance(DATABASE.port());

    @BeforeAll
    static void encrypt() throws Exception {
        certify("server");
        certify("stranger");
        SERVER.execute("ALTER SYSTEM SET ssl_cert_file = '" + directory.resolve("server.crt") + "'");
        SERVER.execute("ALTER SYSTEM SET ssl_key_file = '" + directory.resolve("server.key") + "'");
        SERVER.execute("ALTER SYSTEM SET ssl = on");
        SERVER.execute("SELECT pg_reload_conf()");
        await().untilAsserted(() -> assertThat(SERVER.column(IS_TLS)).containsExactly("t"));
    }

    @AfterAll
    static void encrypt_no_more() {
        for (String parameter : List.of("ssl", "ssl_cert_file", "ssl_key_file")) {
            SERVER.execute("ALTER SYSTEM RESET " + parameter);
        }
        SERVER.execute("SELECT pg_reload_conf()");
    }

    /** A key and its self-made certificate for 127.0.0.1, as the server reads them. */
    private static void certify(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Path log = directory.resolve(name + ".log");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        name,
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(log)).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
        pem(name + ".key", "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
    }

    private static void pem(String file, String what, byte[] content) throws Exception {
        Path path = directory.resolve(file);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                path,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + what + "-----\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = SslMode.class,
            names = {"PREFER", "REQUIRE", "VERIFY_CA", "VERIFY_FULL"})
    void zone_of_this_machine_is_not_told_through_an_encrypted_connection(SslMode mode) throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("PST")); // which the server does not know
        try (Connection connection = Pool.connect(settings(mode, "server.crt"))) {
            assertThat(answer(connection, IS_TLS)).isEqualTo("t");
            assertThat(answer(connection, ZONE)).isEqualTo("UTC command line");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void server_of_another_certificate_is_refused_as_ever() {
        assertThatThrownBy(() -> Pool.connect(settings(SslMode.VERIFY_FULL, "stranger.crt")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SSL error");
    }

    /** Statements of more than one TLS record, in both directions, and a cancel, which makes a connection of its own. */
    @Test
    void long_statements_and_answers_pass_and_a_cancel_arrives() throws Exception {
        try (Connection connection = Pool.connect(settings(SslMode.REQUIRE, "server.crt"))) {
            String text = "x".repeat(1_000_000);
            assertThat(answer(connection, "SELECT '" + text + "' || repeat('y', 1000000)"))
                    .isEqualTo(text + "y".repeat(1_000_000));
            try (var statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            }
        }
    }

    private static DatabaseSettings settings(SslMode mode, String certificate) {
        return new DatabaseSettings(
                "127.0.0.1",
                DATABASE.port(),
                DATABASE.name(),
                "postgres",
                "",
                Optional.of(mode),
                Optional.of(directory.resolve(certificate)),
                Optional.empty());
    }

    private static String answer(Connection connection, String question) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
