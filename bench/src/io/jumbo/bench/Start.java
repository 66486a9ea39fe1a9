package io.jumbo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How long a process takes from its start to the first row of a small file that was there before. */
final class Start {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 11);
    private static final String INSERT = "INSERT INTO t (v) VALUES (%s)";

    private final Server server;
    private final Path directory;

    Start(Server server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    void run() throws Exception {
        Series first = new Series();
        Series again = new Series();
        round(); // fills the caches of the operating system
        for (int i = 0; i < ROUNDS; i++) {
            double[] seconds = round();
            first.add(seconds[0]);
            again.add(seconds[1]);
        }
        System.out.printf(
                "%nSeconds from the start of the process to the first visible row, %d starts, median"
                        + " (least–greatest):%n%n",
                ROUNDS);
        System.out.println("| Start | Seconds |");
        System.out.println("|---|---|");
        System.out.printf("| for the first time: Jumbo's tables are created | %s |%n", first);
        System.out.printf("| again, one line more in the file | %s |%n", again);
    }

    /** Seconds of the first start and of the next one. */
    private double[] round() throws Exception {
        server.execute(
                "DROP TABLE IF EXISTS t, jumbo_dead_letters, jumbo_offsets; CREATE TABLE t (v float8 PRIMARY KEY)");
        Path home = Files.createTempDirectory(directory, "home");
        Path file = Files.createDirectories(home.resolve("data")).resolve("small.txt");
        Files.writeString(file, "1.5\n2.5\n3.5\n");
        double first = secondsTo(3, home);
        Files.writeString(file, "4.5\n", StandardOpenOption.APPEND);
        return new double[] {first, secondsTo(4, home)};
    }

    private double secondsTo(int rows, Path home) throws SQLException, IOException, InterruptedException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            try (Jumbo process = new Jumbo(server, home, INSERT)) {
                while (count(statement) < rows) {
                    process.requireAlive();
                    Thread.sleep(2);
                }
                return (System.nanoTime() - start) / 1e9;
            }
        }
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
            row.next();
            return row.getLong(1);
        }
    }
}
