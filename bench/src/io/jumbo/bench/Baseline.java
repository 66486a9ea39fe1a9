package io.jumbo.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** What Jumbo is measured against: {@code psql \copy}, or the driver's COPY where there is no psql. */
final class Baseline {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Server server;
    private final boolean psql;

    Baseline(Server server) {
        this.server = server;
        this.psql = isThere();
    }

    private static boolean isThere() {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return psql ? "psql \\copy" : "the driver's COPY";
    }

    /** Seconds for a file, without the time to connect. */
    double seconds(Path file, String options) throws IOException, InterruptedException, SQLException {
        return psql ? ofPsql(file, options) : ofDriver(file, options);
    }

    private double ofPsql(Path file, String options) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "psql", "-X", "-q", "-h", "127.0.0.1", "-p", String.valueOf(server.port()), "-U", "postgres",
                        "-c", "\\timing on", "-c", "\\copy t FROM '" + file + "' " + options)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0 || !output.contains("Time: ")) {
            throw new IllegalStateException(output);
        }
        String time = output.substring(output.lastIndexOf("Time: ") + 6);
        return Double.parseDouble(time.substring(0, time.indexOf(' '))) / 1000;
    }

    private double ofDriver(Path file, String options) throws IOException, SQLException {
        try (Connection connection = server.connect();
                InputStream in = Files.newInputStream(file)) {
            long start = System.nanoTime();
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t FROM STDIN " + options, in, BUFFER_BYTES);
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
