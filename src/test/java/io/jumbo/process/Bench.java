package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.PostgresServer;
import io.jumbo.support.TestDatabase;
import io.jumbo.support.TornWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;

/**
 * What a test of processes needs: a watched directory, a database on a server that can be crashed, working directories for Jumbos, and the question
 * whether every complete line is there exactly once. The table {@code rows} has no unique key, so that a double shows.
 */
final class Bench {

    static final String COPY = "INSERT INTO rows (line, path) VALUES (%s, %(path)s)";
    static final String BATCH = "INSERT INTO rows (line, path) SELECT %s, %(path)s";

    /** Multiplies the rounds of every test. */
    static final int LONG_RUN = Integer.getInteger("jumbo.long-run", 1);

    /** For a machine that does ten other things; nothing is decided by it but that a test has failed. */
    static final Duration PATIENCE = Duration.ofSeconds(180L * LONG_RUN);

    private static final String SEED = "jumbo.seed";

    static final String TABLE = """
            CREATE TABLE rows (
              seq  bigint GENERATED ALWAYS AS IDENTITY,
              path text,
              line text,
              n    bigint GENERATED ALWAYS AS (split_part(line, ' ', 1)::bigint) STORED)
            """;

    /** Rows that are not the successor of the row before them in their file: a hole, a double, or out of order. */
    private static final String OUT_OF_PLACE = """
            SELECT path || ': ' || n || ' after ' || before || ' in row ' || seq FROM (
              SELECT seq, path, n, coalesce(lag(n) OVER (PARTITION BY path ORDER BY seq), 0) AS before FROM rows) AS numbered
            WHERE n <> before + 1 ORDER BY seq LIMIT 10
            """;

    /** A number that is missing may still be that of a row in a transaction under way; the snapshot of the statement itself says whether there is one. */
    private static final String TAKEN_BACK = "SELECT CASE WHEN txid_snapshot_xmin(txid_current_snapshot())"
            + " = txid_snapshot_xmax(txid_current_snapshot()) THEN coalesce(max(seq), 0) - count(*) ELSE 0 END FROM rows";

    private static final String WRITING = "SELECT pid FROM pg_stat_activity WHERE datname = ? AND usename = ?"
            + " AND state <> 'idle' AND (query LIKE 'INSERT INTO rows%' OR query LIKE 'COPY rows%')";

    private static final String ROLE = "postgres";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path directory;
    private final Path data;
    private final TestDatabase database;
    private final Properties options = new Properties();
    private final Map<String, String> connection = new TreeMap<>();

    /** With a database on the shared server. */
    Bench(Path directory) throws IOException {
        this(
                directory,
                Files.createDirectory(directory.resolve("instrument")),
                TestDatabase.createOn(PostgresServer.shared().port()));
        database.execute(TABLE);
    }

    /** With a database that is there, and has the table. */
    Bench(Path directory, Path data, TestDatabase database) {
        this.directory = directory;
        this.data = data;
        this.database = database;
        option("directory", data.toString());
        option("insert", COPY);
        option("create-table", "");
        option("poll-interval", "20ms");
        connectTo(database.port(), database.name(), ROLE, "none");
    }

    /** The seed of all that is random in a test: the one given by {@code -Djumbo.seed}, or a new one. Printed. */
    static Random random(String test) {
        long seed = Long.getLong(SEED, new Random().nextLong());
        System.out.println(test + ": repeat with -D" + SEED + "=" + seed);
        return new Random(seed);
    }

    /** An option of every Jumbo started from now on. */
    Bench option(String key, String value) {
        options.setProperty("jumbo." + key, value);
        return this;
    }

    /** Where every Jumbo started from now on finds its database. */
    Bench connectTo(int port, String name, String user, String password) {
        connection.put("DATABASE_HOST", "127.0.0.1");
        connection.put("DATABASE_PORT", String.valueOf(port));
        connection.put("DATABASE_NAME", name);
        connection.put("DATABASE_USERNAME", user);
        connection.put("DATABASE_PASSWORD", password);
        connection.put("DATABASE_SSLMODE", "disable");
        return this;
    }

    /** Creates a role that may do everything, or gives it another password, kept as {@code pg_hba.conf} asks for it, which is the default only from 14 on. */
    static void giveRole(String role, String password) {
        TestDatabase server = TestDatabase.maintenance(PostgresServer.shared().port());
        if (server.column("SELECT rolname FROM pg_roles WHERE rolname = ?", role)
                .isEmpty()) {
            server.execute("CREATE ROLE " + role + " SUPERUSER LOGIN");
        }
        server.execute(
                "SET password_encryption = 'scram-sha-256'; ALTER ROLE " + role + " PASSWORD '" + password + "'");
    }

