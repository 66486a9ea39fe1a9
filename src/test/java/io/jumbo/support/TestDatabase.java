package io.jumbo.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh database on a real PostgreSQL server; unless said otherwise on the one of this JVM. */
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final int port;
    private final String name;

    private TestDatabase(int port, String name) {
        this.port = port;
        this.name = name;
    }

    /** Started with the first test that needs it, stopped with the JVM. It does not outlive a crash of the machine, and no test asks it to: {@link PostgresServer} does. */
    private static final class Server {
        private static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(Files.createTempDirectory("jumbo-test-postgres"))
                        .setOverrideWorkingDirectory(PostgresServer.programs().toFile())
                        .setServerConfig(
                                "autovacuum",
                                "off") // it would come round to one of hundreds of databases ten times a second
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static TestDatabase create() {
        return createOn(Server.INSTANCE.getPort());
    }

    /** A fresh database on another server. */
    public static TestDatabase createOn(int port) {
        TestDatabase database = new TestDatabase(port, "jumbo_test_" + NUMBER.incrementAndGet());
        maintenance(port).execute("CREATE DATABASE " + database.name);
        return database;
    }

    /** The database of a server that is always there, from which others are created and dropped. */
    public static TestDatabase maintenance(int port) {
        return new TestDatabase(port, "postgres");
    }

    /** Removes it, whoever is still connected. Hundreds of them would take the end of all tests half a minute to remove. */
    public void drop() {
        maintenance(port).column("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?", name);
        maintenance(port).execute("DROP DATABASE " + name);
    }

    /** Empties a database that several tests use one after the other; making a new one for each takes longer. */
    public TestDatabase cleared() {
        execute("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC");
        return this;
    }

    /** 12, 18 and so on: what a newer server can do more, a test of it may assume. */
    public static int serverVersion() {
        return Integer.parseInt(maintenance(Server.INSTANCE.getPort())
                        .column("SHOW server_version_num")
                        .get(0))
                / 10_000;
    }

    public int port() {
        return port;
    }

    public String name() {
        return name;
    }

    public DataSource dataSource() {
        return dataSource("postgres");
    }

    public DataSource dataSource(String user) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port()});
        dataSource.setDatabaseName(name);
        dataSource.setUser(user);
        dataSource.setApplicationName(name);
        return dataSource;
    }

    /** Runs statements, each committed. */
    public void execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of every row as text. */
    public List<String> column(String sql, Object... parameters) {
        List<String> values = new ArrayList<>();
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    values.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return values;
    }

    public long count(String table) {
        return Long.parseLong(column("SELECT count(*) FROM " + table).get(0));
    }
}
