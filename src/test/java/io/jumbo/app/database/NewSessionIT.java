package io.jumbo.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.SslMode;
import io.jumbo.support.TestDatabase;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection of the process is, but for what the role, the database and the server say. */
class NewSessionIT {

    private final TestDatabase database = TestDatabase.create();

    @ParameterizedTest
    @ValueSource(strings = {"Lab", "my lab", "lab, public", "o'brien", "say \"x\"", "ΩЖ", "select", "a\\b"})
    void a_schema_is_the_one_of_exactly_this_name(String schema) throws SQLException {
        String quoted = '"' + schema.replace("\"", "\"\"") + '"';
        database.execute("CREATE SCHEMA lab; CREATE SCHEMA " + quoted);
        try (Connection connection = Pool.connect(settings("postgres", Optional.of(schema)))) {
            assertThat(answer(connection, "SELECT current_schema()")).isEqualTo(schema);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Lab|there is lab, and capitals count: write DATABASE_SCHEMA = lab",
                "\"lab\"|there is lab, and capitals count: write DATABASE_SCHEMA = lab",
                "lab,public|write the name of one schema, without quotes",
                "raw|create it, or correct the name, without quotes"
            })
    void a_schema_that_is_not_there_is_told_with_the_nearest_one(String schema, String remedy) throws SQLException {
        database.execute("CREATE SCHEMA lab");
        assertThatThrownBy(() -> Pool.connect(settings("postgres", Optional.of(schema))))
                .hasMessage("DATABASE_SCHEMA = " + schema + ": there is no schema of this name in " + database.name()
                        + "; " + remedy)
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("3F000");
    }

    /** The watch tells it then, with all else that the role lacks: RightsIT. */
    @Test
    void a_schema_that_may_not_be_used_is_looked_in_all_the_same() throws SQLException {
        String role = "guest_of_" + database.name();
        database.execute("CREATE SCHEMA \"My Lab\"; CREATE ROLE " + role + " LOGIN");
        try (Connection connection = Pool.connect(settings(role, Optional.of("My Lab")))) {
            assertThat(answer(connection, "SHOW search_path")).isEqualTo("\"My Lab\"");
        }
    }

    @Test
    void without_a_schema_the_roles_search_path_counts() throws SQLException {
        database.execute("CREATE SCHEMA lab; ALTER DATABASE " + database.name() + " SET search_path = lab");
        try (Connection connection = Pool.connect(settings("postgres", Optional.empty()))) {
            assertThat(answer(connection, "SELECT current_schema()")).isEqualTo("lab");
        }
    }

    /** PostgreSQL knows no zone PST: sent by the driver, it makes every connection fail. */
    @ParameterizedTest
    @ValueSource(strings = {"PST", "IST", "JST", "GMT+09:00", "America/New_York"})
    void the_zone_of_this_machine_is_never_told_to_the_server(String zone) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (Connection connection = Pool.connect(settings("postgres", Optional.empty()))) {
            assertThat(answer(connection, "SELECT setting || ' ' || source FROM pg_settings WHERE name = 'TimeZone'"))
                    .isEqualTo("UTC command line");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void the_zone_of_the_database_is_the_sessions_own() throws SQLException {
        database.execute("ALTER DATABASE " + database.name() + " SET timezone = 'Asia/Tokyo'");
        try (Connection connection = Pool.connect(settings("postgres", Optional.empty()))) {
            assertThat(answer(connection, "SELECT setting || ' ' || source FROM pg_settings WHERE name = 'TimeZone'"))
                    .isEqualTo("Asia/Tokyo database");
        }
    }

    /** The next transaction may be another server process's, which knows no statement of this one, or another one under its name. */
    @Test
    void behind_a_pooler_no_statement_is_kept_that_the_server_has_parsed() throws Exception {
        try (ServerSocket pooler = pooler();
                Connection connection = Pool.connect(new DatabaseSettings(
                        "127.0.0.1",
                        pooler.getLocalPort(),
                        database.name(),
                        "postgres",
                        "",
                        Optional.of(SslMode.DISABLE),
                        Optional.empty(),
                        Optional.empty()))) {
            assertThat(kept(connection)).isZero();
        }
        try (Connection direct = Pool.connect(settings("postgres", Optional.empty()))) {
            assertThat(kept(direct)).isPositive();
        }
    }

    private static int kept(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        for (int i = 0; i < 12; i++) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT ?::int")) {
                statement.setInt(1, i);
                statement.execute();
            }
            connection.commit();
        }
        return Integer.parseInt(answer(connection, "SELECT count(*) FROM pg_prepared_statements"));
    }

    /** Passes one connection on, but tells the client another number of the server's process, as a pooler does. */
    private ServerSocket pooler() throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread pooler = new Thread(() -> {
            try (Socket client = listener.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), database.port())) {
                Thread up = new Thread(() -> copy(client, server));
                up.setDaemon(true);
                up.start();
                DataInputStream from = new DataInputStream(server.getInputStream());
                DataOutputStream to = new DataOutputStream(client.getOutputStream());
                int type = from.read();
                while (type != 'K') {
                    byte[] body = new byte[from.readInt() - Integer.BYTES];
                    from.readFully(body);
                    to.write(type);
                    to.writeInt(body.length + Integer.BYTES);
                    to.write(body);
                    type = from.read();
                }
                to.write(type);
                to.writeInt(from.readInt());
                to.writeInt(from.readInt() + 1);
                copy(server, client);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        pooler.setDaemon(true);
        pooler.start();
        return listener;
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            assertThat(e).as("one side has closed").isInstanceOf(SocketException.class);
        }
    }

    private DatabaseSettings settings(String user, Optional<String> schema) {
        return new DatabaseSettings(
                "127.0.0.1", database.port(), database.name(), user, "", Optional.empty(), Optional.empty(), schema);
    }

    private static String answer(Connection connection, String question) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
