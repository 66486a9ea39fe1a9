package io.jumbo.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.postgresql.PGConnection;

/** How long a line takes from its append to its visible row, at the default poll interval. */
final class Latency {

    private static final int APPENDS = Integer.getInteger("bench.appends", 500);
    private static final int WARM_UP = 50;
    private static final int MOST_MILLISECONDS_BETWEEN = 1000;
    private static final long SEED = 1;

    private final Server server;
    private final Path directory;

    Latency(Server server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /** The server tells of each row when its transaction has committed, so that nobody has to ask in a loop and take a core. */
    void run() throws Exception {
        server.execute("DROP TABLE IF EXISTS t, jumbo_dead_letters, jumbo_offsets; CREATE TABLE t (v float8); CREATE"
                + " OR REPLACE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NOTIFY arrived; RETURN NULL;"
                + " END'; CREATE TRIGGER tell AFTER INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION tell()");
        Path home = Files.createTempDirectory(directory, "home");
        Path file = Files.createDirectories(home.resolve("data")).resolve("instrument.txt");
        Random random = new Random(SEED);
        Series milliseconds = new Series();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                Jumbo process = new Jumbo(server, home, Load.FLOATS.insert())) {
            statement.execute("LISTEN arrived");
            PGConnection arrivals = connection.unwrap(PGConnection.class);
            for (int i = 0; i < WARM_UP + APPENDS; i++) {
                Thread.sleep(random.nextInt(MOST_MILLISECONDS_BETWEEN));
                double taken = append(file, Load.FLOATS.line().apply(i) + "\n", arrivals, process);
                if (i >= WARM_UP) {
                    milliseconds.add(taken);
                }
            }
        }
        System.out.printf("%nMilliseconds from the append of a line to its visible row, %d lines:%n%n", APPENDS);
        System.out.println("| Half of them within | 99 of 100 within | All within |");
        System.out.println("|---|---|---|");
        System.out.printf(
                "| %.0f ms | %.0f ms | %.0f ms |%n",
                milliseconds.median(), milliseconds.percentile(99), milliseconds.percentile(100));
    }

    private static double append(Path file, String line, PGConnection arrivals, Jumbo process) throws Exception {
        long start = System.nanoTime();
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        while (!hasArrived(arrivals)) {
            process.requireAlive();
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static boolean hasArrived(PGConnection arrivals) throws SQLException {
        return arrivals.getNotifications(10_000).length > 0;
    }
}