    TestDatabase database() {
        return database;
    }

    PostgresServer server() {
        return PostgresServer.shared();
    }

    /** The watched directory. */
    Path data() {
        return data;
    }

    /** An empty working directory with {@code jumbo.env} and {@code application.properties}. */
    Path newWorkplace() throws IOException {
        Path workplace = Files.createDirectory(directory.resolve("workplace" + NUMBER.incrementAndGet()));
        Files.writeString(
                workplace.resolve("jumbo.env"),
                connection.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining("\n")));
        try (var out = Files.newBufferedWriter(workplace.resolve("application.properties"))) {
            options.store(out, null);
        }
        return workplace;
    }

    /** Jumbo in a working directory of its own. */
    JumboProcess start(String... jvmOptions) throws IOException {
        return JumboProcess.start(newWorkplace(), List.of(jvmOptions), Map.of());
    }

    long rows() {
        return database.count("rows");
    }

    /** Waits until there are more rows by so many, while a Jumbo runs. */
    void awaitMoreRows(long more, JumboProcess jumbo) {
        long before = rows();
        awaiting(jumbo).untilAsserted(() -> assertThat(rows()).as(jumbo::output).isGreaterThanOrEqualTo(before + more));
    }

    /** Waits until a Jumbo is in the middle of writing rows. */
    void awaitWriting(JumboProcess jumbo) {
        awaitWriting(ROLE, jumbo);
    }

    /** The same for one of several, which connects as this role. */
    void awaitWriting(String role, JumboProcess jumbo) {
        awaiting(jumbo)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !database.column(WRITING, database.name(), role).isEmpty());
    }

    /** Rows that were written and rolled back: each took a number that no row has. While transactions are under way that is not known, and none is counted. */
    long rowsTakenBack() {
        return Long.parseLong(database.column(TAKEN_BACK).get(0));
    }

    /** Ends every connection with the server that bears this application name. */
    void terminateBackends(String application) {
        database.column(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND application_name = ?",
                database.name(),
                application);
    }

    static ConditionFactory awaiting() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    /** For conditions that a Jumbo fulfils while it runs. */
    ConditionFactory awaiting(JumboProcess jumbo) {
        return awaiting()
                .failFast(
                        "it has ended",
                        () -> assertThat(jumbo.isAlive()).as(jumbo::output).isTrue());
    }

    /** Waits until the offsets stand at the ends of the files, while a Jumbo runs. */
    void awaitEnds(Map<String, Long> lines, JumboProcess jumbo) {
        awaiting(jumbo)
                .untilAsserted(
                        () -> assertThat(offsetsIfThere()).as(jumbo::output).isEqualTo(sizes(lines)));
    }

    /** Every complete line exactly once, in file order, nothing rejected, every offset at the end of its file. */
    void assertExactlyOnce(Map<String, Long> lines) throws IOException {
        assertThat(database.column(OUT_OF_PLACE)).as("holes, doubles, disorder").isEmpty();
        Map<String, Long> counts = database.column("SELECT path || '=' || max(n) FROM rows GROUP BY path").stream()
                .collect(Collectors.toMap(
                        row -> row.substring(0, row.indexOf('=')),
                        row -> Long.valueOf(row.substring(row.indexOf('=') + 1))));
        assertThat(counts).isEqualTo(lines);
        assertThat(database.column("SELECT line FROM rows WHERE line <> " + TornWriter.LINE + " LIMIT 10"))
                .as("torn lines")
                .isEmpty();
        assertThat(database.column("SELECT reason FROM jumbo_dead_letters LIMIT 10"))
                .as("dead letters")
                .isEmpty();
        assertThat(offsets()).isEqualTo(sizes(lines));
    }

    /** None if there is no server, no database or no table yet. */
    private Map<String, String> offsetsIfThere() {
        try {
            return offsets();
        } catch (IllegalStateException e) {
            return Map.of("unknown", e.getCause().toString());
        }
    }

    private Map<String, String> offsets() {
        return database.column("SELECT path || '=' || next_byte || ' ' || lines FROM jumbo_offsets").stream()
                .collect(Collectors.toMap(
                        row -> row.substring(0, row.indexOf('=')), row -> row.substring(row.indexOf('=') + 1)));
    }

    private Map<String, String> sizes(Map<String, Long> lines) throws IOException {
        Map<String, String> sizes = new TreeMap<>();
        for (Map.Entry<String, Long> file : lines.entrySet()) {
            sizes.put(file.getKey(), Files.size(data.resolve(file.getKey())) + " " + file.getValue());
        }
        return sizes;
    }
}
