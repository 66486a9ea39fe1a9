package io.jumbo.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long the lines of a steady writer take from their append to their visible rows, at the default poll interval, and what that costs. */
final class SteadyWriter {

    private static final int LINES = Integer.getInteger("bench.steady", 6000);
    private static final int WARM_UP = Integer.getInteger("bench.warm-up", 30_000);
    private static final long NANOS_BETWEEN = 10_000_000;
    private static final long NANOS_LOST = 60_000_000_000L;

    private final Server server;
    private final Path directory;

    /** When each line was appended. */
    private final AtomicLongArray appendedAt = new AtomicLongArray(WARM_UP + LINES);

    private int arrived;

    SteadyWriter(Server server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /** The greatest number in the table is asked for every millisecond or two: so exact are the figures. No trigger: it would have the rows written one by one. */
    void run() throws Exception {
        server.execute("DROP TABLE IF EXISTS t, jumbo_dead_letters, jumbo_offsets; CREATE TABLE t (v int PRIMARY KEY)");
        Path home = Files.createTempDirectory(directory, "home");
        Path file = Files.createDirectories(home.resolve("data")).resolve("instrument.txt");
        ExecutorService instrument = Executors.newSingleThreadExecutor();
        try (Jumbo process = new Jumbo(server, home, Load.FLOATS.insert());
                Connection connection = server.connect();
                PreparedStatement greatest = connection.prepareStatement("SELECT coalesce(max(v), -1) FROM t")) {
            Future<?> writing = instrument.submit(() -> {
                write(file);
                return null;
            });
            arrive(greatest, WARM_UP, process);
            long start = System.nanoTime();
            double before = process.processorSeconds();
            Series milliseconds = arrive(greatest, WARM_UP + LINES, process);
            double share = (process.processorSeconds() - before) / ((System.nanoTime() - start) / 1e9);
            writing.get();
            print(milliseconds, share);
        } finally {
            instrument.shutdownNow();
        }
    }

    private void write(Path file) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < WARM_UP + LINES; i++) {
            long early = start + i * NANOS_BETWEEN - System.nanoTime();
            if (early > 0) {
                Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
            }
            appendedAt.set(i, System.nanoTime());
            Files.writeString(file, i + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Waits for so many rows; returns how long those took that were not there yet. */
    private Series arrive(PreparedStatement greatest, int all, Jumbo process) throws Exception {
        Series milliseconds = new Series();
        long lastAt = System.nanoTime();
        while (arrived < all) {
            Thread.sleep(1);
            int there;
            try (ResultSet row = greatest.executeQuery()) {
                row.next();
                there = row.getInt(1) + 1;
            }
            long now = System.nanoTime();
            lastAt = there > arrived ? now : lastAt;
            for (; arrived < there; arrived++) {
                milliseconds.add((now - appendedAt.get(arrived)) / 1e6);
            }
            process.requireAlive();
            if (now - lastAt > NANOS_LOST) {
                throw new IllegalStateException("no line after " + arrived + " has come for a minute");
            }
        }
        return milliseconds;
    }

    private static void print(Series milliseconds, double share) {
        System.out.printf("%nThe same of a writer of 100 lines a second, %d lines:%n%n", LINES);
        System.out.println("| Half of them within | 99 of 100 within | All within | Share of one core |");
        System.out.println("|---|---|---|---|");
        System.out.printf(
                "| %.0f ms | %.0f ms | %.0f ms | %.1f %% |%n",
                milliseconds.median(), milliseconds.percentile(99), milliseconds.percentile(100), 100 * share);
    }
}
