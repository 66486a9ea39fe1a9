package io.jumbo.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each option about files of instruments costs: rows per second beside a Jumbo that reads the same values from a plain CSV file, in turn. */
final class Instruments {

    private static final long LINES = Long.getLong("bench.lines", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final InstrumentFile PLAIN = new InstrumentFile(
            "plain", Load.CSV.insert(), "", Load.CSV.line(), StandardCharsets.UTF_8, List.of());

    private final Server server;
    private final Path directory;
    private final Offsets offsets;

    /** Lines so far: no two files have one in common. */
    private long written;

    Instruments(Server server, Path directory) {
        this.server = server;
        this.directory = directory;
        this.offsets = new Offsets(server);
    }

    void run() throws Exception {
        System.out.printf(
                "%nRows of %,d lines of 6 typed columns, %d rounds, each beside plain CSV; ratio of the speeds, median (least–greatest):%n%n",
                LINES, ROUNDS);
        System.out.println("| Case | Plain CSV, rows/s | Rows/s | Ratio |");
        System.out.println("|---|---|---|---|");
        server.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (" + Load.CSV.table() + ");"
                + " DROP TABLE IF EXISTS jumbo_dead_letters; DROP TABLE IF EXISTS jumbo_offsets");
        try (Jumbo plain = start(PLAIN)) {
            seconds(plain, PLAIN, LINES / 2);
            for (InstrumentFile each : InstrumentFile.ALL) {
                if (each.name().contains(System.getProperty("bench.only", ""))) {
                    compare(plain, each);
                }
            }
        }
    }

    private Jumbo start(InstrumentFile file) throws IOException {
        List<String> options = new ArrayList<>(file.options());
        options.add("jumbo.poll-interval = 10ms");
        options.add("jumbo.watch = " + file.name());
        return new Jumbo(
                server, Files.createTempDirectory(directory, "home"), file.insert(), options.toArray(String[]::new));
    }

    private void compare(Jumbo plain, InstrumentFile file) throws Exception {
        Series plainSpeed = new Series();
        Series speed = new Series();
        Series ratio = new Series();
        try (Jumbo process = start(file)) {
            seconds(process, file, LINES / 2); // it has been running for a while
            for (int round = 0; round < ROUNDS; round++) {
                double before = seconds(plain, PLAIN, LINES);
                double after = seconds(process, file, LINES);
                plainSpeed.add(LINES / before);
                speed.add(LINES / after);
                ratio.add(before / after);
            }
        }
        System.out.printf(
                Locale.ROOT, "| %s | %,.0f | %,.0f | %s |%n", file.name(), plainSpeed.median(), speed.median(), ratio);
    }

    /** Seconds from the moment a file is there until all of it is written. */
    private double seconds(Jumbo process, InstrumentFile file, long lines) throws Exception {
        server.execute("TRUNCATE t; CHECKPOINT");
        Path source = process.data().resolve(written + ".hidden");
        Path seen = process.data().resolve(written + ".txt");
        file.write(source, written, written + lines);
        Thread.sleep(500);
        long start = System.nanoTime();
        Files.move(source, seen);
        offsets.await(process, written + ".txt", Files.size(seen));
        double seconds = (System.nanoTime() - start) / 1e9;
        written += lines;
        Files.delete(seen);
        if (server.number("SELECT count(*) FROM t") != lines) {
            throw new IllegalStateException(
                    file.name() + ": " + server.number("SELECT count(*) FROM t") + " rows of " + lines + " lines");
        }
        return seconds;
    }
}
