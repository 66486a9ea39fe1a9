package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.PostgresServer;
import io.jumbo.support.TestDatabase;
import io.jumbo.support.TornWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that cannot be used when the process starts: it waits, says why once, and goes on by itself. */
class StartIT {

    private static final Map<String, Long> LINES = Map.of("a.txt", 2_000L);
    private static final String WAITS = "the database takes no rows";
    private static final String PAUSED = "paused until this is mended";
    private static final String GOES_ON = "goes on after";

    @TempDir
    Path directory;

    @Test
    void a_server_that_is_down() throws Exception {
        Bench bench = new Bench(directory);
        bench.server().crash();
        try (JumboProcess jumbo = bench.start()) {
            try {
                jumbo.awaitOutput(WAITS);
                TornWriter.backlog(bench.data().resolve("a.txt"), LINES.get("a.txt"));
            } finally {
                bench.server().start();
            }
            assertGoesOn(bench, jumbo, WAITS);
            assertThat(jumbo.linesWith(PAUSED)).as(jumbo.output()).isZero();
        }
    }

    @Test
    void a_password_that_is_wrong() throws Exception {
        Bench bench = new Bench(directory);
        Bench.giveRole(PostgresServer.WITH_PASSWORD, "another one");
        bench.connectTo(
                bench.database().port(), bench.database().name(), PostgresServer.WITH_PASSWORD, "the right one");
        TornWriter.backlog(bench.data().resolve("a.txt"), LINES.get("a.txt"));
        try (JumboProcess jumbo = bench.start()) {
            jumbo.awaitOutput(PAUSED).awaitOutput("SQLSTATE 28P01");
            assertThat(bench.rows()).isZero();
            assertThat(bench.database().column("SELECT to_regclass('jumbo_offsets')"))
                    .containsOnlyNulls();
            Bench.giveRole(PostgresServer.WITH_PASSWORD, "the right one");
            assertGoesOn(bench, jumbo, PAUSED);
        }
    }

    @Test
    void a_role_that_is_missing() throws Exception {
        Bench bench = new Bench(directory);
        TestDatabase server = TestDatabase.maintenance(bench.database().port());
        server.execute("DROP ROLE IF EXISTS later");
        bench.connectTo(server.port(), bench.database().name(), "later", "none");
        TornWriter.backlog(bench.data().resolve("a.txt"), LINES.get("a.txt"));
        try (JumboProcess jumbo = bench.start()) {
            jumbo.awaitOutput(PAUSED).awaitOutput("SQLSTATE 28000");
            server.execute("CREATE ROLE later SUPERUSER LOGIN");
            assertGoesOn(bench, jumbo, PAUSED);
        }
    }

    @Test
    void a_database_that_is_missing() throws Exception {
        Bench bench = new Bench(directory);
        TestDatabase server = TestDatabase.maintenance(bench.database().port());
        server.execute("ALTER DATABASE " + bench.database().name() + " RENAME TO not_yet");
        TornWriter.backlog(bench.data().resolve("a.txt"), LINES.get("a.txt"));
        try (JumboProcess jumbo = bench.start()) {
            jumbo.awaitOutput(PAUSED).awaitOutput("SQLSTATE 3D000");
            server.execute(
                    "ALTER DATABASE not_yet RENAME TO " + bench.database().name());
            assertGoesOn(bench, jumbo, PAUSED);
        }
    }

    /** The table of the user's, and the privilege to write it. */
    @Test
    void a_table_that_is_missing_and_then_not_permitted() throws Exception {
        Bench bench = new Bench(directory);
        TestDatabase server = TestDatabase.maintenance(bench.database().port());
        server.execute("DROP ROLE IF EXISTS technician");
        server.execute("CREATE ROLE technician LOGIN");
        bench.database().execute("GRANT CREATE ON SCHEMA public TO technician; ALTER TABLE rows RENAME TO not_yet");
        bench.connectTo(server.port(), bench.database().name(), "technician", "none");
        TornWriter.backlog(bench.data().resolve("a.txt"), LINES.get("a.txt"));
        try (JumboProcess jumbo = bench.start()) {
            jumbo.awaitOutput(PAUSED).awaitOutput("SQLSTATE 42P01");
            bench.database().execute("ALTER TABLE not_yet RENAME TO rows");
            jumbo.awaitOutput("SQLSTATE 42501");
            assertThat(bench.rows()).isZero();
            assertThat(bench.database().column("SELECT next_byte FROM jumbo_offsets"))
                    .containsExactly("0");
            assertThat(bench.database().count("jumbo_dead_letters")).isZero();
            bench.database().execute("GRANT ALL ON rows TO technician");
            bench.awaitEnds(LINES, jumbo);
            jumbo.awaitOutput(GOES_ON); // told after the commit
            assertThat(jumbo.linesWith(PAUSED)).as(jumbo.output()).isEqualTo(2);
            assertThat(jumbo.linesWith(GOES_ON)).as(jumbo.output()).isEqualTo(1);
            assertThat(jumbo.stop()).isZero();
            bench.assertExactlyOnce(LINES);
        } finally {
            bench.database().execute("DROP OWNED BY technician");
        }
    }

    private static void assertGoesOn(Bench bench, JumboProcess jumbo, String told) throws Exception {
        bench.awaitEnds(LINES, jumbo);
        jumbo.awaitOutput(GOES_ON); // told after the commit
        assertThat(jumbo.linesWith(told)).as(jumbo.output()).isEqualTo(1);
        assertThat(jumbo.linesWith(GOES_ON)).as(jumbo.output()).isEqualTo(1);
        assertThat(jumbo.stop()).isZero();
        bench.assertExactlyOnce(LINES);
    }
}
