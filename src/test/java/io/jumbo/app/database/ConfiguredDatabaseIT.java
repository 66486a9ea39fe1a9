package io.jumbo.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jumbo.app.setup.JumboEnv;
import io.jumbo.support.TestDatabase;
import io.jumbo.write.failure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens when jumbo.env is corrected while the process runs. */
class ConfiguredDatabaseIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    Path directory;

    private void write(int port, String name, String user) throws IOException {
        Files.writeString(
                directory.resolve(JumboEnv.FILE),
                "DATABASE_HOST = 127.0.0.1\nDATABASE_PORT = " + port + "\nDATABASE_NAME = " + name
                        + "\nDATABASE_USERNAME = " + user + "\nDATABASE_PASSWORD = none\nDATABASE_SSLMODE = disable\n");
    }

    private Database open(Map<String, String> environment) {
        return Database.open(directory, environment, () -> false);
    }

    private static String connectedTo(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getCatalog();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, lab_of_nobody, postgres", "0, '', nobody", "1, '', postgres"})
    void corrected_file_goes_on_by_itself(int wrongPort, String wrongName, String user) throws Exception {
        String name = wrongName.isEmpty() ? DATABASE.name() : wrongName;
        write(wrongPort == 0 ? DATABASE.port() : wrongPort, name, user);
        try (Database database = open(Map.of())) {
            assertThatThrownBy(() -> connectedTo(database.dataSource())).isInstanceOf(SQLException.class);

            write(DATABASE.port(), DATABASE.name(), "postgres");

            assertThat(connectedTo(database.dataSource())).isEqualTo(DATABASE.name());
            assertThat(database.settings().place()).startsWith(DATABASE.name() + " on ");
        }
    }

    @Test
    void who_may_not_connect_is_told_the_grant_and_a_corrected_file_goes_on() throws Exception {
        TestDatabase closed = TestDatabase.create();
        closed.execute("REVOKE CONNECT ON DATABASE " + closed.name()
                + " FROM PUBLIC; DROP ROLE IF EXISTS \"No \"\"body\";" + "CREATE ROLE \"No \"\"body\" LOGIN");
        write(closed.port(), closed.name(), "No \"body");
        try (Database database = open(Map.of())) {
            String grant = "GRANT CONNECT ON DATABASE \"" + closed.name() + "\" TO \"No \"\"body\";";
            Throwable refused = catchThrowable(() -> connectedTo(database.dataSource()));
            assertThat(Reason.of(refused))
                    .contains("permission denied for database")
                    .endsWith(grant);

            write(closed.port(), closed.name(), "postgres");
            assertThat(connectedTo(database.dataSource())).isEqualTo(closed.name());

            closed.execute(grant);
        } finally {
            closed.execute("DROP OWNED BY \"No \"\"body\"; DROP ROLE \"No \"\"body\"");
        }
    }

    @Test
    void broken_file_changes_nothing() throws Exception {
        write(1, DATABASE.name(), "postgres");
        try (Database database = open(Map.of())) {
            Files.writeString(directory.resolve(JumboEnv.FILE), "DATABASE_HOST = x\nnonsense\n");
            assertThatThrownBy(() -> connectedTo(database.dataSource())).hasMessageContaining("127.0.0.1:1");
            Files.delete(directory.resolve(JumboEnv.FILE));
            assertThatThrownBy(() -> connectedTo(database.dataSource())).hasMessageContaining("127.0.0.1:1");
            assertThat(database.settings().port()).isEqualTo(1);

            write(DATABASE.port(), DATABASE.name(), "postgres");
            assertThat(connectedTo(database.dataSource())).isEqualTo(DATABASE.name());
        }
    }

    @Test
    void environment_wins_over_the_corrected_file_too() throws Exception {
        write(1, "ignored", "postgres");
        try (Database database = open(Map.of("DATABASE_NAME", DATABASE.name()))) {
            assertThatThrownBy(() -> connectedTo(database.dataSource())).isInstanceOf(SQLException.class);

            write(DATABASE.port(), "ignored", "postgres");

            assertThat(connectedTo(database.dataSource())).isEqualTo(DATABASE.name());
        }
    }

    @Test
    void file_is_left_alone_as_long_as_the_database_answers() throws Exception {
        write(DATABASE.port(), DATABASE.name(), "postgres");
        try (Database database = open(Map.of())) {
            assertThat(connectedTo(database.dataSource())).isEqualTo(DATABASE.name());

            write(DATABASE.port(), "postgres", "postgres");

            assertThat(connectedTo(database.dataSource())).isEqualTo(DATABASE.name());
        }
    }

    /** Else some rows would go to one database and some to the other. */
    @Test
    void connections_to_the_former_place_are_cut() throws Exception {
        TestDatabase former = TestDatabase.create();
        former.execute("CREATE ROLE leaving SUPERUSER LOGIN");
        write(former.port(), former.name(), "leaving");
        try (Database database = open(Map.of());
                Connection old = database.dataSource().getConnection()) {
            assertThat(old.isValid(5)).isTrue();
            former.execute("ALTER ROLE leaving NOLOGIN"); // who is in stays in
            write(DATABASE.port(), DATABASE.name(), "postgres");

            assertThat(connectedTo(database.dataSource())).isEqualTo(DATABASE.name());

            assertThat(old.isValid(5)).isFalse();
        } finally {
            former.execute("DROP ROLE leaving");
        }
    }
}
